import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Object 2016: times of pulses. */
export interface PixelTiming {
  telescope: number;
  pixels: number;
  gains: number;
  /** Samples before and after the peak that are summed; negative when there are no sums. */
  beforePeak: number;
  afterPeak: number;
  /** Least signal; negative when the common sums are those of selected pixels only. */
  threshold: number;
  /** What each time means: 1 peak, 2 rise, 4 fall of the pulse through `levels` and so on. */
  timeTypes: Int16Array;
  levels: Float32Array;
  /** Samples per step of the times. */
  granularity: number;
  /** Peak of all pixels together, samples. */
  commonPeak: number;
  /** Samples from the beginning of the readout, `[pixel][type]`; NaN where there is none. */
  times: Float32Array;
  /** Sums around the peak of each pixel and around the common peak, `[gain][pixel]`; 0 where there is none. */
  ownSums: Int32Array;
  commonSums: Int32Array;
}

export const pixelTimingReader: ObjectReader<PixelTiming> = {
  type: 2016,
  versions: [1, 2],
  read(object) {
    const isPacked = object.version >= 2;
    const cursor = new Cursor(object);
    const count = () => (isPacked ? cursor.varint() : cursor.int16());
    const pixels = count();
    const [gains, beforePeak, afterPeak, listType] = cursor.int16s(4);
    if (listType !== 1 && listType !== 2) throw cursor.damaged(`its list of pixels is of kind ${listType}`);
    cursor.size(gains, pixels);
    const numbers = count() * listType;
    const list = isPacked ? cursor.varints(numbers) : new Int32Array(cursor.int16s(numbers));
    const [threshold, types] = [cursor.int16(), cursor.int16()];
    const timeTypes = cursor.int16s(types);
    const levels = cursor.float32s(types);
    const [granularity, commonPeak] = [cursor.float32(), cursor.float32()];
    const times = new Float32Array(cursor.size(pixels, types)).fill(Number.NaN);
    const size = gains * pixels;
    const ownSums = new Int32Array(size);
    const commonSums = new Int32Array(size);
    const hasSums = beforePeak >= 0 && afterPeak >= 0;
    const onlySelected = threshold < 0;
    const { view, littleEndian } = cursor;
    for (let i = 0, next = 0; i < list.length; i += listType) {
      const last = list[i + listType - 1];
      if (list[i] < next || last >= pixels)
        throw cursor.damaged(`its list of pixels does not rise (${list[i]}, ${last})`);
      next = last + 1;
      for (let pixel = list[i]; pixel <= last; pixel++) {
        let place = cursor.take(2 * types);
        for (let k = pixel * types; k < (pixel + 1) * types; k++, place += 2) {
          times[k] = granularity * view.getInt16(place, littleEndian);
        }
        for (let k = hasSums ? pixel : size; k < size; k += pixels) ownSums[k] = cursor.varint();
        for (let k = hasSums && onlySelected ? pixel : size; k < size; k += pixels) commonSums[k] = cursor.varint();
      }
    }
    if (hasSums && list.length > 0 && !onlySelected) {
      for (let i = 0; i < commonSums.length; i++) commonSums[i] = cursor.varint();
    }
    return {
      telescope: object.id,
      pixels,
      gains,
      beforePeak,
      afterPeak,
      threshold,
      timeTypes,
      levels,
      granularity,
      commonPeak,
      times,
      ownSums,
      commonSums,
    };
  },
};
