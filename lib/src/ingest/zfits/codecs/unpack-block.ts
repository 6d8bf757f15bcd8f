import { isTooLong } from "../../../core/damaged";
import { inflate } from "../../../core/deflate";
import { plainBytes } from "../../../core/plain-bytes";
import { wordAt } from "../../../core/word-at";
import { unzstd } from "../../../core/zstd";
import { fitsError } from "../../fits/fits-error";
import { huffmanCount, unpackHuffman } from "./huffman16";
import { unpackLzo } from "./lzo1x";
import type { AfterHuffman } from "./symbol-lanes";
import { addDifferences, addMeans, joinBytes, joinWords, take128 } from "./transforms";

/** What may be faster than our own. Unpackers get the most bytes that may come out. */
export interface BlockUnpackers {
  inflate?(bytes: Uint8Array, limit: number): Uint8Array;
  unzstd?(bytes: Uint8Array, limit: number): Uint8Array;
  /** Memory whose content does not matter, because all of it is written; zeros by default. */
  allocate?(bytes: number): ArrayBuffer;
}

const codec = {
  raw: 0x0,
  means: 0x1,
  huffman: 0x2,
  differences: 0x3,
  doubleDifferences: 0x4,
  splitBytes: 0x5,
  zlib: 0x7,
  lzo: 0x9,
  twoHuffman: 0xc,
  splitWords: 0xe,
  add128: 0x10,
  zstd: 0x17,
} as const;

/** Steps that keep the number of bytes. */
const transforms: Readonly<Record<number, (bytes: Uint8Array) => Uint8Array>> = {
  [codec.means]: addMeans,
  [codec.differences]: addDifferences,
  [codec.doubleDifferences]: (bytes) => addDifferences(addDifferences(bytes)),
  [codec.splitBytes]: joinBytes,
  [codec.splitWords]: joinWords,
  [codec.add128]: take128,
};

const afterHuffman: Readonly<Record<number, AfterHuffman>> = {
  [codec.means]: "means",
  [codec.differences]: "differences",
};

/**
 * Unpacks a block: one column of one tile. Its codecs are undone from the last to the first.
 *
 * @param block with its header: length, order, codecs
 * @param limit most bytes that may come out
 * @returns the values of all rows, little-endian, in memory of their own
 * @throws {NightbookError} `FITS_DAMAGED`, `FITS_TOO_LARGE`, `FITS_UNSUPPORTED` for a codec that is not known
 */
export function unpackBlock(block: Uint8Array, limit: number, unpackers: BlockUnpackers = {}): Uint8Array {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  if (block.length < 10) throw fitsError("FITS_DAMAGED", "a block is shorter than its header");
  const order = view.getUint8(8);
  const count = view.getUint8(9);
  const start = 10 + 2 * count;
  if ((order !== 0x43 && order !== 0x52) || start > block.length) {
    throw fitsError("FITS_DAMAGED", "a block does not begin as it should");
  }
  const codecs = Array.from({ length: count }, (_, i) => view.getUint16(10 + 2 * i, true));
  let bytes = plainBytes(block.subarray(start));
  // Steps change their bytes; those of the file stay as they are.
  if (codecs.length === 0 || (codecs[codecs.length - 1] ?? 0) in transforms) bytes = bytes.slice();
  while (codecs.length > 0) {
    const step = codecs.pop() ?? 0;
    // What comes behind the most common of codecs is done with it: a pass over all values less.
    const after = step === codec.huffman ? afterHuffman[codecs[codecs.length - 1] ?? codec.raw] : undefined;
    if (after) codecs.pop();
    bytes = undo(step, bytes, limit, after, unpackers);
  }
  return bytes;
}

function undo(
  step: number,
  bytes: Uint8Array,
  limit: number,
  after: AfterHuffman | undefined,
  unpackers: BlockUnpackers,
): Uint8Array {
  const transform = transforms[step];
  if (transform) return transform(bytes);
  switch (step) {
    case codec.raw:
      return bytes.slice();
    case codec.huffman: {
      const length = lengthAt(bytes, 0);
      return huffman([part(bytes, 4, length)], limit, unpackers, after);
    }
    case codec.twoHuffman: {
      const [first, second] = [lengthAt(bytes, 0), lengthAt(bytes, 4)];
      return huffman([part(bytes, 8, first), part(bytes, 8 + first, second)], limit, unpackers);
    }
    case codec.zlib:
      return guarded(() => (unpackers.inflate ?? inflate)(bytes, limit), "zlib", limit);
    case codec.zstd:
      return guarded(() => (unpackers.unzstd ?? unzstd)(bytes, limit), "Zstandard", limit);
    case codec.lzo:
      return unpackLzo(bytes, limit);
  }
  throw fitsError("FITS_UNSUPPORTED", `a block is packed by codec 0x${step.toString(16)}, which is not known`);
}

function huffman(
  streams: readonly Uint8Array[],
  limit: number,
  { allocate = (bytes) => new ArrayBuffer(bytes) }: BlockUnpackers,
  after?: AfterHuffman,
): Uint8Array {
  const counts = streams.map((stream) => huffmanCount(stream, limit >> 1));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (2 * total > limit) throw fitsError("FITS_TOO_LARGE", `Huffman streams give more than ${limit} bytes`);
  const words = new Uint16Array(allocate(2 * total));
  let at = 0;
  for (const [i, stream] of streams.entries()) {
    unpackHuffman(stream, words, at, counts[i], after);
    at += counts[i];
  }
  return new Uint8Array(words.buffer);
}

function part(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start + length > bytes.length) throw fitsError("FITS_DAMAGED", "a Huffman stream is longer than its block");
  return bytes.subarray(start, start + length);
}

function lengthAt(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) throw fitsError("FITS_DAMAGED", "a block ends too early");
  return wordAt(bytes, at);
}

/** Errors of an unpacker in our words. */
function guarded(work: () => Uint8Array, name: string, limit: number): Uint8Array {
  try {
    return plainBytes(work());
  } catch (cause) {
    if (isTooLong(cause)) {
      throw fitsError("FITS_TOO_LARGE", `a block packed by ${name} gives more than ${limit} bytes`);
    }
    throw fitsError("FITS_DAMAGED", `a block packed by ${name} cannot be unpacked (${(cause as Error).message})`);
  }
}
