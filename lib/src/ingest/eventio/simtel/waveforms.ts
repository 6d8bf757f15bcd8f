import { Cursor } from "../cursor";
import { withArrays } from "../later-arrays";
import type { EventioObject } from "../object-header";
import type { ObjectReader } from "../object-reader";
import { bytesOfMany, sampleDifferences } from "./sample-differences";

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
export const waveformsReader: ObjectReader<Waveforms> = {
  type: 2013,
  versions: [3, 3],
  read: (object) => readWaveforms(object),
};

/** @param inWebAssembly whether many may be read there; the result is the same */
export function readWaveforms(object: EventioObject, inWebAssembly = true): Waveforms {
  const cursor = new Cursor(object);
  if ((object.id & 0x7e0) !== 0) throw cursor.damaged("its data are reduced in a way that is not known");
  const [pixels, gains, samples] = [cursor.int32(), cursor.int16(), cursor.int16()];
  const size = cursor.size(gains, pixels, samples);
  const head = { gains, pixels, samples };
  const isAll = (object.id & 0x1f) === 0;
  const ranges: [number, number][] = isAll ? [[0, pixels]] : pixelRanges(cursor, pixels);
  const arrays = gains * ranges.reduce((sum, [first, after]) => sum + after - first, 0);
  return withArrays(
    cursor,
    isAll ? head : { ...head, isRead: readPixels(ranges, pixels) },
    ["values"],
    inWebAssembly ? bytesOfMany(cursor, arrays * samples) : undefined,
    (bytes) => {
      const stored = sampleDifferences(bytes, arrays, samples, inWebAssembly);
      return { values: isAll ? stored : spread(stored, ranges, { ...head, size }) };
    },
  );
}

function readPixels(ranges: readonly [number, number][], pixels: number): Uint8Array {
  const isRead = new Uint8Array(pixels);
  for (const [first, after] of ranges) isRead.fill(1, first, after);
  return isRead;
}

/** Samples of some pixels at the places that they have among all. */
function spread(
  stored: Uint16Array,
  ranges: readonly [number, number][],
  { gains, pixels, samples, size }: { gains: number; pixels: number; samples: number; size: number },
): Uint16Array {
  const values = new Uint16Array(size);
  let at = 0;
  for (let gain = 0; gain < gains; gain++) {
    for (const [first, after] of ranges) {
      const count = (after - first) * samples;
      values.set(stored.subarray(at, at + count), (gain * pixels + first) * samples);
      at += count;
    }
  }
  return values;
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
