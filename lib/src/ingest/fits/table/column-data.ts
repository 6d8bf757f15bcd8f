import type { NumberArray } from "../image/pixel-array";

/** Type of the values of a column. */
export type ValueType =
  | "logical"
  | "bit"
  | "text"
  | "complex64"
  | "complex128"
  | "uint8"
  | "int8"
  | "uint16"
  | "int16"
  | "uint32"
  | "int32"
  | "uint64"
  | "int64"
  | "float32"
  | "float64";

/** Values of a column, or of some of its rows. */
export interface ColumnData {
  name: string;
  /** TUNIT as written. */
  unit?: string;
  type: ValueType;
  /** How many rows. */
  length: number;
  /** Shape of a cell, the slowest axis first; empty for single values. */
  cellShape: number[];
  /**
   * All cells one after the other. Logicals and bits are 0 or 1, complex numbers real and imaginary part in turn;
   * text is without trailing blanks.
   */
  values: NumberArray | string[];
  /**
   * For arrays of variable length: cell `i` is `values` from `offsets[i]` to `offsets[i + 1]` (numbers of elements;
   * for complex ones of pairs, for text of characters, which then stand in one string per row).
   */
  offsets?: Float64Array;
  /**
   * 1 where a whole number or a logical is missing (TNULL, neither true nor false); left out when none is. Missing
   * real numbers are NaN.
   */
  missing?: Uint8Array;
}

/** The type that an array of numbers has. */
export function numberType(values: NumberArray): ValueType {
  if (values instanceof Uint8Array) return "uint8";
  if (values instanceof Int8Array) return "int8";
  if (values instanceof Uint16Array) return "uint16";
  if (values instanceof Int16Array) return "int16";
  if (values instanceof Uint32Array) return "uint32";
  if (values instanceof Int32Array) return "int32";
  if (values instanceof BigUint64Array) return "uint64";
  if (values instanceof BigInt64Array) return "int64";
  return values instanceof Float32Array ? "float32" : "float64";
}
