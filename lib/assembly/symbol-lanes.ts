/*
 * Unpacks 16-bit numbers in lanes. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its twin in
 * TypeScript, huffman16.ts and transforms.ts in lib/src/ingest/zfits/codecs, goes from front to back; tests hold both to
 * the same numbers. Memory is laid out by symbol-lanes.ts and mean-lanes.ts there.
 *
 * One lane would wait for each of its steps; those of several overlap. No lane reads at or behind its `stop` by more than
 * sixteen bytes, nor writes behind its `limit` by more than thirty-two.
 */

export { eightMeans, means } from "./means";

/** Where the first table begins, and the bits of places in it. */
const tablePlace: usize = 256;
const mask: u64 = 4095 << 3;

/**
 * Codes of Huffman, from the places that lie in memory from 0 on: bit, output, last bit to begin at, last place to write
 * at, for each lane. All lanes end where one meets a code that stands for nothing.
 */
export function decode(second: usize, branches: usize, input: usize): void {
  let bit0 = load<u32>(0);
  let out0 = load<u32>(4);
  const stop0 = load<u32>(8);
  const limit0 = load<u32>(12);
  let bit1 = load<u32>(16);
  let out1 = load<u32>(20);
  const stop1 = load<u32>(24);
  const limit1 = load<u32>(28);
  let bit2 = load<u32>(32);
  let out2 = load<u32>(36);
  const stop2 = load<u32>(40);
  const limit2 = load<u32>(44);
  let bit3 = load<u32>(48);
  let out3 = load<u32>(52);
  const stop3 = load<u32>(56);
  const limit3 = load<u32>(60);
  let isSound = true;
  while (
    i32(isSound) & i32(bit0 < stop0) & i32(out0 < limit0) & i32(bit1 < stop1) & i32(out1 < limit1) &
    i32(bit2 < stop2) & i32(out2 < limit2) & i32(bit3 < stop3) & i32(out3 < limit3)
  ) {
    const got0 = several(input, bit0, out0);
    bit0 += got0 & 255;
    out0 += (got0 >> 8) & 255;
    const got1 = several(input, bit1, out1);
    bit1 += got1 & 255;
    out1 += (got1 >> 8) & 255;
    const got2 = several(input, bit2, out2);
    bit2 += got2 & 255;
    out2 += (got2 >> 8) & 255;
    const got3 = several(input, bit3, out3);
    bit3 += got3 & 255;
    out3 += (got3 >> 8) & 255;
    if (<i32>(got0 | got1 | got2 | got3) >= 0) continue;
    // All four without asking which it is: nobody could foresee the answers.
    const long0 = long(second, input, bit0, out0, <u32>(<i32>got0 >> 31));
    const long1 = long(second, input, bit1, out1, <u32>(<i32>got1 >> 31));
    const long2 = long(second, input, bit2, out2, <u32>(<i32>got2 >> 31));
    const long3 = long(second, input, bit3, out3, <u32>(<i32>got3 >> 31));
    const isDeep =
      (u32(long0 == 0) & (got0 >> 31)) | (u32(long1 == 0) & (got1 >> 31)) |
      (u32(long2 == 0) & (got2 >> 31)) | (u32(long3 == 0) & (got3 >> 31));
    if (isDeep == 0) {
      bit0 += long0;
      out0 += u32(long0 != 0) << 1;
      bit1 += long1;
      out1 += u32(long1 != 0) << 1;
      bit2 += long2;
      out2 += u32(long2 != 0) << 1;
      bit3 += long3;
      out3 += u32(long3 != 0) << 1;
      continue;
    }
    if (<i32>got0 < 0) {
      const used = long0 == 0 ? deep(branches, input, bit0, out0) : long0;
      if (used == 0) isSound = false;
      bit0 += used;
      out0 += 2;
    }
    if (<i32>got1 < 0) {
      const used = long1 == 0 ? deep(branches, input, bit1, out1) : long1;
      if (used == 0) isSound = false;
      bit1 += used;
      out1 += 2;
    }
    if (<i32>got2 < 0) {
      const used = long2 == 0 ? deep(branches, input, bit2, out2) : long2;
      if (used == 0) isSound = false;
      bit2 += used;
      out2 += 2;
    }
    if (<i32>got3 < 0) {
      const used = long3 == 0 ? deep(branches, input, bit3, out3) : long3;
      if (used == 0) isSound = false;
      bit3 += used;
      out3 += 2;
    }
  }
  finish(0, second, branches, input, bit0, out0, isSound ? stop0 : 0, limit0);
  finish(16, second, branches, input, bit1, out1, isSound ? stop1 : 0, limit1);
  finish(32, second, branches, input, bit2, out2, isSound ? stop2 : 0, limit2);
  finish(48, second, branches, input, bit3, out3, isSound ? stop3 : 0, limit3);
}

/** The rest of one lane, up to a code that stands for nothing. */
function finish(
  lane: usize,
  second: usize,
  branches: usize,
  input: usize,
  from: u32,
  to: u32,
  stop: u32,
  limit: u32,
): void {
  let bit = from;
  let out = to;
  while (bit < stop && out < limit) {
    const got = several(input, bit, out);
    bit += got & 255;
    out += (got >> 8) & 255;
    if (<i32>got >= 0) continue;
    let used = long(second, input, bit, out, 0xffffffff);
    if (used == 0) used = deep(branches, input, bit, out);
    if (used == 0) break;
    bit += used;
    out += 2;
  }
  store<u32>(lane, bit);
  store<u32>(lane + 4, out);
}

