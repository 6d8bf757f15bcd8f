/*
 * Reads samples of waveforms: differences of variable length. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its
 * twin in TypeScript is in lib/src/ingest/eventio/simtel/sample-differences.ts; a test holds both to the same numbers. Other
 * numbers of pixels are read by pixel-numbers.ts.
 *
 * In memory stand: from 0 on, for each set of eight bits that tell which of eight bytes begin with a one, where the bytes of
 * the numbers that begin there go; from 4096 on how many bytes these take, and how many numbers they are; from 4608 on, for
 * one to four numbers, how many bytes they take.
 */

import { fewKinds, kinds } from "./varint-tables";

export { columns, listed, photoelectrons, skipPhotoelectrons, skipTiming, timing } from "./pixel-numbers";
export { skip, skipLists } from "./skip-varints";

/** Makes the tables. */
export function prepare(): void {
  for (let key: u32 = 0; key < 256; key++) {
    const pattern = <usize>key << 4;
    v128.store(pattern, i8x16.splat(-1));
    let at: u32 = 0;
    let count: u32 = 0;
    for (; at < 8; count++) {
      const isLong = (key >> at) & 1;
      store<u8>(pattern + (count << 1), <u8>(at + isLong));
      if (isLong != 0) store<u8>(pattern + (count << 1), <u8>at, 1);
      at += 1 + isLong;
      if (count < 4) store<u8>(fewKinds + (<usize>count << 8) + key, <u8>at);
    }
    store<u8>(kinds + (key << 1), <u8>at);
    store<u8>(kinds + (key << 1), <u8>count, 1);
  }
}

/**
 * Sums of differences, which begin anew in each array: whole numbers of one to four bytes, the lowest bit the sign; the sums
 * have 16 bits each.
 * @param from the bytes, up to `end`; nothing behind is read
 * @param to where the sums go; up to 32 bytes behind the last are overwritten
 * @param length of each array
 * @returns the place behind the last byte; 0 where the bytes end too early or a number is longer
 */
export function samples(from: usize, end: usize, to: usize, arrays: u32, length: u32): usize {
  const one = i8x16.splat(1);
  const one16 = i16x8.splat(1);
  const isLonger = i16x8.splat(0x4000);
  const payload = i16x8.splat(0x3fff);
  let at = from;
  for (let array: u32 = 0; array < arrays; array++) {
    let out = to + ((<usize>array * <usize>length) << 1);
    let before = i16x8.splat(0);
    // The first is not a difference, and most often longer than those behind it.
    for (let left = length, isFirst = true; left > 0; isFirst = false) {
      if (!isFirst && at + 16 <= end) {
        const bytes = v128.load(at);
        const high = <u32>i8x16.bitmask(bytes);
        // Of sixteen numbers, fewer may be wanted.
        const given = min<u32>(left, 16);
        if ((high & ((1 << given) - 1)) == 0) {
          const values = v128.xor(i8x16.shr_u(bytes, 1), i8x16.neg(v128.and(bytes, one)));
          const first = i16x8.add(running(i16x8.extend_low_i8x16_s(values)), before);
          const second = running(i16x8.extend_high_i8x16_s(values));
          const sums = i16x8.add(second, lastOf(first));
          v128.store(out, first);
          v128.store(out, sums, 16);
          before = lastOf(sums);
          out += 32;
          at += <usize>given;
          left -= given;
          continue;
        }
        const key = <usize>(high & 255);
        const count = <u32>load<u8>(kinds + (key << 1), 1);
        const words = i8x16.swizzle(bytes, v128.load(key << 4));
        if (count <= left && !v128.any_true(v128.and(words, isLonger))) {
          const numbers = v128.and(words, payload);
          // Where there are fewer than eight, the words behind are 0.
          const values = v128.xor(i16x8.shr_u(numbers, 1), i16x8.neg(v128.and(numbers, one16)));
          const sums = i16x8.add(running(values), before);
          v128.store(out, sums);
          before = lastOf(sums);
          out += <usize>count << 1;
          at += <usize>load<u8>(kinds + (key << 1));
          left -= count;
          continue;
        }
      }
      if (at >= end) return 0;
      const first = <u32>load<u8>(at++);
      let word = first;
      if (first >= 0x80) {
        const more: usize = first < 0xc0 ? 1 : first < 0xe0 ? 2 : 3;
        if (first >= 0xf0 || at + more > end) return 0;
        word = first & (0x7f >> <u32>more);
        for (let i: usize = 0; i < more; i++) word = (word << 8) | <u32>load<u8>(at++);
      }
      before = i16x8.add(before, i16x8.splat(<i16>((word >> 1) ^ -(word & 1))));
      store<i16>(out, i16x8.extract_lane_s(before, 0));
      out += 2;
      left--;
    }
  }
  return at;
}

/** Sums of the first one, two, … eight. */
@inline
function running(values: v128): v128 {
  const zero = i16x8.splat(0);
  let x = i16x8.add(values, i16x8.shuffle(zero, values, 7, 8, 9, 10, 11, 12, 13, 14));
  x = i16x8.add(x, i16x8.shuffle(zero, x, 6, 7, 8, 9, 10, 11, 12, 13));
  return i16x8.add(x, i16x8.shuffle(zero, x, 4, 5, 6, 7, 8, 9, 10, 11));
}

@inline
function lastOf(sums: v128): v128 {
  return i16x8.shuffle(sums, sums, 7, 7, 7, 7, 7, 7, 7, 7);
}
