import type { FormatCode } from "./column-format";

/** Stored values of a column before scaling. */
export type CellArray = Uint8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/** An array for elements of a type; complex numbers take two places. */
export function cellArray(code: FormatCode, count: number): CellArray {
  switch (code) {
    case "I":
      return new Int16Array(count);
    case "J":
      return new Int32Array(count);
    case "K":
      return new BigInt64Array(count);
    case "E":
      return new Float32Array(count);
    case "D":
      return new Float64Array(count);
    case "C":
      return new Float32Array(2 * count);
    case "M":
      return new Float64Array(2 * count);
    default:
      return new Uint8Array(count);
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
 * @param out where they go
 * @param at first place in `out`, in places of `out`
 */
export function decodeCells(
  code: FormatCode,
  rows: Uint8Array,
  stride: number,
  offset: number,
  count: number,
  repeat: number,
  out: CellArray,
  at: number,
): void {
  if (code === "X") {
    decodeBits(rows, stride, offset, count, repeat, out as Uint8Array, at);
    return;
  }
  const elements = code === "C" || code === "M" ? 2 * repeat : repeat;
  if (out instanceof Uint8Array) {
    for (let row = 0, from = offset; row < count; row++, from += stride) {
      for (let i = 0; i < elements; i++) out[at++] = rows[from + i];
    }
    return;
  }
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  if (elements === 1) decodeSingle(view, stride, offset, count, out, at);
  else
    for (let row = 0; row < count; row++) {
      decodeSingle(view, out.BYTES_PER_ELEMENT, offset + row * stride, elements, out, at + row * elements);
    }
}

/** One loop per type, so that each is compiled for one kind of array; four at a time where the loop would cost most. */
function decodeSingle(view: DataView, stride: number, offset: number, count: number, out: CellArray, at: number): void {
  let from = offset;
  const end = at + count;
  if (out instanceof Float64Array) for (; at < end; from += stride) out[at++] = view.getFloat64(from);
  else if (out instanceof Int16Array) {
    for (; at + 3 < end; at += 4, from += 4 * stride) {
      out[at] = view.getInt16(from);
      out[at + 1] = view.getInt16(from + stride);
      out[at + 2] = view.getInt16(from + 2 * stride);
      out[at + 3] = view.getInt16(from + 3 * stride);
    }
    for (; at < end; from += stride) out[at++] = view.getInt16(from);
  } else if (out instanceof Float32Array || out instanceof Int32Array) {
    // Real numbers as bits, so that the payload of a NaN survives.
    const bits = new Int32Array(out.buffer, out.byteOffset, out.length);
    for (; at + 3 < end; at += 4, from += 4 * stride) {
      bits[at] = view.getInt32(from);
      bits[at + 1] = view.getInt32(from + stride);
      bits[at + 2] = view.getInt32(from + 2 * stride);
      bits[at + 3] = view.getInt32(from + 3 * stride);
    }
    for (; at < end; from += stride) bits[at++] = view.getInt32(from);
  } else if (out instanceof BigInt64Array) {
    const words = new Int32Array(out.buffer, out.byteOffset, 2 * out.length);
    const low = littleEndian ? 0 : 1;
    for (; at < end; from += stride, at++) {
      words[2 * at + low] = view.getInt32(from + 4);
      words[2 * at + 1 - low] = view.getInt32(from);
    }
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
  at: number,
): void {
  if (repeat % 8 === 0 && (out.byteOffset + at) % 8 === 0) {
    const eights = new Float64Array(out.buffer, out.byteOffset + at, (count * repeat) / 8);
    const bytes = repeat / 8;
    let to = 0;
    for (let row = 0, from = offset; row < count; row++, from += stride) {
      let i = from;
      for (; i + 3 < from + bytes; i += 4, to += 4) {
        eights[to] = spread[rows[i]];
        eights[to + 1] = spread[rows[i + 1]];
        eights[to + 2] = spread[rows[i + 2]];
        eights[to + 3] = spread[rows[i + 3]];
      }
      for (; i < from + bytes; i++) eights[to++] = spread[rows[i]];
    }
    return;
  }
  for (let row = 0, from = offset; row < count; row++, from += stride) {
    for (let bit = 0; bit < repeat; bit++) out[at++] = (rows[from + (bit >> 3)] >> (7 - (bit & 7))) & 1;
  }
}
