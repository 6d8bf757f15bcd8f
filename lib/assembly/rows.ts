/*
 * Puts cells of columns into rows, in WebAssembly: `node scripts/build-wasm.cjs` compiles it. Its twin in TypeScript is
 * encode-cells.ts in lib/src/ingest/hdf5/write; tests hold both to the same bytes.
 *
 * Cells lie one after the other from `from` on and have `width` words, or bytes.
 */

/** Words of each cell to rows that are `stride` bytes apart. */
export function spreadWords(from: usize, width: u32, count: u32, to: usize, stride: usize): void {
  if (width > 1) {
    for (let row: u32 = 0; row < count; row++, to += stride) {
      for (let word: usize = 0; word < width; word++, from += 4) store<u32>(to + 4 * word, load<u32>(from));
    }
    return;
  }
  const end = from + 4 * count;
  for (; from + 16 <= end; from += 16, to += 4 * stride) {
    store<u32>(to, load<u32>(from));
    store<u32>(to + stride, load<u32>(from, 4));
    store<u32>(to + 2 * stride, load<u32>(from, 8));
    store<u32>(to + 3 * stride, load<u32>(from, 12));
  }
  for (; from < end; from += 4, to += stride) store<u32>(to, load<u32>(from));
}

export function spreadBytes(from: usize, width: u32, count: u32, to: usize, stride: usize): void {
  for (let row: u32 = 0; row < count; row++, to += stride) {
    for (let byte: usize = 0; byte < width; byte++, from++) store<u8>(to + byte, load<u8>(from));
  }
}

/** Bytes of words sorted by their place in the cell: `count` bytes of each place, one place after the other. */
export function shuffleWords(from: usize, width: u32, count: u32, to: usize): void {
  for (let word: u32 = 0; word < width; word++) {
    shuffleOneWord(from + 4 * word, 4 * width, count, to + 4 * word * count);
  }
}

export function shuffleBytes(from: usize, width: u32, count: u32, to: usize): void {
  for (let byte: usize = 0; byte < width; byte++) {
    const end = from + byte + width * count;
    for (let at = from + byte; at < end; at += width) store<u8>(to++, load<u8>(at));
  }
}

function shuffleOneWord(from: usize, stride: usize, count: u32, to: usize): void {
  const plane: usize = count;
  const end = to + count;
  for (; to + 16 <= end; to += 16, from += 16 * stride) {
    const a = four(from, stride);
    const b = four(from + 4 * stride, stride);
    const c = four(from + 8 * stride, stride);
    const d = four(from + 12 * stride, stride);
    const low0 = i8x16.shuffle(a, b, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
    const low1 = i8x16.shuffle(c, d, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
    const high0 = i8x16.shuffle(a, b, 2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
    const high1 = i8x16.shuffle(c, d, 2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
    v128.store(to, i64x2.shuffle(low0, low1, 0, 2));
    v128.store(to + plane, i64x2.shuffle(low0, low1, 1, 3));
    v128.store(to + 2 * plane, i64x2.shuffle(high0, high1, 0, 2));
    v128.store(to + 3 * plane, i64x2.shuffle(high0, high1, 1, 3));
  }
  for (; to < end; to++, from += stride) {
    const word = load<u32>(from);
    store<u8>(to, <u8>word);
    store<u8>(to + plane, <u8>(word >> 8));
    store<u8>(to + 2 * plane, <u8>(word >> 16));
    store<u8>(to + 3 * plane, <u8>(word >> 24));
  }
}

/** Four words, side by side or apart. */
@inline
function four(from: usize, stride: usize): v128 {
  if (stride == 4) return v128.load(from);
  let words = v128.load32_splat(from);
  words = v128.load_lane<u32>(from + stride, words, 1);
  words = v128.load_lane<u32>(from + 2 * stride, words, 2);
  return v128.load_lane<u32>(from + 3 * stride, words, 3);
}
