import type { ByteSource } from "../fits/byte-source";
import { eventioError } from "./eventio-error";
import { byteOrder, type EventioObject, markerBytes, type ObjectHeader, readHeader } from "./object-header";
import { objectName } from "./object-names";
import type { Report } from "./object-reader";
import { SourceWindow } from "./source-window";

/** Bytes that are read at once where headers are looked for. */
const windowBytes = 1 << 16;

/**
 * The headers of all objects of the top level. Contents are passed over.
 * Where the next sync marker is not at its place, it is looked for; this is reported, as is an object that is cut off.
 *
 * @param report takes what is found wrong
 * @param start where to begin
 *
 * @example
 * ```ts
 * import { objectHeaders, objectName } from "nightbook/ingest";
 * import { memorySource } from "nightbook/fits";
 *
 * const bytes = Uint8Array.of(0x37, 0x8a, 0x1f, 0xd4, 0xbc, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0);
 * const [object] = objectHeaders(memorySource(bytes), console.warn);
 * objectName(object.type); // => "input card"
 * ```
 */
export function objectHeaders(source: ByteSource, report: Report, start = 0): Generator<ObjectHeader> {
  return topHeaders(new SourceWindow(source), report, start);
}

/** The same by a window that may be moved between headers. */
export function* topHeaders(window: SourceWindow, report: Report, start = 0): Generator<ObjectHeader> {
  const { source } = window;
  for (let offset = start; offset < source.size; ) {
    const at = window.place(offset);
    const { bytes } = window;
    const order = byteOrder(bytes, at);
    const header = order && readHeader(bytes, at + markerBytes, bytes.length, window.start, order === "little");
    if (header !== undefined && header.offset + header.length <= source.size) {
      offset = header.offset + header.length;
      yield header;
      continue;
    }
    const next = nextMarker(source, offset + 1);
    report(lostObject(source, header, offset, next));
    offset = next;
  }
}

/**
 * Reads the content of an object of the top level.
 * @throws {NightbookError} `EVENTIO_DAMAGED` when the source has become shorter
 *
 * @example
 * ```ts
 * import { loadObject, objectHeaders } from "nightbook/ingest";
 * import { memorySource } from "nightbook/fits";
 *
 * const source = memorySource(
 *   Uint8Array.of(0x37, 0x8a, 0x1f, 0xd4, 0xbc, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0),
 * );
 * const [header] = objectHeaders(source, console.warn);
 * loadObject(source, header).content.length; // => 4
 * ```
 */
export function loadObject(source: ByteSource, header: ObjectHeader): EventioObject {
  const content = source.read(header.offset, header.length);
  const { type, version, id, isUser, onlySubObjects, littleEndian, offset, length } = header;
  // Written out: to spread the header would take longer than to read short contents.
  if (content.length === length) {
    return { type, version, id, isUser, onlySubObjects, littleEndian, offset, length, content };
  }
  throw eventioError("EVENTIO_DAMAGED", "it became shorter while it was read", { offset });
}

function lostObject(source: ByteSource, header: ObjectHeader | undefined, offset: number, next: number) {
  const severity = "error" as const;
  if (header === undefined) {
    const message = `There are ${next - offset} bytes at byte ${offset} that are no object`;
    return { severity, code: "BYTES_BETWEEN", message, offset };
  }
  const missing = header.offset + header.length - source.size;
  const message = `The file ends ${missing} bytes before the end of the ${objectName(header.type)} at byte ${offset}`;
  return { severity, code: "OBJECT_CUT", message, offset };
}

/** Where the next sync marker stands, or the end. */
function nextMarker(source: ByteSource, start: number): number {
  for (let from = start; from < source.size; from += windowBytes) {
    const bytes = source.read(from, windowBytes + markerBytes - 1);
    for (let at = 0; at + markerBytes <= bytes.length; at++) {
      if ((bytes[at] === 0x37 || bytes[at] === 0xd4) && byteOrder(bytes, at) !== undefined) return from + at;
    }
  }
  return source.size;
}
