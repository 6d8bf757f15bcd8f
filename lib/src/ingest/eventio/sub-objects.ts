import { eventioError } from "./eventio-error";
import { type EventioObject, type ObjectHeader, readHeader } from "./object-header";
import { objectName } from "./object-names";

/**
 * The objects that an object consists of.
 * @param from where in the content they begin
 * @throws {NightbookError} `EVENTIO_DAMAGED` when one reaches beyond the end
 *
 * @example
 * ```ts
 * import { subObjects } from "nightbook/ingest";
 *
 * // A history (type 70) with an empty configuration line (type 72) in it.
 * const content = Uint8Array.of(72, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0);
 * const history = { type: 70, version: 1, id: 0, isUser: false, onlySubObjects: true, littleEndian: true };
 * const [line] = subObjects({ ...history, offset: 16, length: content.length, content });
 * line.type; // => 72
 * ```
 */
export function* subObjects(parent: EventioObject, from = 0): Generator<EventioObject> {
  const { content, littleEndian, offset } = parent;
  for (let at = from; at < content.length; ) {
    const header = partHeader(parent, at);
    const start = header.offset - offset;
    at = start + header.length;
    const { type, version, id, isUser, onlySubObjects, length } = header;
    const part = content.subarray(start, at);
    // Written out: to spread the header would take longer than all the rest.
    yield { type, version, id, isUser, onlySubObjects, littleEndian, offset: header.offset, length, content: part };
  }
}

/**
 * What stands before a part of an object.
 * @param at place in the content of the object
 * @throws {NightbookError} `EVENTIO_DAMAGED` when the part reaches beyond the end
 */
export function partHeader({ type, content, littleEndian, offset }: EventioObject, at: number): ObjectHeader {
  const header = readHeader(content, at, content.length, offset, littleEndian);
  if (header !== undefined && header.offset - offset + header.length <= content.length) return header;
  throw eventioError("EVENTIO_DAMAGED", `a part of the ${objectName(type)} reaches beyond its end`, {
    part: `object ${type}`,
    offset: offset + at,
  });
}
