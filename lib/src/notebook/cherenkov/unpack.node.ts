import * as zlib from "node:zlib";
import type { Unpackers } from "../../ingest/eventio";
import type { BlockUnpackers } from "../../ingest/zfits";

/** Node's own Zstandard, which versions before 22.15 do not have. */
type Zstd = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
const zstd = (zlib as unknown as { zstdDecompressSync?: Zstd }).zstdDecompressSync;

const unzstd = zstd && ((bytes: Uint8Array, limit: number) => zstd(bytes, { maxOutputLength: limit }));

/** Unpackers of whole files. What a gzip file that was cut off still gives is taken. */
export const fileUnpackers: Unpackers = {
  gunzip: (bytes, limit) =>
    zlib.gunzipSync(bytes, { maxOutputLength: limit, finishFlush: zlib.constants.Z_SYNC_FLUSH, chunkSize: 1 << 20 }),
  ...(unzstd ? { unzstd } : {}),
};

/** Unpackers of blocks in tables. */
export const blockUnpackers: BlockUnpackers = {
  inflate: (bytes, limit) => zlib.inflateSync(bytes, { maxOutputLength: limit }),
  ...(unzstd ? { unzstd } : {}),
};
