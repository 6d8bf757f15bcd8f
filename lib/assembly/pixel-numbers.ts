/*
 * Lists of photo-electrons, times of pixels and bunches of photons, little-endian, for varints.ts. The twin in TypeScript of
 * each stands beside where it is used, in lib/src/ingest/eventio/simtel; tests hold both to the same numbers. Where something
 * is wrong, or numbers are longer than they ever are, they give 0: then the twin reads all, and says what is wrong.
 *
 * Up to 32 bytes behind each array are overwritten. What only skips finds the same end, or the same fault, without arrays.
 */

import { fewKinds, scratch } from "./varint-tables";

/** Photo-electrons that the last list had. */
let taken: u32 = 0;

/** See `taken`. */
export function listed(): u32 {
  return taken;
}

/**
 * The pixels of a list with their photo-electrons.
 * @param filled how many pixels there are
 * @param total most photo-electrons
 * @param counts where the number of each of all `pixels` goes, 0 for those that are not in the list
 * @param numbers where the pixel of each photo-electron goes, and `times` its time
 * @param amplitudes where its amplitude does; 0 where there are none
 * @returns the place behind the last byte
 */
export function photoelectrons(
  from: usize,
  end: usize,
  isPacked: bool,
  filled: u32,
  pixels: i32,
  total: u32,
  counts: usize,
  numbers: usize,
  times: usize,
  amplitudes: usize,
): usize {
  memory.fill(counts, 0, <usize>pixels << 2);
  const rows: u32 = amplitudes == 0 ? 1 : 2;
  return list(from, end, isPacked, filled, pixels, total, rows, counts, numbers, times, amplitudes, true);
}

/** @param rows 2 where there are amplitudes, else 1 */
export function skipPhotoelectrons(
  from: usize,
  end: usize,
  isPacked: bool,
  filled: u32,
  pixels: i32,
  total: u32,
  rows: u32,
): usize {
  return list(from, end, isPacked, filled, pixels, total, rows, 0, 0, 0, 0, false);
}

@inline
function list(
  from: usize,
  end: usize,
  isPacked: bool,
  filled: u32,
  pixels: i32,
  total: u32,
  rows: u32,
  counts: usize,
  numbers: usize,
  times: usize,
  amplitudes: usize,
  isWanted: bool,
): usize {
  let at = from;
  taken = 0;
  let done: u32 = 0;
  for (let i: u32 = 0; i < filled; i++) {
    let pixel: i32;
    if (isPacked) {
      const read = varint(at, end);
      if (read == 0) return 0;
      pixel = <i32>read;
      at += <usize>(read >> 32);
    } else {
      pixel = <i32>load<i16>(at);
      at += 2;
    }
    if (at + 4 > end || pixel < 0 || pixel >= pixels) return 0;
    const count = load<u32>(at);
    at += 4;
    if (count > total - done || (<usize>count << (rows + 1)) > end - at) return 0;
    const bytes = <usize>count << 2;
    if (isWanted) {
      store<u32>(counts + (<usize>pixel << 2), count);
      const to = <usize>done << 2;
      const all = i32x4.splat(pixel);
      for (let k: usize = 0; k < bytes; k += 16) {
        v128.store(numbers + to + k, all);
        v128.store(times + to + k, v128.load(at + k));
      }
      if (rows > 1) {
        for (let k: usize = 0; k < bytes; k += 16) v128.store(amplitudes + to + k, v128.load(at + bytes + k));
      }
    }
    at += bytes * rows;
    done += count;
  }
  taken = done;
  return at;
}

/**
 * Times of the pixels of a list, and sums of their samples.
 * @param list of pixels, or of the first and the last of ranges of them, 32 bits each
 * @param gains how many sums each pixel has; 0 for none
 * @param commonSums 1 where they stand with those of the pixel, 2 where behind all pixels, 0 where there are none
 * @param times where those of all pixels go, NaN for those that are not in the list
 * @param own where sums of the pixels' own peaks go, and `common` the others; both zeros before
 * @returns the place behind the last byte
 */
export function timing(
  from: usize,
  end: usize,
  list: usize,
  ranges: u32,
  isRange: bool,
  pixels: i32,
  types: u32,
  gains: usize,
  commonSums: u32,
  step: f32,
  times: usize,
  own: usize,
  common: usize,
): usize {
  return pulses(from, end, list, ranges, isRange, pixels, types, gains, commonSums, step, times, own, common, true);
}

/** See `timing`. */
export function skipTiming(
  from: usize,
  end: usize,
  list: usize,
  ranges: u32,
  isRange: bool,
  pixels: i32,
  types: u32,
  gains: usize,
  commonSums: u32,
): usize {
  return pulses(from, end, list, ranges, isRange, pixels, types, gains, commonSums, 0, 0, 0, 0, false);
}

