import { fitsError } from "../fits/fits-error";
import type { NumberArray } from "../fits/image/pixel-array";
import type { ValueType } from "../fits/table/column-data";
import { decodeLatin1, decodeUtf8 } from "../pickle/text";
import type { ZfitsColumn } from "./column-layout";

/** One column of one tile, unpacked. */
export interface TileColumn {
  column: ZfitsColumn;
  rows: number;
  /** Values of all rows, with a length before each row of an array. */
  bytes: Uint8Array;
  /** Where the bytes of each row begin and end: `starts[2 * row]` and the next. */
  starts: Uint32Array;
}

const arrays = {
  logical: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  uint64: BigUint64Array,
  int64: BigInt64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/**
 * Finds the rows in an unpacked column.
 * @throws {NightbookError} `FITS_DAMAGED` when they do not fit
 */
export function tileColumn(column: ZfitsColumn, bytes: Uint8Array, rows: number): TileColumn {
  const starts = new Uint32Array(2 * rows);
  // A column without bytes is one that no row had a value for.
  if (bytes.length > 0 && column.isArray) findArrays(column, bytes, rows, starts);
  else if (bytes.length > 0) {
    if (bytes.length < rows * column.elementBytes) throw wrongLength(column, bytes.length, rows);
    for (let row = 0; row < rows; row++) {
      starts[2 * row] = row * column.elementBytes;
      starts[2 * row + 1] = (row + 1) * column.elementBytes;
    }
  }
  return { column, rows, bytes, starts };
}

function findArrays(column: ZfitsColumn, bytes: Uint8Array, rows: number, starts: Uint32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    if (at + 4 > bytes.length) throw wrongLength(column, bytes.length, rows);
    // Negative lengths are those of arrays that were packed on the way.
    const length = Math.abs(view.getInt32(at, true));
    at += 4;
    if (at + length > bytes.length || length % column.elementBytes !== 0) throw wrongLength(column, bytes.length, rows);
    starts[2 * row] = at;
    at += length;
    starts[2 * row + 1] = at;
  }
}

function wrongLength({ name }: ZfitsColumn, length: number, rows: number): Error {
  return fitsError("FITS_DAMAGED", `${length} bytes of column ${name} do not hold ${rows} rows`);
}

/**
 * The values of one row: of an array an array of numbers, else a single number. 64-bit numbers that a double cannot
 * hold are `bigint`. Arrays share the memory of the tile where that is possible.
 */
export function rowValue({ column, bytes, starts }: TileColumn, row: number): NumberArray | string | number | bigint {
  const [start, end] = [starts[2 * row], starts[2 * row + 1]];
  if (column.type === "text") return textOf(bytes.subarray(start, end));
  const values = numbersOf(bytes, start, end, column.type);
  if (column.isArray) return values;
  const value = values.length > 0 ? values[0] : 0;
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Bytes as numbers, in place where their address allows. */
export function numbersOf(bytes: Uint8Array, start: number, end: number, type: ValueType): NumberArray {
  const NumbersOfType = arrays[type as keyof typeof arrays];
  const size = NumbersOfType.BYTES_PER_ELEMENT;
  const offset = bytes.byteOffset + start;
  if (offset % size === 0) return new NumbersOfType(bytes.buffer as ArrayBuffer, offset, (end - start) / size);
  return new NumbersOfType(bytes.slice(start, end).buffer as ArrayBuffer);
}

/** Text up to its first zero byte. */
export function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const used = end < 0 ? bytes : bytes.subarray(0, end);
  return decodeUtf8(used) ?? decodeLatin1(used);
}
