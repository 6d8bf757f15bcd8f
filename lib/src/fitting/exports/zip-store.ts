import { utf8 } from "../../core/text";
import { crc32 } from "./crc32";

const localHeaderSize = 30;
const entrySize = 46;
const endSize = 22;
const mostBytes = 0xffffffff;
const mostEntries = 0xffff;

/** Names are UTF-8. */
const utf8Flag = 0x0800;
/** 1 January 1980, the first day that a zip file knows: equal contents give equal bytes. */
const date = 0x0021;

/**
 * A zip archive whose files are stored as they are.
 *
 * @param files name and content, in the order they get in the archive
 * @returns the archive
 * @throws {RangeError} beyond 4 GiB or 65 535 files
 */
export function zipStore(files: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const entries = files.map(([name, content]) => ({ name: utf8(name), content, crc: crc32(content) }));
  const total = entries.reduce(
    (sum, { name, content }) => sum + localHeaderSize + entrySize + 2 * name.length + content.length,
    endSize,
  );
  if (total > mostBytes || entries.length > mostEntries) {
    throw new RangeError(`A zip archive holds at most 4 GiB in 65535 files: ${total} bytes in ${entries.length}`);
  }
  const archive = new Uint8Array(total);
  const view = new DataView(archive.buffer);
  let at = 0;
  const words16 = (...values: number[]) => {
    for (const value of values) {
      view.setUint16(at, value, true);
      at += 2;
    }
  };
  const words32 = (...values: number[]) => {
    for (const value of values) {
      view.setUint32(at, value, true);
      at += 4;
    }
  };
  const bytes = (content: Uint8Array) => {
    archive.set(content, at);
    at += content.length;
  };
  const facts = ({ name, content, crc }: (typeof entries)[number]) => {
    // Version 2.0, no compression, time 0.
    words16(20, utf8Flag, 0, 0, date);
    words32(crc, content.length, content.length);
    words16(name.length, 0);
  };
  const starts = entries.map((entry) => {
    const start = at;
    words32(0x04034b50);
    facts(entry);
    bytes(entry.name);
    bytes(entry.content);
    return start;
  });
  const directory = at;
  for (const [k, entry] of entries.entries()) {
    words32(0x02014b50);
    words16(20);
    facts(entry);
    words16(0, 0, 0);
    words32(0, starts[k]);
    bytes(entry.name);
  }
  const directorySize = at - directory;
  words32(0x06054b50);
  words16(0, 0, entries.length, entries.length);
  words32(directorySize, directory);
  words16(0);
  return archive;
}
