/*
 * Undoes means of the two numbers before, for symbol-lanes.ts; its twin in TypeScript is `addMeans` in
 * lib/src/ingest/zfits/codecs/transforms.ts.
 */

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
