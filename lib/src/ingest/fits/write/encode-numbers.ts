import type { NumberArray } from "../image/pixel-array";
import type { ValueType } from "../table/column-data";

/** Writes `count` numbers from a place of an array, each `stride` bytes behind the one before. */
type Put = (view: DataView, values: NumberArray, from: number, count: number, at: number, stride: number) => void;

/** A loop of its own for each type: one that all share would be compiled for all kinds of arrays, and be slow. */
const loops: Record<Exclude<ValueType, "text" | "bit">, { width: number; put: Put }> = {
  logical: {
    width: 1,
    put(view, values, from, count, at, stride) {
      for (let i = from; i < from + count; i++, at += stride) view.setUint8(at, values[i] ? 0x54 : 0x46);
    },
  },
  uint8: {
    width: 1,
    put(view, values, from, count, at, stride) {
      for (let i = from; i < from + count; i++, at += stride) view.setUint8(at, Number(values[i]));
    },
  },
  int8: {
    width: 1,
    put(view, values, from, count, at, stride) {
      for (let i = from; i < from + count; i++, at += stride) view.setUint8(at, Number(values[i]) + 128);
    },
  },
  int16: {
    width: 2,
    put(view, values, from, count, at, stride) {
      const numbers = values as Int16Array;
      for (let i = from; i < from + count; i++, at += stride) view.setInt16(at, numbers[i]);
    },
  },
  uint16: {
    width: 2,
    put(view, values, from, count, at, stride) {
      const numbers = values as Uint16Array;
      for (let i = from; i < from + count; i++, at += stride) view.setUint16(at, numbers[i] ^ 0x8000);
    },
  },
  int32: {
    width: 4,
    put(view, values, from, count, at, stride) {
      const numbers = values as Int32Array;
      for (let i = from; i < from + count; i++, at += stride) view.setInt32(at, numbers[i]);
    },
  },
  uint32: {
    width: 4,
    put(view, values, from, count, at, stride) {
      const numbers = values as Uint32Array;
      for (let i = from; i < from + count; i++, at += stride) view.setUint32(at, numbers[i] ^ 0x80000000);
    },
  },
  int64: {
    width: 8,
    put(view, values, from, count, at, stride) {
      const numbers = values as BigInt64Array;
      for (let i = from; i < from + count; i++, at += stride) view.setBigInt64(at, numbers[i]);
    },
  },
  uint64: {
    width: 8,
    put(view, values, from, count, at, stride) {
      const numbers = values as BigUint64Array;
      for (let i = from; i < from + count; i++, at += stride) view.setBigUint64(at, numbers[i] ^ (1n << 63n));
    },
  },
  float32: { width: 4, put: putFloat32 },
  complex64: { width: 4, put: putFloat32 },
  float64: { width: 8, put: putFloat64 },
  complex128: { width: 8, put: putFloat64 },
};

function putFloat32(
  view: DataView,
  values: NumberArray,
  from: number,
  count: number,
  at: number,
  stride: number,
): void {
  const numbers = values as Float32Array;
  for (let i = from; i < from + count; i++, at += stride) view.setFloat32(at, numbers[i]);
}

function putFloat64(
  view: DataView,
  values: NumberArray,
  from: number,
  count: number,
  at: number,
  stride: number,
): void {
  const numbers = values as Float64Array;
  for (let i = from; i < from + count; i++, at += stride) view.setFloat64(at, numbers[i]);
}

/**
 * Writes numbers as FITS stores them: `perCell` of them in a row, then on in the next row.
 *
 * @param from first number
 * @param count rows
 * @param offset of the cell in its row
 * @param stride bytes per row
 */
export function encodeNumbers(
  values: NumberArray,
  type: Exclude<ValueType, "text">,
  from: number,
  perCell: number,
  count: number,
  view: DataView,
  offset: number,
  stride: number,
): void {
  if (type === "bit") {
    encodeBits(values as Uint8Array, from, perCell, count, view, offset, stride);
    return;
  }
  const { width, put } = loops[type];
  if (perCell === 1) put(view, values, from, count, offset, stride);
  else
    for (let row = 0; row < count; row++)
      put(view, values, from + row * perCell, perCell, offset + row * stride, width);
}

function encodeBits(
  values: Uint8Array,
  from: number,
  perCell: number,
  count: number,
  view: DataView,
  offset: number,
  stride: number,
): void {
  let at = from;
  for (let row = 0; row < count; row++) {
    for (let bit = 0, to = offset + row * stride; bit < perCell; bit += 8, to++) {
      let byte = 0;
      for (let mask = 0x80, left = perCell - bit; mask > 0 && left > 0; mask >>= 1, left--)
        if (values[at++]) byte |= mask;
      view.setUint8(to, byte);
    }
  }
}
