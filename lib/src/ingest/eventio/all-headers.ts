import type { ByteSource } from "../fits/byte-source";
import { type ObjectHeader, readHeader } from "./object-header";
import { objectName } from "./object-names";
import type { Report } from "./object-reader";
import { topHeaders } from "./object-source";
import { SourceWindow } from "./source-window";

/** Objects inside objects; those of sim_telarray have four levels. */
const deepest = 32;

/**
 * The headers of all objects and of those that they consist of, each behind the one it lies in. Contents are passed over,
 * long ones without being read.
 *
 * @param report takes what is found wrong; an object whose parts reach beyond its end is left at the first of these
 *
 * @example
 * ```ts
 * import { allHeaders } from "nightbook/ingest";
 * import { memorySource } from "nightbook/fits";
 *
 * // A history (type 70) with an empty configuration line (type 72) in it.
 * const marker = [0x37, 0x8a, 0x1f, 0xd4];
 * const history = [70, 0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0x40];
 * const line = [72, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
 * const source = memorySource(Uint8Array.from([...marker, ...history, ...line]));
 * [...allHeaders(source, console.warn)].map(({ type }) => type); // => [70, 72]
 * ```
 */
export function* allHeaders(source: ByteSource, report: Report): Generator<ObjectHeader> {
  const window = new SourceWindow(source);
  const parents: ObjectHeader[] = [];
  for (const top of topHeaders(window, report)) {
    yield top;
    if (!top.onlySubObjects) continue;
    parents.push(top);
    let offset = top.offset;
    for (let parent = parents.at(-1); parent !== undefined; parent = parents.at(-1)) {
      const end = parent.offset + parent.length;
      if (offset >= end) {
        parents.pop();
        continue;
      }
      const at = window.place(offset);
      const { bytes, start } = window;
      const header = readHeader(bytes, at, Math.min(bytes.length, end - start), start, parent.littleEndian);
      if (header === undefined || header.offset + header.length > end || parents.length > deepest) {
        report(damagedParts(parent, offset, parents.length > deepest));
        parents.pop();
        offset = end;
        continue;
      }
      yield header;
      if (header.onlySubObjects) parents.push(header);
      offset = header.offset + (header.onlySubObjects ? 0 : header.length);
    }
  }
}

function damagedParts(parent: ObjectHeader, offset: number, isDeep: boolean) {
  const reason = isDeep ? "lie too deep inside each other" : "reach beyond its end";
  const message = `Parts of the ${objectName(parent.type)} at byte ${parent.offset} ${reason}`;
  return { severity: "error" as const, code: "OBJECT_DAMAGED", message, offset };
}
