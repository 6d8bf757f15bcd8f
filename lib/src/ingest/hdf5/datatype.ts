import { ByteWriter } from "./byte-writer";
import type { Hdf5Numbers } from "./hdf5-tree";

/** A datatype as a file holds it: the message that describes it, and the bytes of one element. */
export interface Datatype {
  readonly message: Uint8Array;
  readonly size: number;
}

// Classes, in the low half of a datatype's first byte; the high half is the version of the message.
const integerClass = 0x10;
const floatClass = 0x11;
const stringClass = 0x13;
const referenceClass = 0x17;
const variableLengthClass = 0x19;
const compoundClass = 0x36;

const utf8Bit = 0x10;

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

/** Datatype of the elements of a typed array. */
export function numberType(values: Hdf5Numbers): Datatype {
  const size = values.BYTES_PER_ELEMENT;
  const name = Object.prototype.toString.call(values).slice(8, -6);
  if (name === "Float64" || name === "Float32") return float(size as 4 | 8);
  const whole = /^(Big)?(Int|Uint)(8|16|32|64)$/.exec(name);
  if (!whole) throw new TypeError(`HDF5 values must be a typed array of numbers: ${name}`);
  return integer(size, whole[2] === "Int");
}

/** Text of a fixed number of bytes, the zero at its end included. */
export function fixedText(size: number): Datatype {
  return datatype(stringClass, [utf8Bit, 0, 0], size, new ByteWriter());
}

/** Text of variable length: its length and its place in a global heap. */
export function variableText(): Datatype {
  const character = datatype(stringClass, [utf8Bit, 0, 0], 1, new ByteWriter());
  return datatype(variableLengthClass, [0x01, 0x01, 0], 16, new ByteWriter().append(character.message));
}

/** Address of an object of the file. */
export function reference(): Datatype {
  return datatype(referenceClass, [0, 0, 0], 8, new ByteWriter());
}

/** A list of addresses, in a global heap. */
export function referenceList(): Datatype {
  return datatype(variableLengthClass, [0, 0, 0], 16, new ByteWriter().append(reference().message));
}

/** Address of a variable and the number of one of its dimensions, as the library's dimension scales lay it out. */
export function scaleUse(): Datatype {
  const properties = new ByteWriter()
    .text("dataset\0")
    .u8(0)
    .append(reference().message)
    .text("dimension\0")
    .u8(8)
    .append(integer(4, true).message);
  return datatype(compoundClass, [2, 0, 0], 16, properties);
}
