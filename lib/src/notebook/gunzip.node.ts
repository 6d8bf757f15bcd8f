import { constants, gunzipSync } from "node:zlib";

/** Bytes that zlib gives at once: fewer take longer to join, more are no faster. */
const mostChunk = 1 << 17;
const leastChunk = 64;

/**
 * Unpacks gzip by Node's zlib, which for large files is faster than our own.
 * @param limit most bytes that may come out
 * @throws {Error} when the data are damaged, end too early, or would give more than the limit
 */
export function gunzip(bytes: Uint8Array, limit: number): Uint8Array {
  const chunkSize = Math.max(leastChunk, Math.min(limit, mostChunk));
  return plain(gunzipSync(bytes, { maxOutputLength: limit, chunkSize }));
}

/** Of gzip that may be cut off: what comes out so far. */
export function gunzipStart(bytes: Uint8Array): Uint8Array {
  return plain(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: mostChunk }));
}

/** The same bytes without the methods of Node's Buffer, whose `slice` is no copy. */
function plain({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, length);
}
