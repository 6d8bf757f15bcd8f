import type { NumberArray } from "../fits/image/pixel-array";
import type { ValueType } from "../fits/table/column-data";

const arrays: Record<Exclude<ValueType, "text">, new (length: number) => NumberArray> = {
  logical: Uint8Array,
  bit: Uint8Array,
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
  complex64: Float32Array,
  complex128: Float64Array,
};

/** An array for values of a type, of zeros. */
export function numberArray(type: Exclude<ValueType, "text">, length: number): NumberArray {
  return new arrays[type](length);
}

/** Least and greatest number of the types of whole numbers. */
export const wholeRange: Partial<Record<ValueType, readonly [bigint, bigint]>> = {
  uint8: [0n, 0xffn],
  int8: [-0x80n, 0x7fn],
  uint16: [0n, 0xffffn],
  int16: [-0x8000n, 0x7fffn],
  uint32: [0n, 0xffffffffn],
  int32: [-0x80000000n, 0x7fffffffn],
  uint64: [0n, (1n << 64n) - 1n],
  int64: [-(1n << 63n), (1n << 63n) - 1n],
};

/** True where numbers can be NaN, which then stands for a missing one, too. */
export function isReal(type: ValueType): boolean {
  return type.startsWith("float") || type.startsWith("complex");
}
