import * as zlib from "node:zlib";
import { type Checksum, inflateInWebAssembly } from "../../core/deflate/inflate-kernel";
import type { Unpackers } from "../../ingest/eventio";
import type { BlockUnpackers } from "../../ingest/zfits";

/** Node's own Zstandard, which versions before 22.15 do not have. */
type Zstd = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
const zstd = (zlib as unknown as { zstdDecompressSync?: Zstd }).zstdDecompressSync;

const unzstd = zstd && ((bytes: Uint8Array, limit: number) => zstd(bytes, { maxOutputLength: limit }));

/** Node's own CRC-32, which versions before 20.15 and 22.2 do not have. */
const { crc32 } = zlib as unknown as { crc32?: Checksum };

/** Most memory that a gzip file gets on its own word. */
const mostBytesAtOnce = 1 << 26;

/** Bytes that a gzip file says to give: in one piece they need not be joined. It may be wrong, or say it of a part only. */
function gzipBytes(bytes: Uint8Array): number {
  const [a, b, c, d] = bytes.subarray(-4);
  const said = (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  return Math.max(1 << 16, Math.min(said + 1, mostBytesAtOnce, 32 * bytes.length));
}

/** Unpackers of whole files. Ours is faster than Node's. What a gzip file that was cut off still gives is taken. */
export const fileUnpackers: Unpackers = {
  gunzip: (bytes, limit) =>
    inflateInWebAssembly(bytes, limit, crc32) ??
    zlib.gunzipSync(bytes, {
      maxOutputLength: limit,
      finishFlush: zlib.constants.Z_SYNC_FLUSH,
      chunkSize: gzipBytes(bytes),
    }),
  ...(unzstd ? { unzstd } : {}),
};

/** Unpackers of blocks in tables. */
export const blockUnpackers: BlockUnpackers = {
  inflate: (bytes, limit) => inflateInWebAssembly(bytes, limit) ?? zlib.inflateSync(bytes, { maxOutputLength: limit }),
  allocate: (bytes) => Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer,
  ...(unzstd ? { unzstd } : {}),
};
