import type { ConstructionSite } from "./construction-site";
import type { NumpyDtype } from "./numpy-dtype";
import { pickleError } from "./pickle-error";
import { decodeLatin1 } from "./text";
import type { PickleComplex, PickleValue } from "./value";

/** Element storage of a {@link NumpyArray}. */
export type NumpyData =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array
  | string[]
  | PickleValue[];

/**
 * A numpy array. Elements lie in C order whatever order the file used, in the byte order of this machine:
 * - bool: `Uint8Array` of 0 and 1; integers: the array of that size, `BigInt64Array` and `BigUint64Array` for 8 bytes
 * - `f2`, `f4`: `Float32Array`; `f8`: `Float64Array`; `c8`, `c16`: re and im in turn
 * - dates and time differences: `BigInt64Array` of ticks; text and bytes: `string[]` without trailing NUL
 * - objects: a list of values; anything else (records, long double): the raw bytes
 */
export class NumpyArray {
  readonly kind = "ndarray";
  dtype: NumpyDtype | undefined = undefined;
  shape: readonly number[] = [0];
  data: NumpyData = new Uint8Array(0);
  /** What a kind of array has beside its elements, such as the unit of a quantity; left out of plain arrays. */
  attributes?: PickleValue;
}

/** Dimensions that numpy allows. */
const maxDimensions = 64;

/**
 * Fills an array from what its pickle holds.
 * @param content the raw bytes, or a list of values for a dtype that holds objects
 * @throws NightbookError when the parts do not belong together
 */
export function fillArray(
  array: NumpyArray,
  dtype: NumpyDtype,
  shape: PickleValue,
  fortranOrder: boolean,
  content: Uint8Array | readonly PickleValue[],
  { allowance, offset }: ConstructionSite,
): void {
  const extent = checkedShape(shape, offset);
  const count = extent.reduce((product, length) => product * length, 1);
  const bytes = content instanceof Uint8Array ? content : undefined;
  const held = bytes === undefined ? content.length : bytes.length;
  const wanted = bytes === undefined ? count : count * dtype.itemSize;
  if (held !== wanted || (bytes !== undefined && dtype.letter === "O")) {
    const what = `a numpy array of shape (${extent.join(", ")}) and type ${dtype.code}`;
    throw pickleError(
      "PICKLE_DAMAGED",
      offset,
      `${what} comes with ${held} ${bytes ? "bytes" : "values"}, not ${wanted}`,
    );
  }
  allowance.spend(held * 8 + count, offset);
  // numpy writes a list of values in C order even where it says Fortran order.
  const order = bytes !== undefined && fortranOrder ? fortranPositions(extent, count) : undefined;
  array.dtype = dtype;
  array.shape = extent;
  array.data =
    bytes === undefined
      ? (content as readonly PickleValue[]).slice()
      : decoded(rearranged(bytes, dtype.itemSize, order), dtype, count);
}

/** The only element of a filled array of no dimensions, as a plain value; undefined when it has no plain form. */
export function scalarOf(array: NumpyArray): PickleValue | undefined {
  const { data, dtype } = array;
  const first = data[0] as PickleValue;
  switch (dtype?.letter) {
    case "b":
      return first === 1;
    case "i":
    case "u":
      return typeof first === "bigint" ? exact(first) : first;
    case "f":
      return dtype.itemSize <= 8 ? first : undefined;
    case "c":
      return dtype.itemSize <= 16 ? ({ kind: "complex", re: first, im: data[1] } as PickleComplex) : undefined;
    case "U":
    case "S":
    case "O":
      return first;
    default:
      return undefined;
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function checkedShape(shape: PickleValue, offset: number): readonly number[] {
  const items =
    typeof shape === "object" && shape !== null && "kind" in shape && shape.kind === "tuple" ? shape.items : [shape];
  if (items.length > maxDimensions) {
    throw pickleError("PICKLE_DAMAGED", offset, `a numpy array has ${items.length} dimensions`);
  }
  for (const length of items) {
    if (!Number.isSafeInteger(length) || (length as number) < 0) {
      throw pickleError("PICKLE_DAMAGED", offset, "a numpy array has a shape that is not made of whole numbers");
    }
  }
  return items as readonly number[];
}

/** For every element in C order, where it lies in Fortran order. */
function fortranPositions(shape: readonly number[], count: number): Uint32Array {
  const positions = new Uint32Array(count);
  const strides: number[] = [];
  let stride = 1;
  for (const length of shape) {
    strides.push(stride);
    stride *= length;
  }
  const index = shape.map(() => 0);
  let position = 0;
  for (let k = 0; k < count; k++) {
    positions[k] = position;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += strides[axis];
      if (++index[axis] < shape[axis]) break;
      position -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return positions;
}

/** A copy in C order, which begins at the start of its own buffer. */
function rearranged(bytes: Uint8Array, itemSize: number, order: Uint32Array | undefined): Uint8Array {
  if (order === undefined) return bytes.slice();
  const result = new Uint8Array(bytes.length);
  for (let k = 0; k < order.length; k++) {
    const from = order[k] * itemSize;
    for (let b = 0; b < itemSize; b++) result[k * itemSize + b] = bytes[from + b];
  }
  return result;
}

function decoded(bytes: Uint8Array, dtype: NumpyDtype, count: number): NumpyData {
  const { letter, itemSize } = dtype;
  const buffer = bytes.buffer;
  if (letter === "S" || letter === "U") return decodedText(bytes, dtype, count);
  if (dtype.bigEndian) reverseEach(bytes, letter === "c" ? itemSize / 2 : itemSize);
  switch (`${letter}${itemSize}`) {
    case "b1":
      return bytes.map((byte) => (byte === 0 ? 0 : 1));
    case "u1":
      return bytes;
    case "i1":
      return new Int8Array(buffer);
    case "i2":
      return new Int16Array(buffer);
    case "u2":
      return new Uint16Array(buffer);
    case "i4":
      return new Int32Array(buffer);
    case "u4":
      return new Uint32Array(buffer);
    case "i8":
    case "M8":
    case "m8":
      return new BigInt64Array(buffer);
    case "u8":
      return new BigUint64Array(buffer);
    case "f2":
      return Float32Array.from(new Uint16Array(buffer), halfToNumber);
    case "f4":
    case "c8":
      return new Float32Array(buffer);
    case "f8":
    case "c16":
      return new Float64Array(buffer);
    default:
      return bytes;
  }
}

function decodedText(bytes: Uint8Array, dtype: NumpyDtype, count: number): string[] {
  const view = new DataView(bytes.buffer);
  const texts: string[] = [];
  for (let k = 0; k < count; k++) {
    const start = k * dtype.itemSize;
    let text = "";
    if (dtype.letter === "S") text = decodeLatin1(bytes.subarray(start, start + dtype.itemSize));
    else {
      for (let at = start; at < start + dtype.itemSize; at += 4) {
        const point = view.getUint32(at, !dtype.bigEndian);
        text += point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
      }
    }
    let end = text.length;
    while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
    texts.push(text.slice(0, end));
  }
  return texts;
}

function reverseEach(bytes: Uint8Array, size: number): void {
  if (size < 2) return;
  for (let start = 0; start + size <= bytes.length; start += size) bytes.subarray(start, start + size).reverse();
}

/** IEEE 754 half precision. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
