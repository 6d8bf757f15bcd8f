import { crc32 } from "./crc32";
import { deflate } from "./deflate";

/**
 * Packs bytes as a gzip file without a name or a time, so that equal bytes give equal files.
 * @see [Deutsch1996]
 *
 * @example
 * ```ts
 * import { gzip, inflate } from "nightbook/core";
 *
 * inflate(gzip(Uint8Array.of(1, 2, 3))); // => Uint8Array.of(1, 2, 3)
 * ```
 */
export function gzip(bytes: Uint8Array): Uint8Array {
  const packed = deflate(bytes);
  // A zlib stream without its header of two bytes and its checksum of four.
  const body = packed.subarray(2, packed.length - 4);
  const file = new Uint8Array(body.length + 18);
  file.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  file.set(body, 10);
  const view = new DataView(file.buffer);
  view.setUint32(body.length + 10, crc32(bytes), true);
  view.setUint32(body.length + 14, bytes.length, true);
  return file;
}
