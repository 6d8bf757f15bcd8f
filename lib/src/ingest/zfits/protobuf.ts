import { fitsError } from "../fits/fits-error";
import type { NumberArray } from "../fits/image/pixel-array";
import { decodeUtf8 } from "../pickle/text";
import { type MessageField, messageFields } from "./message-types";
import { numbersOf } from "./tile-column";
import type { ZfitsMessage } from "./zfits-table";

/** Types of CTA's `AnyArray` by their numbers. */
const arrayTypes = [
  undefined,
  ...(["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"] as const),
  "logical",
] as const;

/** Messages inside messages; those of CTA have four levels. */
const deepest = 16;

/**
 * Reads a message of CTA's raw data as protobuf writes it, such as a stream of events holds it.
 *
 * @param name of the message: `DataModel.CameraEvent` (R0), `ProtoR1.CameraEvent` (R1 of version 0), `R1v1.Event` …
 * @returns its fields by name; fields that are not known are left out, and so are those that were not written.
 * 64-bit numbers that a double cannot hold are `bigint`
 * @throws {RangeError} when no such message is known
 * @throws {NightbookError} `FITS_DAMAGED` when the bytes are not such a message
 *
 * @example
 * ```ts
 * import { readMessage } from "nightbook/ingest";
 *
 * // Field 1 (event_id, 8 bytes) and field 2 (tel_id, 4 bytes) of an event.
 * const bytes = Uint8Array.of(0x09, 7, 0, 0, 0, 0, 0, 0, 0, 0x15, 21, 0, 0, 0);
 * readMessage("R1v1.Event", bytes).tel_id; // => 21
 * ```
 */
export function readMessage(name: string, bytes: Uint8Array): ZfitsMessage {
  const fields = messageFields(name);
  if (fields === undefined) throw new RangeError(`There is no such message: ${name}`);
  // Without the methods of Node's Buffer, whose `slice` is no copy.
  return read(fields, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), 0);
}

function read(fields: readonly MessageField[], bytes: Uint8Array, depth: number): ZfitsMessage {
  if (depth > deepest) throw damaged("messages lie too deep inside each other");
  const message: ZfitsMessage = {};
  for (const { number, wire, value, start, end } of wireFields(bytes)) {
    const field = fields.find((one) => one.number === number);
    if (field === undefined) continue;
    const { name, kind } = field;
    const content = bytes.subarray(start, end);
    if (wire === 0) message[name] = single(value, kind);
    else if (wire !== 2) message[name] = fixed(content, kind);
    else if (kind === "array") message[name] = anyArray(content);
    else if (kind === "text") message[name] = decodeUtf8(content) ?? "";
    else if (kind === "bytes") message[name] = content.slice();
    else {
      const inside = messageFields(kind);
      if (inside !== undefined) message[name] = read(inside, content, depth + 1);
    }
  }
  return message;
}

interface WireField {
  number: number;
  wire: number;
  value: bigint;
  start: number;
  end: number;
}

/** The fields of a message as they stand there. */
function* wireFields(bytes: Uint8Array): Generator<WireField> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (at >= bytes.length) break;
      const byte = bytes[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw damaged("a number of variable length does not end");
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    const value = wire === 0 || wire === 2 ? varint() : 0n;
    const length = wire === 1 ? 8 : wire === 5 ? 4 : wire === 2 ? Number(value) : 0;
    if (number === 0 || wire === 3 || wire === 4 || wire > 5 || at + length > bytes.length) {
      throw damaged(`field ${number} of kind ${wire} does not fit`);
    }
    yield { number, wire, value, start: at, end: at + length };
    at += length;
  }
}

function single(value: bigint, kind: string): number | bigint {
  const signed = kind === "int32" || kind === "int64" || kind === "enum";
  return asNumber(signed ? BigInt.asIntN(64, value) : value);
}

function fixed(bytes: Uint8Array, kind: string): number | bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 4) {
    if (kind === "float") return view.getFloat32(0, true);
    return kind === "sfixed32" ? view.getInt32(0, true) : view.getUint32(0, true);
  }
  if (kind === "double") return view.getFloat64(0, true);
  return asNumber(kind === "sfixed64" ? view.getBigInt64(0, true) : view.getBigUint64(0, true));
}

function asNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** An array that knows its type. */
function anyArray(bytes: Uint8Array): NumberArray {
  let type: (typeof arrayTypes)[number];
  let data = new Uint8Array(0);
  for (const { number, value, start, end } of wireFields(bytes)) {
    if (number === 1) type = arrayTypes[Number(value)];
    else if (number === 2) data = bytes.slice(start, end);
  }
  if (type === undefined) {
    if (data.length === 0) return data;
    throw damaged("an array has no type that is known");
  }
  const size =
    { int8: 1, uint8: 1, logical: 1, int16: 2, uint16: 2, int32: 4, uint32: 4, float32: 4 }[type as "int8"] ?? 8;
  if (data.length % size !== 0) throw damaged("an array does not end with a whole number");
  return numbersOf(data, 0, data.length, type);
}

function damaged(reason: string): Error {
  return fitsError("FITS_DAMAGED", `a message cannot be read: ${reason}`);
}
