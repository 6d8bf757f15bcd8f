import { ByteWriter } from "./byte-writer";

/** A datatype as a file holds it: the message that describes it, and the bytes of one element. */
export interface Datatype {
  readonly message: Uint8Array;
  readonly size: number;
}

// Classes, in the low half of a datatype's first byte; the high half is the version of the message.
const integerClass = 0x10;
const floatClass = 0x11;
const stringClass = 0x13;
const bitfieldClass = 0x14;
const compoundClass = 0x36;
const referenceClass = 0x17;
const enumClass = 0x38;
const variableLengthClass = 0x19;
const arrayClass = 0x3a;

const utf8Bit = 0x10;
const zeroTerminated = 0;
const zeroPadded = 1;

function datatype(first: number, bits: readonly [number, number, number], size: number, properties: ByteWriter) {
  const message = new ByteWriter()
    .u8(first, ...bits)
    .u32(size)
    .append(properties.toBytes())
    .toBytes();
  return { message, size };
}

function integer(size: number, isSigned: boolean): Datatype {
  return datatype(integerClass, [isSigned ? 0x08 : 0, 0, 0], size, new ByteWriter().u16(0).u16(8 * size));
}

/** IEEE 754: where sign, exponent and mantissa lie, and the bias of the exponent. */
function float(size: 4 | 8): Datatype {
  const [exponent, mantissa, bias] = size === 8 ? [11, 52, 1023] : [8, 23, 127];
  const properties = new ByteWriter()
    .u16(0)
    .u16(8 * size)
    .u8(mantissa, exponent, 0, mantissa)
    .u32(bias);
  return datatype(floatClass, [0x20, 8 * size - 1, 0], size, properties);
}

/** Names of the types of numbers, as typed arrays have them. */
export type NumberName =
  | ("int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32")
  | ("int64" | "uint64" | "float32" | "float64");

/**
 * The name of the type of the elements of a typed array.
 * @throws {TypeError} when it is none of numbers
 */
export function numberName(values: ArrayBufferView): NumberName {
  const name = Object.prototype.toString.call(values).slice(8, -6);
  const found = /^(?:Big)?(Int|Uint|Float)(8|16|32|64)$/.exec(name);
  if (!found || name === "Float16") throw new TypeError(`HDF5 values must be a typed array of numbers: ${name}`);
  return `${found[1].toLowerCase()}${found[2]}` as NumberName;
}

/** Datatype of numbers. */
export function numberType(name: NumberName): Datatype {
  const size = Number(/\d+$/.exec(name)?.[0]) / 8;
  return name.startsWith("float") ? float(size as 4 | 8) : integer(size, name.startsWith("int"));
}

/** Text of a fixed number of bytes, the zero at its end included. */
export function fixedText(size: number, isUtf8: boolean): Datatype {
  return datatype(stringClass, [(isUtf8 ? utf8Bit : 0) | zeroTerminated, 0, 0], size, new ByteWriter());
}

/** Text of up to a number of bytes, filled up with zeros. */
export function paddedText(size: number): Datatype {
  return datatype(stringClass, [utf8Bit | zeroPadded, 0, 0], size, new ByteWriter());
}

/** Text of variable length: its length and its place in a global heap. */
export function variableText(): Datatype {
  const character = datatype(stringClass, [utf8Bit, 0, 0], 1, new ByteWriter());
  return datatype(variableLengthClass, [0x01, 0x01, 0], 16, new ByteWriter().append(character.message));
}

/** A byte of eight bits: truths, as PyTables stores them. */
export function truthBits(): Datatype {
  return datatype(bitfieldClass, [0, 0, 0], 1, new ByteWriter().u16(0).u16(8));
}

/** A byte that is FALSE or TRUE: truths, as h5py stores them. */
export function truthEnum(): Datatype {
  const properties = new ByteWriter().append(integer(1, true).message).text("FALSE\0TRUE\0").u8(0, 1);
  return datatype(enumClass, [2, 0, 0], 1, properties);
}

/** Address of an object of the file. */
export function reference(): Datatype {
  return datatype(referenceClass, [0, 0, 0], 8, new ByteWriter());
}

/** A list of addresses, in a global heap. */
export function referenceList(): Datatype {
  return datatype(variableLengthClass, [0, 0, 0], 16, new ByteWriter().append(reference().message));
}

/** Elements of one type in a shape of one or more axes. */
export function arrayType(shape: readonly number[], element: Datatype): Datatype {
  const properties = new ByteWriter().u8(shape.length);
  for (const length of shape) properties.u32(length);
  const count = shape.reduce((a, b) => a * b, 1);
  return datatype(arrayClass, [0, 0, 0], count * element.size, properties.append(element.message));
}

/** One member of a compound. */
export interface CompoundMember {
  /** UTF-8. */
  readonly name: Uint8Array;
  readonly offset: number;
  readonly type: Datatype;
}

/** Members side by side, as rows of a table have them. */
export function compound(members: readonly CompoundMember[], size: number): Datatype {
  const properties = new ByteWriter();
  // Offsets take as many bytes as the size needs.
  const offsetBytes = size < 2 ** 8 ? 1 : size < 2 ** 16 ? 2 : size < 2 ** 24 ? 3 : 4;
  for (const { name, offset, type } of members) {
    properties.append(name).u8(0);
    for (let k = 0; k < offsetBytes; k++) properties.u8((offset >>> (8 * k)) & 0xff);
    properties.append(type.message);
  }
  return datatype(compoundClass, [members.length & 0xff, members.length >> 8, 0], size, properties);
}

/** Real and imaginary part, as h5py and PyTables name them. */
export function complexType(size: 8 | 16): Datatype {
  const part = float((size / 2) as 4 | 8);
  const name = (letter: string) => Uint8Array.of(letter.charCodeAt(0));
  return compound(
    [
      { name: name("r"), offset: 0, type: part },
      { name: name("i"), offset: part.size, type: part },
    ],
    size,
  );
}

/** Address of a variable and the number of one of its dimensions, as the library's dimension scales lay it out. */
export function scaleUse(): Datatype {
  const name = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  return compound(
    [
      { name: name("dataset"), offset: 0, type: reference() },
      { name: name("dimension"), offset: 8, type: integer(4, true) },
    ],
    16,
  );
}
