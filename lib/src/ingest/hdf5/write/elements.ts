import { utf8 } from "../../../core/text";
import type { Hdf5Array, Hdf5Numbers, Hdf5ReferenceLists, Hdf5ScaleUses } from "../hdf5-tree";
import { ByteWriter } from "./byte-writer";
import {
  complexType,
  type Datatype,
  fixedText,
  numberName,
  numberType,
  referenceList,
  scaleUse,
  truthBits,
  truthEnum,
  variableText,
} from "./datatype";
import type { GlobalHeap } from "./global-heap";

/** Values as they lie in a file. */
export interface Elements {
  readonly type: Datatype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * Datatype and bytes of an array.
 * @param heap receives what has a variable length
 * @param addressOf address of the object at a path
 */
export function elementsOf(
  value: Hdf5Array | Hdf5Numbers | readonly string[] | Hdf5ReferenceLists | Hdf5ScaleUses,
  heap: GlobalHeap,
  addressOf: (path: string) => number,
): Elements {
  if ("references" in value) return references(value, heap, addressOf);
  if ("uses" in value) return scaleUses(value, addressOf);
  const array = arrayOf(value);
  const shape = shapeOf(array, "an attribute");
  if (!isTexts(array.values)) {
    const { buffer, byteOffset, byteLength } = array.values;
    return { type: typeOf(array), shape, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
  }
  const texts = array.values.map(utf8);
  if (array.strings === "fixed" || array.strings === "ascii") {
    const size = texts.reduce((most, text) => Math.max(most, text.length), 0) + 1;
    const bytes = new Uint8Array(size * texts.length);
    for (const [i, text] of texts.entries()) bytes.set(text, i * size);
    return { type: fixedText(size, array.strings === "fixed"), shape, bytes };
  }
  const bytes = new Uint8Array(16 * texts.length);
  for (const [i, text] of texts.entries()) bytes.set(heap.add(text, text.length), 16 * i);
  return { type: variableText(), shape, bytes };
}

function typeOf({ values, type }: Hdf5Array): Datatype {
  const name = numberName(values as Hdf5Numbers);
  if (type === undefined) return numberType(name);
  const isRight = type === "complex" ? name.startsWith("float") : name === "uint8";
  if (!isRight) throw new TypeError(`${type} values cannot be stored as: ${name}`);
  if (type === "complex") return complexType(name === "float32" ? 8 : 16);
  return type === "logical" ? truthEnum() : truthBits();
}

/** Values alone are one dimension. */
function arrayOf(value: Hdf5Array | Hdf5Numbers | readonly string[]): Hdf5Array {
  return ArrayBuffer.isView(value) || isTexts(value) ? { values: value } : value;
}

/**
 * Shape of an array.
 * @throws {RangeError} when it does not fit the number of values
 */
export function shapeOf(array: Hdf5Array & { readonly isEmpty?: boolean }, path: string): readonly number[] {
  const length = array.values.length / (array.type === "complex" ? 2 : 1);
  const shape = array.shape ?? [length];
  const count = shape.reduce((a, b) => a * b, 1);
  const isRight = shape.every((length) => Number.isInteger(length) && length >= 0);
  if (!isRight || (!array.isEmpty && count !== length)) {
    throw new RangeError(`The shape of ${path}, [${shape}], does not fit its number of values: ${array.values.length}`);
  }
  return shape;
}

function isTexts(value: Hdf5Array | Hdf5Array["values"]): value is readonly string[] {
  return Array.isArray(value);
}

function references({ references: lists }: Hdf5ReferenceLists, heap: GlobalHeap, addressOf: (path: string) => number) {
  const out = new ByteWriter();
  for (const list of lists) {
    const addresses = new ByteWriter();
    for (const path of list) addresses.u64(addressOf(path));
    out.append(heap.add(addresses.toBytes(), list.length));
  }
  return { type: referenceList(), shape: [lists.length], bytes: out.toBytes() };
}

function scaleUses({ uses }: Hdf5ScaleUses, addressOf: (path: string) => number) {
  const out = new ByteWriter();
  for (const { path, dimension } of uses) out.u64(addressOf(path)).u32(dimension).u32(0);
  return { type: scaleUse(), shape: [uses.length], bytes: out.toBytes() };
}
