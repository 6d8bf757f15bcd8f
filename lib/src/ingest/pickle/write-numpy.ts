import type { NumpyArray, NumpyData } from "./numpy-array";

/** What numpy stores of an array: code of its type, lengths of its axes, elements. */
export interface StoredArray {
  /** With byte order, for example `<f8`. */
  readonly code: string;
  readonly shape: readonly number[];
  /** Raw bytes in C order, little-endian. */
  readonly bytes: Uint8Array;
}

/** Typed arrays that become arrays of one axis. */
export type WritableTypedArray = Exclude<NumpyData, Uint8Array | readonly unknown[]>;

/** numpy's codes of the typed arrays, by the names of their classes. */
const codes: Readonly<Record<string, string>> = {
  Int8Array: "|i1",
  Int16Array: "<i2",
  Uint16Array: "<u2",
  Int32Array: "<i4",
  Uint32Array: "<u4",
  BigInt64Array: "<i8",
  BigUint64Array: "<u8",
  Float32Array: "<f4",
  Float64Array: "<f8",
};

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** True for the typed arrays that have a type in numpy; `Uint8Array` stands for bytes. */
export function isNumericArray(value: unknown): value is WritableTypedArray {
  return ArrayBuffer.isView(value) && typeName(value) in codes;
}

/** A typed array as numpy stores it. */
export function storedTypedArray(values: WritableTypedArray): StoredArray {
  return {
    code: codes[typeName(values)],
    shape: [values.length],
    bytes: littleEndian(values, values.BYTES_PER_ELEMENT),
  };
}

/**
 * An array read from a pickle as numpy stores it.
 * @throws {TypeError} for types whose elements have no fixed size here: objects, records, times
 */
export function storedNumpyArray({ dtype, shape, data }: NumpyArray): StoredArray {
  const { letter = "?", itemSize = 0 } = dtype ?? {};
  const count = shape.reduce((product, length) => product * length, 1);
  if (letter === "U" || letter === "S") {
    const code = letter === "U" ? `<U${itemSize / 4}` : `|S${itemSize}`;
    return { code, shape, bytes: textBytes(data as readonly string[], letter, itemSize) };
  }
  if (!ArrayBuffer.isView(data) || !"biufc".includes(letter) || (letter === "f" && itemSize > 8)) {
    throw new TypeError(`Arrays of this numpy type cannot be written: ${dtype?.code}`);
  }
  // Half precision was widened when it was read.
  const size = data.byteLength / Math.max(1, count);
  const code = count === 0 ? `${letter}${itemSize}` : `${letter}${size}`;
  const element = (data as Float64Array).BYTES_PER_ELEMENT;
  return { code: `${size === 1 ? "|" : "<"}${code}`, shape, bytes: littleEndian(data as Float64Array, element) };
}

/** Name of the class: typed arrays of another realm fail `instanceof`. */
function typeName(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function littleEndian(values: WritableTypedArray | Uint8Array, element: number): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  if (typeName(values).startsWith("Float")) writeQuietNaN(bytes, values as Float64Array, element);
  if (!isLittleEndian && element > 1) {
    for (let at = 0; at < bytes.length; at += element) bytes.subarray(at, at + element).reverse();
  }
  return bytes;
}

/** NaN has many bit patterns: write one of them, so that equal arrays give equal bytes. */
function writeQuietNaN(bytes: Uint8Array, values: Float32Array | Float64Array, element: number): void {
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    if (element === 4) view.setUint32(4 * i, 0x7fc00000, isLittleEndian);
    else view.setBigUint64(8 * i, 0x7ff8000000000000n, isLittleEndian);
  }
}

function textBytes(texts: readonly string[], letter: string, itemSize: number): Uint8Array {
  const bytes = new Uint8Array(texts.length * itemSize);
  const view = new DataView(bytes.buffer);
  for (const [k, text] of texts.entries()) {
    const points = letter === "U" ? Array.from(text, (character) => character.codePointAt(0) as number) : [];
    for (const [i, point] of points.entries()) view.setUint32(k * itemSize + 4 * i, point, true);
    if (letter === "S") for (let i = 0; i < text.length; i++) bytes[k * itemSize + i] = text.charCodeAt(i);
  }
  return bytes;
}
