import { isTooLong } from "../../core/damaged";
import { inflate } from "../../core/deflate";
import type { NightbookError } from "../../core/errors";
import { isZstd, unzstd } from "../../core/zstd";
import { type ByteSource, memorySource } from "../fits/byte-source";
import { eventioError } from "./eventio-error";

/** Unpackers that may be faster than our own; each gets the most bytes that may come out. */
export interface Unpackers {
  gunzip?(bytes: Uint8Array, limit: number): Uint8Array;
  unzstd?(bytes: Uint8Array, limit: number): Uint8Array;
}

/** A packed file may become so long in any case, and this many times longer than it is. */
const always = 1 << 28;
const usualRatio = 100;

/** The source itself, or what is in it when it is packed by gzip or Zstandard. */
export function unpackedSource(source: ByteSource, unpackers: Unpackers, limit?: number): ByteSource {
  const start = source.read(0, 4);
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  if (!isGzip && !isZstd(start)) return source;
  const most = limit ?? Math.min(0xffffffff, Math.max(always, usualRatio * source.size));
  const bytes = source.read(0, source.size);
  const { gunzip = inflate, unzstd: zstd = unzstd } = unpackers;
  try {
    return memorySource(isGzip ? gunzip(bytes, most) : zstd(bytes, most));
  } catch (cause) {
    throw packingError(cause, most);
  }
}

function packingError(cause: unknown, limit: number): NightbookError {
  if (isTooLong(cause)) {
    const hint = "If you trust the file, open it with a larger maxUnpackedBytes, or read it as a stream";
    return eventioError("EVENTIO_TOO_LARGE", `unpacked, it would have more than ${limit} bytes`, {}, hint);
  }
  return eventioError("EVENTIO_DAMAGED", `it cannot be unpacked (${(cause as Error).message})`);
}