/**
 * Four steps, each of up to three symbols. An entry of the table has three symbols, the bits they take, and from bit 56
 * on their bytes; one of a longer code takes none, so that the steps behind it stay where they are.
 * @returns bits, from bit 8 on bytes, and bit 31 when there is a longer code
 */
@inline
function several(input: usize, bit: u32, out: u32): u32 {
  // Three bits to the left: bits of the stream are then the place of an entry of eight bytes.
  let bits = (load<u64>(input + (bit >> 3)) << 3) >> (bit & 7);
  let at = out;
  let entry = load<u64>(<usize>(bits & mask), tablePlace);
  store<u64>(at, entry);
  let got = entry >> 48;
  let sum = <u32>got;
  at += <u32>(got >> 8);
  bits >>= got;
  entry = load<u64>(<usize>(bits & mask), tablePlace);
  store<u64>(at, entry);
  got = entry >> 48;
  sum += <u32>got;
  at += <u32>(got >> 8);
  bits >>= got;
  entry = load<u64>(<usize>(bits & mask), tablePlace);
  store<u64>(at, entry);
  got = entry >> 48;
  sum += <u32>got;
  at += <u32>(got >> 8);
  bits >>= got;
  entry = load<u64>(<usize>(bits & mask), tablePlace);
  store<u64>(at, entry);
  got = entry >> 48;
  return (sum + <u32>got) | (u32(got == 0) << 31);
}

/**
 * One symbol whose code goes on in the second table; returns its bits, 0 where there is none.
 * @param wanted all bits set, or none to do nothing but overwrite what is behind the output
 */
@inline
function long(second: usize, input: usize, bit: u32, out: u32, wanted: u32): u32 {
  const part = load<u32>(((load<u32>(input + (bit >> 3)) >> (bit & 7)) & 4095) << 3, tablePlace) & wanted;
  const behind = bit + 12;
  const next = (load<u32>(input + (behind >> 3)) >> (behind & 7)) & ((1 << (part & 31)) - 1);
  const entry = load<u32>(second + (((part >> 5) + next) << 2)) & -u32(part != 0);
  store<u16>(out, <u16>(entry >> 5));
  return ((entry & 31) + 12) & -u32(entry != 0);
}

/** One symbol of any code, bit by bit; returns its bits, 0 where there is none. */
function deep(branches: usize, input: usize, bit: u32, out: u32): u32 {
  let node: i32 = 0;
  let at = bit;
  do {
    const which = (load<u8>(input + (at >> 3)) >> <u8>(at & 7)) & 1;
    node = load<i32>(branches + (<usize>((node << 1) | <i32>which) << 2));
    at++;
  } while (node > 0);
  store<u16>(out, <u16>(-1 - node));
  return node == 0 ? 0 : at - bit;
}

/** Sums of 16-bit differences in place, behind a number `before`; returns the last sum. */
export function sums(from: usize, to: usize, before: i32): i32 {
  let carry = i16x8.splat(<i16>before);
  let at = from;
  for (; at + 32 <= to; at += 32) {
    const x = prefixSums(v128.load(at));
    const y = prefixSums(v128.load(at, 16));
    const between = i16x8.add(carry, ofLast(x));
    v128.store(at, i16x8.add(x, carry));
    v128.store(at, i16x8.add(y, between), 16);
    carry = i16x8.add(carry, i16x8.add(ofLast(x), ofLast(y)));
  }
  let sum = <i32>i16x8.extract_lane_s(carry, 0);
  for (; at < to; at += 2) {
    sum += <i32>load<i16>(at);
    store<i16>(at, <i16>sum);
  }
  return sum;
}

@inline
function prefixSums(given: v128): v128 {
  const zero = i16x8.splat(0);
  let x = i16x8.add(given, i16x8.shuffle(zero, given, 0, 8, 9, 10, 11, 12, 13, 14));
  x = i16x8.add(x, i16x8.shuffle(zero, x, 0, 1, 8, 9, 10, 11, 12, 13));
  return i16x8.add(x, i16x8.shuffle(zero, x, 0, 1, 2, 3, 8, 9, 10, 11));
}

/** The last number everywhere. */
@inline
function ofLast(x: v128): v128 {
  return i16x8.shuffle(x, x, 7, 7, 7, 7, 7, 7, 7, 7);
}

/** Adds to 16-bit numbers in place; stops before a sum that is negative, or up to seven numbers earlier. */
export function shift(from: usize, to: usize, by: i32): usize {
  const all = i16x8.splat(<i16>by);
  let at = from;
  for (; at + 16 <= to; at += 16) {
    const x = i16x8.add(v128.load(at), all);
    if (i16x8.bitmask(x) != 0) return at;
    v128.store(at, x);
  }
  for (; at < to; at += 2) {
    const sum = <i16>(<i32>load<i16>(at) + by);
    if (sum < 0) return at;
    store<i16>(at, sum);
  }
  return at;
}
