/*
 * Unpacks 16-bit numbers in lanes. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its twin in
 * TypeScript, huffman16.ts and transforms.ts in lib/src/ingest/zfits/codecs, goes from front to back; tests hold both to
 * the same numbers. Memory is laid out by symbol-lanes.ts and mean-lanes.ts there.
 *
 * One lane would wait for each of its steps; those of several overlap. No lane reads at or behind its `stop` by more than
 * sixteen bytes, nor writes behind its `limit` by more than thirty-two.
 */

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

/** Undoes means of the two numbers before in place; those before the first lie in memory at 64 and 68. */
export function means(from: usize, to: usize): void {
  let before = load<i32>(64);
  let last = load<i32>(68);
  for (let at = from; at < to; at += 2) {
    const sum = before + last;
    before = last;
    // Half of the sum is cut towards 0.
    last = <i16>(<i32>load<i16>(at) + ((sum + (sum >>> 31)) >> 1));
    store<i16>(at, <i16>last);
  }
  store<i32>(64, before);
  store<i32>(68, last);
}

/**
 * The same in eight lanes of sixteen bytes at least, whose first places lie in memory from 128 on and those behind their
 * last from 160 on: as if halves of odd sums were always cut downwards, and two zeros came before all lanes but the first.
 *
 * A number x is held as the bits of 32767 - x, which the instruction for means, that rounds upwards, needs.
 */
export function eightMeans(): void {
  let before = i16x8.splat(0x7fff);
  let last = before;
  before = i16x8.replace_lane(before, 0, <i16>(load<i32>(64) ^ 0x7fff));
  last = i16x8.replace_lane(last, 0, <i16>(load<i32>(68) ^ 0x7fff));
  let least = load<u32>(160) - load<u32>(128);
  for (let lane: usize = 4; lane < 32; lane += 4) least = min(least, load<u32>(160 + lane) - load<u32>(128 + lane));
  const from0 = load<u32>(128);
  const from1 = load<u32>(132);
  const from2 = load<u32>(136);
  const from3 = load<u32>(140);
  const from4 = load<u32>(144);
  const from5 = load<u32>(148);
  const from6 = load<u32>(152);
  const from7 = load<u32>(156);
  const flip = i16x8.splat(0x7fff);
  let at: u32 = 0;
  for (; at + 16 <= least; at += 16) {
    let a0 = v128.load(from0 + at);
    let a1 = v128.load(from1 + at);
    let a2 = v128.load(from2 + at);
    let a3 = v128.load(from3 + at);
    let a4 = v128.load(from4 + at);
    let a5 = v128.load(from5 + at);
    let a6 = v128.load(from6 + at);
    let a7 = v128.load(from7 + at);
    const b0 = low16(a0, a1);
    const b1 = high16(a0, a1);
    const b2 = low16(a2, a3);
    const b3 = high16(a2, a3);
    const b4 = low16(a4, a5);
    const b5 = high16(a4, a5);
    const b6 = low16(a6, a7);
    const b7 = high16(a6, a7);
    const c0 = low32(b0, b2);
    const c1 = high32(b0, b2);
    const c2 = low32(b1, b3);
    const c3 = high32(b1, b3);
    const c4 = low32(b4, b6);
    const c5 = high32(b4, b6);
    const c6 = low32(b5, b7);
    const c7 = high32(b5, b7);
    a0 = low64(c0, c4);
    a1 = high64(c0, c4);
    a2 = low64(c1, c5);
    a3 = high64(c1, c5);
    a4 = low64(c2, c6);
    a5 = high64(c2, c6);
    a6 = low64(c3, c7);
    a7 = high64(c3, c7);
    // Now each vector has one number of each lane.
    a0 = i16x8.sub(i16x8.avgr_u(before, last), a0);
    a1 = i16x8.sub(i16x8.avgr_u(last, a0), a1);
    a2 = i16x8.sub(i16x8.avgr_u(a0, a1), a2);
    a3 = i16x8.sub(i16x8.avgr_u(a1, a2), a3);
    a4 = i16x8.sub(i16x8.avgr_u(a2, a3), a4);
    a5 = i16x8.sub(i16x8.avgr_u(a3, a4), a5);
    a6 = i16x8.sub(i16x8.avgr_u(a4, a5), a6);
    a7 = i16x8.sub(i16x8.avgr_u(a5, a6), a7);
    before = a6;
    last = a7;
    const d0 = low16(a0, a1);
    const d1 = high16(a0, a1);
    const d2 = low16(a2, a3);
    const d3 = high16(a2, a3);
    const d4 = low16(a4, a5);
    const d5 = high16(a4, a5);
    const d6 = low16(a6, a7);
    const d7 = high16(a6, a7);
    const e0 = low32(d0, d2);
    const e1 = high32(d0, d2);
    const e2 = low32(d1, d3);
    const e3 = high32(d1, d3);
    const e4 = low32(d4, d6);
    const e5 = high32(d4, d6);
    const e6 = low32(d5, d7);
    const e7 = high32(d5, d7);
    a0 = low64(e0, e4);
    a1 = high64(e0, e4);
    a2 = low64(e1, e5);
    a3 = high64(e1, e5);
    a4 = low64(e2, e6);
    a5 = high64(e2, e6);
    a6 = low64(e3, e7);
    a7 = high64(e3, e7);
    v128.store(from0 + at, v128.xor(a0, flip));
    v128.store(from1 + at, v128.xor(a1, flip));
    v128.store(from2 + at, v128.xor(a2, flip));
    v128.store(from3 + at, v128.xor(a3, flip));
    v128.store(from4 + at, v128.xor(a4, flip));
    v128.store(from5 + at, v128.xor(a5, flip));
    v128.store(from6 + at, v128.xor(a6, flip));
    v128.store(from7 + at, v128.xor(a7, flip));
  }
  for (let lane: usize = 0; lane < 32; lane += 4) downwards(load<u32>(128 + lane) + at, load<u32>(160 + lane));
}

/** The rest of a lane. */
function downwards(from: usize, to: usize): void {
  let before = <i32>load<i16>(from - 4);
  let last = <i32>load<i16>(from - 2);
  for (let at = from; at < to; at += 2) {
    const value = <i16>(<i32>load<i16>(at) + ((before + last) >> 1));
    before = last;
    last = <i32>value;
    store<i16>(at, value);
  }
}

/** The numbers of two vectors in turn: of their first halves, and of their second ones. */
@inline
function low16(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

@inline
function high16(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

@inline
function low32(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 0, 4, 1, 5);
}

@inline
function high32(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 2, 6, 3, 7);
}

@inline
function low64(a: v128, b: v128): v128 {
  return i64x2.shuffle(a, b, 0, 2);
}

@inline
function high64(a: v128, b: v128): v128 {
  return i64x2.shuffle(a, b, 1, 3);
}
