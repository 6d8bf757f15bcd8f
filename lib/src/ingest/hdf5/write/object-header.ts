import { ByteWriter } from "./byte-writer";
import { lookup3 } from "./lookup3";

/** Types of the messages of an object header. */
export const messageType = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  fillValue: 0x05,
  link: 0x06,
  layout: 0x08,
  groupInfo: 0x0a,
  filters: 0x0b,
  attribute: 0x0c,
  attributeInfo: 0x15,
} as const;

/** One message: what it is, its bytes, and for an attribute its number in the order of creation. */
export interface HeaderMessage {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly order?: number;
}

const mostMessageBytes = 0xffff;

/** Attributes keep their order; the numbers are indexed; the length takes four bytes; no times. */
const headerFlags = 0x02 | 0x04 | 0x08;

/**
 * A version-2 object header in one piece.
 * @throws {RangeError} when a message is longer than 65 535 bytes, which only a large attribute can be
 */
export function objectHeader(path: string, messages: readonly HeaderMessage[]): Uint8Array {
  const body = new ByteWriter();
  for (const { type, bytes, order = 0 } of messages) {
    if (bytes.length > mostMessageBytes) {
      throw new RangeError(`An attribute of ${path} is larger than 64 KiB, store it as a data set: ${bytes.length}`);
    }
    body.u8(type).u16(bytes.length).u8(0).u16(order).append(bytes);
  }
  return withChecksum(new ByteWriter().text("OHDR").u8(2, headerFlags).u32(body.length).append(body.toBytes()));
}

/** Metadata with their checksum at the end. */
export function withChecksum(metadata: ByteWriter): Uint8Array {
  return metadata.u32(lookup3(metadata.toBytes())).toBytes();
}

/** Shape of an array, `[]` is a scalar; `null` in the shape to which it may grow is no limit. */
export function dataspace(shape: readonly number[], maxShape?: readonly (number | null)[]): Uint8Array {
  const message = new ByteWriter().u8(2, shape.length, maxShape ? 1 : 0, shape.length === 0 ? 0 : 1);
  for (const length of shape) message.u64(length);
  for (const length of maxShape ?? []) {
    if (length === null) message.nowhere();
    else message.u64(length);
  }
  return message.toBytes();
}

/** Room is taken when something is written, for chunks one by one; what was never written reads as 0. */
export function fillValue(isChunked: boolean): Uint8Array {
  return Uint8Array.of(3, isChunked ? 0x0b : 0x0a);
}

/** Members keep their order, and all of them stand in the header. */
export function linkInfo(count: number): Uint8Array {
  return new ByteWriter().u8(0, 0x03).u64(count).nowhere().nowhere().nowhere().toBytes();
}

export const groupInfo: Uint8Array = Uint8Array.of(0, 0);

/** A member of a group: its name and where its header is. */
export function link(name: Uint8Array, order: number, address: number): Uint8Array {
  const isShort = name.length < 256;
  const message = new ByteWriter()
    .u8(1, isShort ? 0x14 : 0x15)
    .u64(order)
    .u8(1);
  if (isShort) message.u8(name.length);
  else message.u16(name.length);
  return message.append(name).u64(address).toBytes();
}

/** All attributes stand in the header. */
export function attributeInfo(count: number): Uint8Array {
  return new ByteWriter().u8(0, 0x03).u16(count).nowhere().nowhere().nowhere().toBytes();
}

/** An attribute: name, type, shape and value. */
export function attribute(name: Uint8Array, type: Uint8Array, space: Uint8Array, value: Uint8Array): Uint8Array {
  return new ByteWriter()
    .u8(3, 0)
    .u16(name.length + 1)
    .u16(type.length)
    .u16(space.length)
    .u8(1)
    .append(name)
    .u8(0)
    .append(type)
    .append(space)
    .append(value)
    .toBytes();
}

/** An array in one piece; one without bytes, or that was never written, lies nowhere. */
export function contiguousLayout(address: number | undefined, size: number): Uint8Array {
  const message = new ByteWriter().u8(3, 1);
  if (address === undefined || size === 0) message.nowhere();
  else message.u64(address);
  return message.u64(size).toBytes();
}

/** An array in chunks that a tree at an address finds; without chunks there is no tree. */
export function chunkedLayout(address: number | undefined, chunk: readonly number[], elementSize: number): Uint8Array {
  const message = new ByteWriter().u8(3, 2, chunk.length + 1);
  if (address === undefined) message.nowhere();
  else message.u64(address);
  for (const length of [...chunk, elementSize]) message.u32(length);
  return message.toBytes();
}
