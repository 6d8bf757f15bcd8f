import type { FormatCode } from "./column-format";

/** Stored values of a column before scaling. */
export type CellArray = Uint8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/**
 * An array for elements of a type; complex numbers take two places.
 * @param allocate gives the memory; all of it must be written then
 */
export function cellArray(
  code: FormatCode,
  count: number,
  allocate = (bytes: number) => new ArrayBuffer(bytes),
): CellArray {
  switch (code) {
    case "I":
      return new Int16Array(allocate(2 * count));
    case "J":
      return new Int32Array(allocate(4 * count));
    case "K":
      return new BigInt64Array(allocate(8 * count));
    case "E":
      return new Float32Array(allocate(4 * count));
    case "D":
      return new Float64Array(allocate(8 * count));
    case "C":
      return new Float32Array(allocate(8 * count));
    case "M":
      return new Float64Array(allocate(16 * count));
    default:
      return new Uint8Array(allocate(count));
  }
}

/**
 * Takes the cells of one column out of rows.
 *
 * @param code type of the elements; bits become one byte each, logicals and characters stay as stored
 * @param rows the bytes of whole rows, big-endian
 * @param stride bytes from row to row
 * @param offset first byte of the cell in its row
 * @param count rows
 * @param repeat elements per cell
 * @param out where they go, from its beginning
 */
export function decodeCells(
  code: FormatCode,
  rows: Uint8Array,
  stride: number,
  offset: number,
  count: number,
  repeat: number,
  out: CellArray,
): void {
  if (code === "X") {
    decodeBits(rows, stride, offset, count, repeat, out as Uint8Array);
    return;
  }
  const elements = code === "C" || code === "M" ? 2 * repeat : repeat;
  if (out instanceof Uint8Array) {
    for (let row = 0, from = offset, at = 0; row < count; row++, from += stride) {
      for (let i = 0; i < elements; i++) out[at++] = rows[from + i];
    }
    return;
  }
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  if (elements === 1) decodeSingle(view, stride, offset, count, out, 0);
  else
    for (let row = 0; row < count; row++) {
      decodeSingle(view, out.BYTES_PER_ELEMENT, offset + row * stride, elements, out, row * elements);
    }
}

/** One function per type, so that each is compiled for one kind of array. */
function decodeSingle(view: DataView, stride: number, offset: number, count: number, out: CellArray, at: number): void {
  if (out instanceof Float64Array) decodeDoubles(view, stride, offset, at + count, out, at);
  else if (out instanceof Int16Array) decodeShorts(view, stride, offset, at + count, out, at);
  else if (out instanceof Float32Array || out instanceof Int32Array) {
    // Real numbers as bits, so that the payload of a NaN survives.
    decodeWords(view, stride, offset, at + count, new Int32Array(out.buffer, out.byteOffset, out.length), at);
  } else if (out instanceof BigInt64Array) decodeLongs(view, stride, offset, at + count, out, at);
}

function decodeDoubles(view: DataView, stride: number, from: number, end: number, out: Float64Array, at: number): void {
  for (; at < end; from += stride) out[at++] = view.getFloat64(from);
}

/** Eight at a time: the loop would cost more than the work. */
function decodeShorts(view: DataView, stride: number, from: number, end: number, out: Int16Array, at: number): void {
  for (; at + 7 < end; at += 8, from += 8 * stride) {
    const half = from + 4 * stride;
    out[at] = view.getInt16(from);
    out[at + 1] = view.getInt16(from + stride);
    out[at + 2] = view.getInt16(from + 2 * stride);
    out[at + 3] = view.getInt16(from + 3 * stride);
    out[at + 4] = view.getInt16(half);
    out[at + 5] = view.getInt16(half + stride);
    out[at + 6] = view.getInt16(half + 2 * stride);
    out[at + 7] = view.getInt16(half + 3 * stride);
  }
  for (; at < end; from += stride) out[at++] = view.getInt16(from);
}

function decodeWords(view: DataView, stride: number, from: number, end: number, out: Int32Array, at: number): void {
  for (; at + 7 < end; at += 8, from += 8 * stride) {
    const half = from + 4 * stride;
    out[at] = view.getInt32(from);
    out[at + 1] = view.getInt32(from + stride);
    out[at + 2] = view.getInt32(from + 2 * stride);
    out[at + 3] = view.getInt32(from + 3 * stride);
    out[at + 4] = view.getInt32(half);
    out[at + 5] = view.getInt32(half + stride);
    out[at + 6] = view.getInt32(half + 2 * stride);
    out[at + 7] = view.getInt32(half + 3 * stride);
  }
  for (; at < end; from += stride) out[at++] = view.getInt32(from);
}

function decodeLongs(view: DataView, stride: number, from: number, end: number, out: BigInt64Array, at: number): void {
  const words = new Int32Array(out.buffer, out.byteOffset, 2 * out.length);
  const low = littleEndian ? 0 : 1;
  for (; at < end; from += stride, at++) {
    words[2 * at + low] = view.getInt32(from + 4);
    words[2 * at + 1 - low] = view.getInt32(from);
  }
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Bytes spread to eight bytes of 0 or 1, the highest bit first, eight at a time as one double: never a NaN. */
const spread = new Float64Array(256);
const spreadBytes = new Uint8Array(spread.buffer);
for (let byte = 0; byte < 256; byte++) {
  for (let bit = 0; bit < 8; bit++) spreadBytes[8 * byte + bit] = (byte >> (7 - bit)) & 1;
}

function decodeBits(
  rows: Uint8Array,
  stride: number,
  offset: number,
  count: number,
  repeat: number,
  out: Uint8Array,
): void {
  if (repeat % 8 === 0 && out.byteOffset % 8 === 0) {
    const eights = new Float64Array(out.buffer, out.byteOffset, (count * repeat) / 8);
    const bytes = repeat / 8;
    // Four bytes of every row, then the next four: a loop within the loop would cost more than the work.
    let first = 0;
    for (; first + 3 < bytes; first += 4) {
      for (let row = 0, from = offset + first, to = first; row < count; row++, from += stride, to += bytes) {
        eights[to] = spread[rows[from]];
        eights[to + 1] = spread[rows[from + 1]];
        eights[to + 2] = spread[rows[from + 2]];
        eights[to + 3] = spread[rows[from + 3]];
      }
    }
    for (; first < bytes; first++) {
      for (let row = 0; row < count; row++) eights[row * bytes + first] = spread[rows[offset + first + row * stride]];
    }
    return;
  }
  for (let row = 0, from = offset, at = 0; row < count; row++, from += stride) {
    for (let bit = 0; bit < repeat; bit++) out[at++] = (rows[from + (bit >> 3)] >> (7 - (bit & 7))) & 1;
  }
}
