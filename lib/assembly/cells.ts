/*
 * Takes cells of one column out of rows, from big-endian to little-endian, in WebAssembly: `node scripts/build-wasm.cjs`
 * compiles it. Its twin in TypeScript is decode-cells.ts in lib/src/ingest/fits/table; tests hold both to the same bytes.
 *
 * All take the place of the first cell, bytes from row to row, rows, elements of a cell, and where they go. They may read
 * and write sixteen bytes too many.
 */

/** Single bytes, as they are. */
export function bytes(from: usize, stride: usize, rows: u32, repeat: u32, to: usize): void {
  // What is too much of one row the next row covers.
  for (let row: u32 = 0; row < rows; row++, from += stride, to += repeat) {
    for (let i: usize = 0; i < repeat; i += 16) v128.store(to + i, v128.load(from + i));
  }
}

export function pairs(from: usize, stride: usize, rows: u32, repeat: u32, to: usize): void {
  if (repeat == 1) singlePairs(from, stride, rows, to);
  else for (let row: u32 = 0; row < rows; row++, from += stride, to += 2 * repeat) singlePairs(from, 2, repeat, to);
}

export function fours(from: usize, stride: usize, rows: u32, repeat: u32, to: usize): void {
  if (repeat == 1) singleFours(from, stride, rows, to);
  else for (let row: u32 = 0; row < rows; row++, from += stride, to += 4 * repeat) singleFours(from, 4, repeat, to);
}

export function eights(from: usize, stride: usize, rows: u32, repeat: u32, to: usize): void {
  if (repeat == 1) singleEights(from, stride, rows, to);
  else for (let row: u32 = 0; row < rows; row++, from += stride, to += 8 * repeat) singleEights(from, 8, repeat, to);
}

/** Bits to bytes of 0 and 1, the highest bit of a byte first. `repeat` is a multiple of eight. */
export function bits(from: usize, stride: usize, rows: u32, repeat: u32, to: usize): void {
  const bytes: usize = repeat >> 3;
  for (let row: u32 = 0; row < rows; row++, from += stride, to += repeat) {
    for (let i: usize = 0; i < bytes; i += 4) {
      const four = v128.load32_splat(from + i);
      const place = to + (i << 3);
      v128.store(place, spread(i8x16.shuffle(four, four, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)));
      if (i + 2 >= bytes) break;
      v128.store(place, spread(i8x16.shuffle(four, four, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3)), 16);
    }
  }
}

/** 1 where the bit of the lane is set in its byte. */
@inline
function spread(copies: v128): v128 {
  const place = i8x16(-128, 64, 32, 16, 8, 4, 2, 1, -128, 64, 32, 16, 8, 4, 2, 1);
  return v128.and(i8x16.eq(v128.and(copies, place), place), i8x16.splat(1));
}

function singlePairs(from: usize, stride: usize, count: u32, to: usize): void {
  const end = to + 2 * count;
  for (; to + 16 <= end; to += 16, from += 8 * stride) {
    const half = from + 4 * stride;
    let eight = v128.load16_splat(from);
    eight = v128.load_lane<u16>(from + stride, eight, 1);
    eight = v128.load_lane<u16>(from + 2 * stride, eight, 2);
    eight = v128.load_lane<u16>(from + 3 * stride, eight, 3);
    eight = v128.load_lane<u16>(half, eight, 4);
    eight = v128.load_lane<u16>(half + stride, eight, 5);
    eight = v128.load_lane<u16>(half + 2 * stride, eight, 6);
    eight = v128.load_lane<u16>(half + 3 * stride, eight, 7);
    v128.store(to, i8x16.shuffle(eight, eight, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
  }
  for (; to < end; to += 2, from += stride) store<u16>(to, bswap<u16>(load<u16>(from)));
}

function singleFours(from: usize, stride: usize, count: u32, to: usize): void {
  const end = to + 4 * count;
  for (; to + 16 <= end; to += 16, from += 4 * stride) {
    let four = v128.load32_splat(from);
    four = v128.load_lane<u32>(from + stride, four, 1);
    four = v128.load_lane<u32>(from + 2 * stride, four, 2);
    four = v128.load_lane<u32>(from + 3 * stride, four, 3);
    v128.store(to, i8x16.shuffle(four, four, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
  }
  for (; to < end; to += 4, from += stride) store<u32>(to, bswap<u32>(load<u32>(from)));
}

function singleEights(from: usize, stride: usize, count: u32, to: usize): void {
  const end = to + 8 * count;
  for (; to + 16 <= end; to += 16, from += 2 * stride) {
    const two = v128.load_lane<u64>(from + stride, v128.load64_splat(from), 1);
    v128.store(to, i8x16.shuffle(two, two, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
  }
  for (; to < end; to += 8, from += stride) store<u64>(to, bswap<u64>(load<u64>(from)));
}