@inline
function pulses(
  from: usize,
  end: usize,
  list: usize,
  ranges: u32,
  isRange: bool,
  pixels: i32,
  types: u32,
  gains: usize,
  commonSums: u32,
  step: f32,
  times: usize,
  own: usize,
  common: usize,
  isWanted: bool,
): usize {
  const row = <usize>types << 2;
  const gainBytes = <usize>pixels << 2;
  const sums = commonSums == 1 ? gains << 1 : gains;
  // Up to four sums of a pixel, of one or two bytes each, are read at once.
  const areFew = sums > 0 && sums <= 4;
  const table = fewKinds + (sums - 1) * 256;
  const longer = v128.and(i16x8.lt_s(i16x8(0, 1, 2, 3, 4, 5, 6, 7), i16x8.splat(<i16>sums)), i16x8.splat(0x4000));
  let at = from;
  let next = 0;
  for (let i: u32 = 0; i < ranges; i++) {
    const first = load<i32>(list);
    const last = isRange ? load<i32>(list, 4) : first;
    list += isRange ? 8 : 4;
    if (first < next || last < first || last >= pixels) return 0;
    if (isWanted) fillNaN(times + <usize>next * row, times + <usize>first * row);
    next = last + 1;
    for (let pixel = first; pixel <= last; pixel++) {
      if (at + (<usize>types << 1) > end) return 0;
      if (isWanted) {
        // Up to three times too many: the next pixel, or what stands for it, is written later.
        const to = times + <usize>pixel * row;
        for (let k: usize = 0; k < row; k += 16) {
          const four = i32x4.extend_low_i16x8_s(v128.load64_zero(at + (k >> 1)));
          v128.store(to + k, f32x4.mul(f32x4.convert_i32x4_s(four), f32x4.splat(step)));
        }
      }
      at += <usize>types << 1;
      const ownOfPixel = own + (<usize>pixel << 2);
      const commonOfPixel = common + (<usize>pixel << 2);
      if (areFew && at + 8 <= end) {
        const bytes = v128.load64_zero(at);
        const key = <usize>i8x16.bitmask(bytes);
        const words = i8x16.swizzle(bytes, v128.load(key << 4));
        if (!v128.any_true(v128.and(words, longer))) {
          at += <usize>load<u8>(table + key);
          if (isWanted) {
            const given = i32x4.extend_low_i16x8_s(v128.and(words, i16x8.splat(0x3fff)));
            v128.store(scratch, v128.xor(i32x4.shr_u(given, 1), i32x4.neg(v128.and(given, i32x4.splat(1)))));
            for (let gain: usize = 0; gain < gains; gain++) {
              store<i32>(ownOfPixel + gain * gainBytes, load<i32>(scratch + (gain << 2)));
              if (commonSums != 1) continue;
              store<i32>(commonOfPixel + gain * gainBytes, load<i32>(scratch + ((gains + gain) << 2)));
            }
          }
          continue;
        }
      }
      for (let sum: usize = 0; sum < sums; sum++) {
        const read = varint(at, end);
        if (read == 0) return 0;
        at += <usize>(read >> 32);
        if (!isWanted) continue;
        const to = sum < gains ? ownOfPixel + sum * gainBytes : commonOfPixel + (sum - gains) * gainBytes;
        store<i32>(to, <i32>read);
      }
    }
  }
  if (isWanted) fillNaN(times + <usize>next * row, times + <usize>pixels * row);
  if (commonSums != 2) return at;
  for (let sum: usize = 0; sum < gains * <usize>pixels; sum++) {
    const read = varint(at, end);
    if (read == 0) return 0;
    at += <usize>(read >> 32);
    if (isWanted) store<i32>(common + (sum << 2), <i32>read);
  }
  return at;
}

function fillNaN(from: usize, to: usize): void {
  const all = i32x4.splat(0x7fc00000);
  for (let at = from; at < to; at += 16) v128.store(at, all);
}

/** A number of one to three bytes, with their number from bit 32 on; 0 where it is longer, or the bytes end too early. */
@inline
function varint(at: usize, end: usize): u64 {
  const first = <u32>load<u8>(at);
  const length: usize = first < 0x80 ? 1 : first < 0xc0 ? 2 : 3;
  if (first >= 0xe0 || at + length > end) return 0;
  const word =
    first < 0x80
      ? first
      : first < 0xc0
        ? ((first & 0x3f) << 8) | <u32>load<u8>(at, 1)
        : ((first & 0x1f) << 16) | (<u32>load<u8>(at, 1) << 8) | <u32>load<u8>(at, 2);
  return (<u64>length << 32) | <u64>((word >> 1) ^ -(word & 1));
}

/** Rows of eight numbers of 32 bits as eight columns, each behind the other by `stride` bytes. */
export function columns(from: usize, rows: u32, to: usize, stride: usize): void {
  let row: u32 = 0;
  for (; row + 4 <= rows; row += 4) {
    const at = from + (<usize>row << 5);
    fourColumns(at, to + (<usize>row << 2), stride);
    fourColumns(at + 16, to + (<usize>row << 2) + (stride << 2), stride);
  }
  for (; row < rows; row++) {
    for (let k: usize = 0; k < 8; k++) {
      store<u32>(to + k * stride + (<usize>row << 2), load<u32>(from + (<usize>row << 5) + (k << 2)));
    }
  }
}

@inline
function fourColumns(from: usize, to: usize, stride: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 32);
  const c = v128.load(from, 64);
  const d = v128.load(from, 96);
  const low1 = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const high1 = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const low2 = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const high2 = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(low1, low2, 0, 2));
  v128.store(to + stride, i64x2.shuffle(low1, low2, 1, 3));
  v128.store(to + 2 * stride, i64x2.shuffle(high1, high2, 0, 2));
  v128.store(to + 3 * stride, i64x2.shuffle(high1, high2, 1, 3));
}
