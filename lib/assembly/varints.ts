/*
 * Reads samples of waveforms: differences of variable length. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its
 * twin in TypeScript is in lib/src/ingest/eventio/simtel/sample-differences.ts; a test holds both to the same numbers. Other
 * numbers of pixels are read by pixel-numbers.ts.
 *
 * In memory stand: from 0 on, for each set of eight bits that tell which of eight bytes begin with a one, where the bytes of
 * the numbers that begin there go; from 4096 on how many bytes these take, and how many bytes their numbers will.
 */

export { columns, listed, photoelectrons, timing } from "./pixel-numbers";

const kinds: usize = 4096;

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
    }
    store<u8>(kinds + (key << 1), <u8>at);
    store<u8>(kinds + (key << 1), <u8>(count << 1), 1);
  }
}

/**
 * Whole numbers of one to four bytes, the lowest bit the sign, to 16 bits each.
 * @param from the bytes, up to `end`; nothing behind is read
 * @param to where the numbers go; up to 32 bytes behind the last are overwritten
 * @returns the place behind the last byte; 0 where the bytes end too early or a number is longer
 */
export function numbers(from: usize, end: usize, to: usize, count: u32): usize {
  const stop = to + (<usize>count << 1);
  const one = i8x16.splat(1);
  const one16 = i16x8.splat(1);
  const isLonger = i16x8.splat(0x4000);
  const payload = i16x8.splat(0x3fff);
  let at = from;
  let out = to;
  while (out < stop) {
    // A vector may bring numbers that are not wanted: near the end they are read one by one.
    if (out + 32 <= stop && at + 16 <= end) {
      const bytes = v128.load(at);
      const high = <u32>i8x16.bitmask(bytes);
      if (high == 0) {
        const values = v128.xor(i8x16.shr_u(bytes, 1), i8x16.neg(v128.and(bytes, one)));
        v128.store(out, i16x8.extend_low_i8x16_s(values));
        v128.store(out, i16x8.extend_high_i8x16_s(values), 16);
        at += 16;
        out += 32;
        continue;
      }
      const key = <usize>(high & 255);
      const words = i8x16.swizzle(bytes, v128.load(key << 4));
      if (!v128.any_true(v128.and(words, isLonger))) {
        const given = v128.and(words, payload);
        v128.store(out, v128.xor(i16x8.shr_u(given, 1), i16x8.neg(v128.and(given, one16))));
        at += <usize>load<u8>(kinds + (key << 1));
        out += <usize>load<u8>(kinds + (key << 1), 1);
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
    store<i16>(out, <i16>((word >> 1) ^ -(word & 1)));
    out += 2;
  }
  return at;
}

/**
 * Sums of differences, which begin anew in each array.
 * @param to where they go; up to fourteen bytes behind the last are overwritten
 */
export function sums(from: usize, to: usize, arrays: u32, length: u32): void {
  const zero = i16x8.splat(0);
  const bytes = <usize>length << 1;
  for (let array: u32 = 0; array < arrays; array++) {
    let before = zero;
    const input = from + <usize>array * bytes;
    const output = to + <usize>array * bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      let x = v128.load(input + at);
      x = i16x8.add(x, i16x8.shuffle(zero, x, 0, 8, 9, 10, 11, 12, 13, 14));
      x = i16x8.add(x, i16x8.shuffle(zero, x, 0, 1, 8, 9, 10, 11, 12, 13));
      x = i16x8.add(x, i16x8.shuffle(zero, x, 0, 1, 2, 3, 8, 9, 10, 11));
      x = i16x8.add(x, before);
      v128.store(output + at, x);
      before = i16x8.shuffle(x, x, 7, 7, 7, 7, 7, 7, 7, 7);
    }
  }
}
