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

/** Bytes that Node's zlib gives at once. Where data are damaged, it does not let go of them. */
const chunkSize = 1 << 17;

/** Unpackers of whole files. Ours is faster than Node's. What a gzip file that was cut off still gives is taken. */
export const fileUnpackers: Unpackers = {
  gunzip: (bytes, limit) =>
    inflateInWebAssembly(bytes, limit, crc32) ??
    zlib.gunzipSync(bytes, {
      maxOutputLength: limit,
      finishFlush: zlib.constants.Z_SYNC_FLUSH,
      chunkSize,
    }),
  ...(unzstd ? { unzstd } : {}),
};

/** Unpackers of blocks in tables. */
export const blockUnpackers: BlockUnpackers = {
  inflate: (bytes, limit) => inflateInWebAssembly(bytes, limit) ?? zlib.inflateSync(bytes, { maxOutputLength: limit }),
  allocate: (bytes) => Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer,
  ...(unzstd ? { unzstd } : {}),
};
