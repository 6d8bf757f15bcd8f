import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import * as zlib from "node:zlib";
import { NightbookError } from "../../core/errors";
import { readSimtelStream, type SimtelStream, type SimtelStreamOptions } from "../../ingest/eventio";
import { openFile } from "./file-path.node";

/**
 * Reads a file of sim_telarray of any length from front to back, with no more of it in memory than one event.
 *
 * @param path of the file; packed by gzip, or by Zstandard where Node can unpack it (22.15 and newer)
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `EVENTIO_UNSUPPORTED`, and those of `readSimtelStream`
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { ingest } from "nightbook";
 *
 * const path = `${mkdtempSync("/tmp/example-")}/small.simtel`;
 * writeFileSync(path, Uint8Array.of(0x37, 0x8a, 0x1f, 0xd4, 0xbc, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0));
 * const stream = ingest.simtelStream(path);
 * for await (const event of stream) console.log(event.event);
 * stream.header.inputCards.length; // => 1
 * ```
 */
export function streamSimtelFile(path: string, options: SimtelStreamOptions = {}): SimtelStream {
  const { content: start, close } = openFile(path, (source) => source.read(0, 4).slice());
  close();
  return readSimtelStream(unpackedChunks(path, start), options);
}

function unpackedChunks(path: string, [first, second]: Uint8Array): AsyncIterable<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (first === 0x1f && second === 0x8b) return piped(file, zlib.createGunzip({ chunkSize: 1 << 18 }));
  if (first !== 0x28 || second !== 0xb5) return file;
  const { createZstdDecompress } = zlib as unknown as { createZstdDecompress?: () => zlib.Gunzip };
  if (createZstdDecompress) return piped(file, createZstdDecompress());
  file.destroy();
  throw new NightbookError("Streams of Zstandard need Node 22.15 or newer", {
    code: "EVENTIO_UNSUPPORTED",
    place: { path },
    hint: "Open the file as a whole with ingest.simtel, or unpack it first",
  });
}

function piped(file: Readable, unpack: zlib.Gunzip): AsyncIterable<Uint8Array> {
  file.on("error", (error) => unpack.destroy(error));
  return file.pipe(unpack);
}
