/** Numbers of an image or a column, in the machine's own form. */
export type NumberArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** Numbers on a grid. */
export interface PixelBlock {
  /** Length of each axis, the slowest first: NAXISn … NAXIS1. */
  shape: number[];
  /** The numbers, the last axis fastest. */
  values: NumberArray;
}

/** Numbers as they are stored: BITPIX 8, 16, 32, 64, −32, −64. */
export type StoredArray = Uint8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/** An array for numbers of a BITPIX. */
export function storedArray(bitpix: number, length: number): StoredArray {
  if (bitpix === 8) return new Uint8Array(length);
  if (bitpix === 16) return new Int16Array(length);
  if (bitpix === 32) return new Int32Array(length);
  if (bitpix === 64) return new BigInt64Array(length);
  return bitpix === -32 ? new Float32Array(length) : new Float64Array(length);
}
