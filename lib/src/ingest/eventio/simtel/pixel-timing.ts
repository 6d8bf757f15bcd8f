import { Cursor } from "../cursor";
import { withArrays } from "../later-arrays";
import type { EventioObject } from "../object-header";
import type { ObjectReader } from "../object-reader";
import { readArrays, skippedBytes } from "./pixel-kernel";

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

/** Fewer are not worth the copying. */
const fewestTimes = 256;

export const pixelTimingReader: ObjectReader<PixelTiming> = {
  type: 2016,
  versions: [1, 2],
  read: (object) => readPixelTiming(object),
};

/** @param inWebAssembly whether many may be read there; the result is the same */
export function readPixelTiming(object: EventioObject, inWebAssembly = true): PixelTiming {
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
  const shape: TimingShape = {
    list,
    isRange: listType === 2,
    pixels,
    types,
    times: cursor.size(pixels, types),
    gains,
    hasSums: beforePeak >= 0 && afterPeak >= 0,
    onlySelected: threshold < 0,
    granularity,
  };
  const head = { telescope: object.id, pixels, gains, beforePeak, afterPeak, threshold, timeTypes, levels };
  const isLong = inWebAssembly && cursor.littleEndian && shape.times >= fewestTimes;
  const known = kernelShape(shape);
  return withArrays(
    cursor,
    { ...head, granularity, commonPeak },
    ["times", "ownSums", "commonSums"],
    isLong ? skippedBytes(cursor, (kernel, ...places) => kernel.skipTiming(...places, ...known), list) : undefined,
    (bytes) => (inWebAssembly && timesInWebAssembly(bytes, shape)) || timesSlowly(bytes, shape),
  );
}

/** What the kernel wants to know. */
function kernelShape({ list, isRange, pixels, types, gains, hasSums, onlySelected }: TimingShape): number[] {
  const ranges = isRange ? list.length / 2 : list.length;
  const common = !hasSums || list.length === 0 ? 0 : onlySelected ? 1 : 2;
  return [ranges, Number(isRange), pixels, types, hasSums ? gains : 0, common];
}

export interface TimingShape {
  /** Pixels, or the first and the last of ranges of them. */
  list: Int32Array;
  isRange: boolean;
  pixels: number;
  types: number;
  times: number;
  gains: number;
  hasSums: boolean;
  /** Whether common sums stand with the pixels of the list, or behind them for all. */
  onlySelected: boolean;
  granularity: number;
}

export type Times = Pick<PixelTiming, "times" | "ownSums" | "commonSums">;

/** The numbers that a cursor stands before; `undefined` where that cannot be done: nothing is read then. */
export function timesInWebAssembly(cursor: Cursor, shape: TimingShape): Times | undefined {
  const { list, pixels, times: length, gains, granularity } = shape;
  const size = gains * pixels;
  const arrays = readArrays(cursor, [length, size, size, list.length], (kernel, from, end, places) => {
    const [times, ownSums, commonSums, numbers] = places;
    new Int32Array(kernel.memory.buffer, numbers, list.length).set(list);
    new Uint8Array(kernel.memory.buffer).fill(0, ownSums, numbers);
    return kernel.timing(from, end, numbers, ...kernelShape(shape), granularity, times, ownSums, commonSums);
  });
  if (arrays === undefined) return undefined;
  const [times, ownSums, commonSums] = arrays;
  return {
    times: new Float32Array(times),
    ownSums: new Int32Array(ownSums),
    commonSums: new Int32Array(commonSums),
  };
}

function timesSlowly(cursor: Cursor, shape: TimingShape): Times {
  const { list, isRange, pixels, types, gains, hasSums, onlySelected, granularity } = shape;
  const times = new Float32Array(shape.times).fill(Number.NaN);
  const size = gains * pixels;
  const ownSums = new Int32Array(size);
  const commonSums = new Int32Array(size);
  const { view, littleEndian } = cursor;
  const step = isRange ? 2 : 1;
  for (let i = 0, next = 0; i < list.length; i += step) {
    const last = list[i + step - 1];
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
  return { times, ownSums, commonSums };
}
