import { fitsError } from "../fits-error";
import type { BitReader } from "./bit-reader";

/** Rows and columns of a part of an array. */
export interface Extent {
  rows: number;
  columns: number;
}

/**
 * Unpacks the bit planes of one quadrant of H-transform coefficients.
 *
 * @param coefficients where they go; only magnitudes
 * @param start first element of the quadrant
 * @param stride elements per row of the whole array
 * @param planes how many bit planes there are
 * @see [White1992]
 */
export function unpackQuadtree(
  reader: BitReader,
  coefficients: Float64Array,
  start: number,
  stride: number,
  { rows, columns }: Extent,
  planes: number,
): void {
  const levels = levelsOf(Math.max(rows, columns));
  const half = Math.ceil(rows / 2) * Math.ceil(columns / 2);
  const codes = new Uint8Array(Math.max(1, rows * columns));
  for (let bit = planes - 1; bit >= 0; bit--) {
    const kind = reader.take(4);
    if (kind === 0) for (let i = 0; i < half; i++) codes[i] = reader.take(4);
    else if (kind === 15) expandLevels(reader, codes, { rows, columns }, levels);
    else throw fitsError("FITS_DAMAGED", "a packed tile has bit planes of unknown form");
    insertPlane(codes, { rows, columns }, coefficients, start, stride, 2 ** bit);
  }
}

/** Smallest power of two that is not below a length, as exponent. */
export function levelsOf(length: number): number {
  let levels = 0;
  while (1 << levels < length) levels++;
  return levels;
}

function expandLevels(reader: BitReader, codes: Uint8Array, { rows, columns }: Extent, levels: number): void {
  codes[0] = huffman(reader);
  for (let level = levels - 1; level > 0; level--) {
    const extent = { rows: Math.ceil(rows / 2 ** level), columns: Math.ceil(columns / 2 ** level) };
    spread(codes, extent);
    for (let i = extent.rows * extent.columns - 1; i >= 0; i--) if (codes[i] !== 0) codes[i] = huffman(reader);
  }
}

/** Turns each code of four bits into four codes of one bit, in place, from the end. */
function spread(codes: Uint8Array, { rows, columns }: Extent): void {
  const halfColumns = Math.ceil(columns / 2);
  for (let row = rows - 1 - ((rows - 1) % 2); row >= 0; row -= 2) {
    const from = (row / 2) * halfColumns;
    const quads = codes.slice(from, from + halfColumns);
    for (let quad = halfColumns - 1; quad >= 0; quad--) {
      const code = quads[quad];
      const to = row * columns + 2 * quad;
      const hasRight = 2 * quad + 1 < columns;
      if (row + 1 < rows) {
        if (hasRight) codes[to + columns + 1] = code & 1;
        codes[to + columns] = (code >> 1) & 1;
      }
      if (hasRight) codes[to + 1] = (code >> 2) & 1;
      codes[to] = (code >> 3) & 1;
    }
  }
}

/** Adds a plane of bits, four to a code, to the coefficients. */
function insertPlane(
  codes: Uint8Array,
  { rows, columns }: Extent,
  coefficients: Float64Array,
  start: number,
  stride: number,
  plane: number,
): void {
  let k = 0;
  for (let row = 0; row < rows; row += 2) {
    const hasBelow = row + 1 < rows;
    for (let column = 0; column < columns; column += 2) {
      const code = codes[k++];
      if (code === 0) continue;
      const at = start + row * stride + column;
      const hasRight = column + 1 < columns;
      if (code & 8) coefficients[at] += plane;
      if (code & 4 && hasRight) coefficients[at + 1] += plane;
      if (code & 2 && hasBelow) coefficients[at + stride] += plane;
      if (code & 1 && hasBelow && hasRight) coefficients[at + stride + 1] += plane;
    }
  }
}

const fourBits = [3, 5, 10, 12, 15];
const fiveBits = [6, 7, 9, 11, 13];

/** A code of four bits in the fixed Huffman code of the quadtrees. */
function huffman(reader: BitReader): number {
  let word = reader.take(3);
  if (word < 4) return 1 << word;
  word = (word << 1) | reader.take(1);
  if (word < 13) return fourBits[word - 8];
  word = (word << 1) | reader.take(1);
  if (word < 31) return fiveBits[word - 26];
  return reader.take(1) === 0 ? 0 : 14;
}
