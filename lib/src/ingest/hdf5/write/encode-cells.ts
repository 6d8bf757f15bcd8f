/** Rows being filled: plain, or with the bytes sorted by their place in the row, as the shuffle filter does it. */
export interface RowBlock {
  readonly bytes: Uint8Array;
  readonly rowBytes: number;
  /** How many rows fit. */
  readonly rows: number;
  readonly shuffle: boolean;
}

/**
 * Puts cells of one column into rows.
 * @param cells one after the other, `cellBytes` each
 * @param offset of the cell in its row, bytes
 * @param first cell to take
 * @param row to begin at
 */
export function encodeCells(
  cells: Uint8Array,
  cellBytes: number,
  offset: number,
  first: number,
  count: number,
  block: RowBlock,
  row: number,
): void {
  const isWhole = (unit: number) => cellBytes % unit === 0 && (cells.byteOffset + first * cellBytes) % unit === 0;
  const start = cells.byteOffset + first * cellBytes;
  if (block.shuffle) {
    if (isWhole(4)) {
      shuffleWords(new Uint32Array(cells.buffer, start, (count * cellBytes) / 4), offset, count, block, row);
    } else shuffleBytes(new Uint8Array(cells.buffer, start, count * cellBytes), offset, count, block, row);
    return;
  }
  const { bytes, rowBytes } = block;
  const fits = (unit: number) =>
    isWhole(unit) && rowBytes % unit === 0 && offset % unit === 0 && bytes.byteOffset % unit === 0;
  const to = bytes.byteOffset + row * rowBytes + offset;
  const spread = (from: Words, out: Words) => spreadWords(from, out, count, rowBytes / out.BYTES_PER_ELEMENT);
  const room = bytes.byteLength - (row * rowBytes + offset);
  if (fits(4)) {
    const length = (count * cellBytes) / 4;
    spread(new Uint32Array(cells.buffer, start, length), new Uint32Array(bytes.buffer, to, Math.floor(room / 4)));
  } else spread(new Uint8Array(cells.buffer, start, count * cellBytes), bytes.subarray(row * rowBytes + offset));
}

// No floats: a copy of a NaN may have other bits.
type Words = Uint32Array | Uint8Array;

/** Words up to which a loop is faster than a copy by the runtime. */
const fewWords = 16;

/** Copies the words of each cell to its row. */
function spreadWords(from: Words, out: Words, count: number, stride: number): void {
  const width = from.length / count;
  if (width === 1) {
    spreadSingles(from, out, count, stride);
    return;
  }
  if (width <= fewWords) {
    for (let word = 0; word < width; word++) {
      for (let i = word, k = word; i < from.length; i += width, k += stride) out[k] = from[i];
    }
    return;
  }
  for (let i = 0; i < count; i++) out.set(from.subarray(i * width, (i + 1) * width), i * stride);
}

/** Four at a time, which halves the time of the loop. */
function spreadSingles(from: Words, out: Words, count: number, stride: number): void {
  let [i, k] = [0, 0];
  for (; i + 3 < count; i += 4, k += 4 * stride) {
    out[k] = from[i];
    out[k + stride] = from[i + 1];
    out[k + 2 * stride] = from[i + 2];
    out[k + 3 * stride] = from[i + 3];
  }
  for (; i < count; i++, k += stride) out[k] = from[i];
}

function shuffleWords(from: Uint32Array, offset: number, count: number, block: RowBlock, row: number): void {
  const { bytes, rows } = block;
  const width = from.length / count;
  for (let word = 0; word < width; word++) {
    let lowest = (offset + 4 * word) * rows + row;
    for (let i = word; i < from.length; i += width, lowest++) {
      const value = from[i];
      bytes[lowest] = value;
      bytes[lowest + rows] = value >>> 8;
      bytes[lowest + 2 * rows] = value >>> 16;
      bytes[lowest + 3 * rows] = value >>> 24;
    }
  }
}

function shuffleBytes(from: Uint8Array, offset: number, count: number, block: RowBlock, row: number): void {
  const { bytes, rows } = block;
  const width = from.length / count;
  for (let byte = 0; byte < width; byte++) {
    let k = (offset + byte) * rows + row;
    for (let i = byte; i < from.length; i += width) bytes[k++] = from[i];
  }
}

/**
 * The bytes of elements sorted by significance, as the shuffle filter does it.
 * @param bytes whole elements; bytes beyond the last stay where they are
 */
export function shuffled(bytes: Uint8Array, elementBytes: number): Uint8Array {
  const count = Math.floor(bytes.length / elementBytes);
  const out = bytes.slice();
  const block = { bytes: out, rowBytes: elementBytes, rows: count, shuffle: true };
  if (count > 0) shuffleBytes(bytes.subarray(0, count * elementBytes), 0, count, block, 0);
  return out;
}
