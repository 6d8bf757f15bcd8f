import { isTooLong } from "../../../core/damaged";
import type { NightbookError } from "../../../core/errors";
import { type ByteSource, memorySource } from "../byte-source";
import { fitsError } from "../fits-error";
import type { Codecs } from "./codecs";
import { unpackLzw } from "./lzw";

/** A packed file may become so long in any case, and this many times longer than it is. */
const always = 1 << 28;
const usualRatio = 100;

/**
 * The source itself, or what is in it when it is a file of gzip or `compress`.
 *
 * @param limit most bytes that may come out of a packed file; 256 MiB or a hundred times its length by default
 * @throws {NightbookError} `FITS_DAMAGED` when it cannot be unpacked, `FITS_TOO_LARGE` when it gives more
 */
export function unpackedSource(source: ByteSource, codecs: Codecs, limit?: number): ByteSource {
  const [first, second] = source.read(0, 2);
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isGzip && !(first === 0x1f && second === 0x9d)) return source;
  const most = limit ?? Math.min(0xffffffff, Math.max(always, usualRatio * source.size));
  const bytes = source.read(0, source.size);
  try {
    return memorySource(isGzip ? codecs.gunzip(bytes, most) : unpackLzw(bytes, most));
  } catch (cause) {
    throw packingError(cause, most);
  }
}

function packingError(cause: unknown, limit: number): NightbookError {
  if (isTooLong(cause)) {
    const hint = "If you trust the file, unpack it first, or open it with a larger maxUnpackedBytes";
    return fitsError("FITS_TOO_LARGE", `unpacked, it would have more than ${limit} bytes`, {}, hint);
  }
  return fitsError("FITS_DAMAGED", `it cannot be unpacked (${(cause as Error).message})`);
}
