import { Cursor } from "../cursor";
import type { EventioObject } from "../object-header";
import type { ObjectReader } from "../object-reader";

/** Digitised pulses of a camera. */
export interface Waveforms {
  gains: number;
  pixels: number;
  /** Samples per pixel. */
  samples: number;
  /** Counts of the ADC, `[gain][pixel][sample]`; 0 where a pixel was left out. */
  values: Uint16Array;
  /** 1 for pixels that were read out, where not all were. */
  isRead?: Uint8Array;
}

/** Object 2013. The bits of its identifier: 0–4 zero suppression, 5–9 data reduction, 10 list known, 12–27 telescope. */
export const waveformsReader: ObjectReader<Waveforms> = { type: 2013, versions: [3, 3], read: readWaveforms };

function readWaveforms(object: EventioObject): Waveforms {
  const cursor = new Cursor(object);
  if ((object.id & 0x7e0) !== 0) throw cursor.damaged("its data are reduced in a way that is not known");
  const [pixels, gains, samples] = [cursor.int32(), cursor.int16(), cursor.int16()];
  const size = cursor.size(gains, pixels, samples);
  if ((object.id & 0x1f) === 0) {
    if (size > cursor.left) throw cursor.damaged(`it declares ${size} samples where ${cursor.left} bytes are left`);
    const values = new Uint16Array(size);
    readDifferences(cursor, values, 0, gains * pixels, samples);
    return { gains, pixels, samples, values };
  }
  const ranges = pixelRanges(cursor, pixels);
  const values = new Uint16Array(size);
  const isRead = new Uint8Array(pixels);
  for (let gain = 0; gain < gains; gain++) {
    for (const [first, after] of ranges) {
      isRead.fill(1, first, after);
      readDifferences(cursor, values, (gain * pixels + first) * samples, after - first, samples);
    }
  }
  return { gains, pixels, samples, values, isRead };
}

/** Pixels that were read out, first and behind the last; a negative number stands for a single one. */
function pixelRanges(cursor: Cursor, pixels: number): [number, number][] {
  const count = cursor.varint();
  if (count < 0 || count > cursor.left) throw cursor.damaged(`it declares ${count} ranges of pixels`);
  let next = 0;
  return Array.from({ length: count }, () => {
    const start = cursor.varint();
    const range: [number, number] = start < 0 ? [-start - 1, -start] : [start, cursor.varint() + 1];
    if (range[0] < next || range[1] < range[0] || range[1] > pixels) throw cursor.damaged("its pixels do not rise");
    next = range[1];
    return range;
  });
}

/**
 * Differences of variable length into `values`; the loop in which most of the time of reading a file is spent.
 * Each array begins anew at 0. Most differences take one byte, so four are tried at once.
 */
function readDifferences(cursor: Cursor, values: Uint16Array, from: number, arrays: number, length: number): void {
  const { bytes } = cursor;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const lastWord = bytes.length - 4;
  let at = cursor.at;
  let to = from;
  for (let array = 0; array < arrays; array++) {
    const stop = to + length;
    let value = 0;
    while (to < stop) {
      while (to + 4 <= stop && at <= lastWord) {
        const four = words.getInt32(at, true);
        if ((four & 0x80808080) !== 0) break;
        value = (value + (((four >>> 1) & 63) ^ -(four & 1))) | 0;
        values[to] = value;
        value = (value + (((four >>> 9) & 63) ^ -((four >>> 8) & 1))) | 0;
        values[to + 1] = value;
        value = (value + (((four >>> 17) & 63) ^ -((four >>> 16) & 1))) | 0;
        values[to + 2] = value;
        value = (value + (((four >>> 25) & 63) ^ -((four >>> 24) & 1))) | 0;
        values[to + 3] = value;
        to += 4;
        at += 4;
      }
      if (to === stop) break;
      let word = bytes[at++];
      if (word >= 0x80) {
        if (word < 0xc0) word = ((word & 0x3f) << 8) | bytes[at++];
        else {
          cursor.at = at - 1;
          word = cursor.uvarint();
          at = cursor.at;
        }
      }
      value = (value + ((word >>> 1) ^ -(word & 1))) | 0;
      values[to++] = value;
    }
    if (at > bytes.length) {
      cursor.at = bytes.length;
      throw cursor.damaged("it ends too early");
    }
  }
  cursor.at = at;
}
