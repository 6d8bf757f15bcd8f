import { Cursor } from "../cursor";
import { withArrays } from "../later-arrays";
import type { ObjectReader } from "../object-reader";
import { bytesOfMany } from "./sample-differences";

/** Object 2012: sums of the samples of each pixel. */
export interface AdcSums {
  telescope: number;
  gains: number;
  pixels: number;
  /** `[gain][pixel]`, the high gain first; 0 where a pixel was left out. */
  values: Uint32Array;
}

/** The bits of the identifier: 0–4 zero suppression, 5–9 data reduction, 10 list known, 12–27 telescope. */
export const adcSumsReader: ObjectReader<AdcSums> = {
  type: 2012,
  versions: [3, 3],
  read(object) {
    const cursor = new Cursor(object);
    const [pixels, gains] = [cursor.int32(), cursor.int16()];
    const size = cursor.size(gains, pixels);
    const suppression = object.id & 0x1f;
    if ((object.id & 0x3e0) !== 0 || suppression > 2 || (suppression > 0 && gains > 2)) {
      throw cursor.damaged("its data are reduced in a way that is not known");
    }
    const telescope = (object.id >> 12) & 0xffff;
    if (suppression === 0) {
      return withArrays(cursor, { telescope, gains, pixels }, ["values"], bytesOfMany(cursor, size), (bytes) => ({
        values: new Uint32Array(bytes.differences(gains, pixels).buffer),
      }));
    }
    const values = new Uint32Array(size);
    if (suppression === 1) readByBits(cursor, values, gains, pixels);
    else readByList(cursor, values, gains, pixels);
    return { telescope, gains, pixels, values };
  },
};

/** Groups of 16 pixels, each with bits of those that were read out. */
function readByBits(cursor: Cursor, values: Uint32Array, gains: number, pixels: number): void {
  for (let first = 0; first < pixels; first += 16) {
    const bits = cursor.uint16();
    const read: number[] = [];
    for (let i = 0; i < 16 && first + i < pixels; i++) if (bits & (1 << i)) read.push(first + i);
    if (gains === 2) place(values, read, pixels, cursor.differences(1, read.length));
    place(values, read, 0, cursor.differences(1, read.length));
  }
}

/** A list of pixels; bits tell those without low gain, and those whose sum fits a byte. */
function readByList(cursor: Cursor, values: Uint32Array, gains: number, pixels: number): void {
  const entries = cursor.uint16s(cursor.int16());
  const wide: number[] = [];
  const narrow: number[] = [];
  const low: number[] = [];
  for (const entry of entries) {
    const pixel = entry & 0x1fff;
    if (pixel >= pixels) throw cursor.damaged(`there is no pixel ${pixel}`);
    if (entry & 0x4000) narrow.push(pixel);
    else {
      wide.push(pixel);
      if (gains === 2 && !(entry & 0x2000)) low.push(pixel);
    }
  }
  if (gains === 2) place(values, low, pixels, cursor.differences(1, low.length));
  place(values, wide, 0, cursor.differences(1, wide.length));
  place(values, narrow, 0, cursor.uint8s(narrow.length));
}

function place(values: Uint32Array, pixels: readonly number[], from: number, sums: ArrayLike<number>): void {
  for (const [i, pixel] of pixels.entries()) values[from + pixel] = sums[i];
}
