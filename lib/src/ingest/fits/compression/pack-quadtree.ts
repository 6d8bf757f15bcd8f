import type { BitWriter } from "./bit-writer";
import { type Extent, levelsOf } from "./quadtree";

/** Bits and their number in the fixed Huffman code of the quadtrees, by code of four bits. */
const huffman: readonly (readonly [number, number])[] = [
  ...([
    [62, 6],
    [0, 3],
    [1, 3],
    [8, 4],
    [2, 3],
    [9, 4],
    [26, 5],
    [27, 5],
  ] as const),
  ...([
    [3, 3],
    [28, 5],
    [10, 4],
    [29, 5],
    [11, 4],
    [30, 5],
    [63, 6],
    [12, 4],
  ] as const),
];

/**
 * Packs the bit planes of one quadrant of H-transform coefficients, each as a quadtree or, where that is longer, bit
 * by bit.
 *
 * @param coefficients of the whole array
 * @param start first element of the quadrant
 * @param stride elements per row of the whole array
 * @param planes how many bit planes there are
 * @see [White1992]
 */
export function packQuadtree(
  writer: BitWriter,
  coefficients: Float64Array,
  start: number,
  stride: number,
  extent: Extent,
  planes: number,
): void {
  const levels = levelsOf(Math.max(extent.rows, extent.columns));
  for (let bit = planes - 1; bit >= 0; bit--) {
    const codes = [planeCodes(coefficients, start, stride, extent, 2 ** bit)];
    for (let level = 1; level < levels; level++) codes.push(reduced(codes[level - 1]));
    const tree = treeBits(codes);
    const plain = codes[0].values;
    if (tree < 4 * plain.length) {
      writer.put(15, 4);
      const root = codes[codes.length - 1].values;
      putCode(writer, root[0]);
      for (let level = codes.length - 2; level >= 0; level--) {
        const { values } = codes[level];
        for (let i = values.length - 1; i >= 0; i--) if (values[i] !== 0) putCode(writer, values[i]);
      }
    } else {
      writer.put(0, 4);
      for (const code of plain) writer.put(code, 4);
    }
  }
}

interface Codes extends Extent {
  values: Uint8Array;
}

function putCode(writer: BitWriter, code: number): void {
  const [bits, count] = huffman[code];
  writer.put(bits, count);
}

function treeBits(codes: readonly Codes[]): number {
  let bits = codes.at(-1)?.values[0] === 0 ? huffman[0][1] : 0;
  for (const { values } of codes) for (const code of values) if (code !== 0) bits += huffman[code][1];
  return codes[0].values.length === 0 ? Number.POSITIVE_INFINITY : bits;
}

/** Codes of four bits: those of a plane in squares of four coefficients. */
function planeCodes(
  coefficients: Float64Array,
  start: number,
  stride: number,
  { rows, columns }: Extent,
  plane: number,
): Codes {
  const bit = (row: number, column: number): number =>
    row < rows && column < columns ? Math.floor(Math.abs(coefficients[start + row * stride + column]) / plane) % 2 : 0;
  return squares(rows, columns, bit);
}

/** Codes that say which of four codes are not zero. */
function reduced({ rows, columns, values }: Codes): Codes {
  return squares(rows, columns, (row, column) =>
    row < rows && column < columns && values[row * columns + column] !== 0 ? 1 : 0,
  );
}

function squares(rows: number, columns: number, bit: (row: number, column: number) => number): Codes {
  const half = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) };
  const values = new Uint8Array(half.rows * half.columns);
  for (let row = 0, k = 0; row < rows; row += 2) {
    for (let column = 0; column < columns; column += 2) {
      values[k++] =
        8 * bit(row, column) + 4 * bit(row, column + 1) + 2 * bit(row + 1, column) + bit(row + 1, column + 1);
    }
  }
  return { ...half, values };
}
