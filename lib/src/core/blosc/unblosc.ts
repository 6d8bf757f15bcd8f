import { damaged } from "../damaged";
import { inflate } from "../deflate";
import { unpackLz4Block } from "../lz4/unpack-lz4-block";
import { wordAt } from "../word-at";
import { unzstd } from "../zstd";
import { unblosclz } from "./unblosclz";
import { unshuffle, unshuffleBits } from "./unshuffle";
import { unsnappy } from "./unsnappy";

/** Unpacks a piece to the begin of an array; gives how many bytes that were. */
type Codec = (bytes: Uint8Array, out: Uint8Array) => number;

/** By their number in the header. */
const codecs: readonly Codec[] = [
  unblosclz,
  (bytes, out) => unpackLz4Block(bytes, { start: 0, end: bytes.length }, out, 0, 0) ?? -1,
  unsnappy,
  (bytes, out) => put(inflate(bytes, out.length), out),
  (bytes, out) => put(unzstd(bytes, out.length), out),
];

function put(bytes: Uint8Array, out: Uint8Array): number {
  out.set(bytes);
  return bytes.length;
}

const headerBytes = 16;
/** What the flags of the header mean. */
const [shuffled, stored, bitsShuffled, unsplit] = [1, 2, 4, 16];
/** Blocks are packed byte by byte of their elements where these have at most so many, … */
const mostSplits = 16;
/** … and where each part has at least so many bytes. */
const fewestSplitBytes = 128;

/** What the header of a chunk says. */
interface ChunkHeader {
  readonly flags: number;
  readonly elementBytes: number;
  readonly length: number;
  readonly blockBytes: number;
}

/**
 * How many bytes a chunk of Blosc gives, as it says itself.
 * @throws {RangeError} when there is no header
 */
export function unbloscLength(bytes: Uint8Array): number {
  return headerOf(bytes).length;
}

/**
 * Unpacks a chunk of Blosc (version 1): blocks packed by BloscLZ, LZ4, Snappy, zlib or Zstandard, whose bytes or bits
 * may have been sorted before.
 *
 * @param bytes the chunk
 * @param out as long as {@link unbloscLength} says
 * @throws {RangeError} when the chunk is damaged
 * @see [Alted2010]
 */
export function unblosc(bytes: Uint8Array, out: Uint8Array): void {
  const header = headerOf(bytes);
  const { flags, length, blockBytes, elementBytes } = header;
  if (length !== out.length) throw damaged("a chunk is of another length");
  if (flags & stored) {
    if (headerBytes + length > bytes.length) throw damaged("a chunk ends too early");
    out.set(bytes.subarray(headerBytes, headerBytes + length));
    return;
  }
  const blocks = Math.ceil(length / blockBytes);
  if (headerBytes + 4 * blocks > bytes.length) throw damaged("a chunk ends too early");
  const undo = undoing(flags, elementBytes, blockBytes);
  const sorted = undo && new Uint8Array(Math.min(length, blockBytes));
  for (let block = 0; block < blocks; block++) {
    const start = block * blockBytes;
    const place = out.subarray(start, Math.min(length, start + blockBytes));
    const unpacked = sorted ? sorted.subarray(0, place.length) : place;
    unpackBlock(bytes, wordAt(bytes, headerBytes + 4 * block), header, unpacked);
    undo?.(unpacked, elementBytes, place);
  }
}

function headerOf(bytes: Uint8Array): ChunkHeader {
  if (bytes.length < headerBytes) throw damaged("a chunk ends too early");
  const [length, blockBytes] = [wordAt(bytes, 4), wordAt(bytes, 8)];
  if (bytes[0] < 1 || bytes[0] > 2) throw damaged("a chunk is of an unknown version");
  if (blockBytes === 0 && length > 0) throw damaged("a chunk has blocks of no length");
  return { flags: bytes[2], elementBytes: bytes[3] || 1, length, blockBytes };
}

/** What is done with the bytes of a block when they are unpacked; `undefined` when nothing is. */
function undoing(flags: number, elementBytes: number, blockBytes: number): typeof unshuffle | undefined {
  if (flags & shuffled && elementBytes > 1) return unshuffle;
  if (flags & bitsShuffled && blockBytes >= elementBytes) return unshuffleBits;
  return undefined;
}

function unpackBlock(bytes: Uint8Array, start: number, header: ChunkHeader, out: Uint8Array): void {
  const codec = codecs[header.flags >>> 5];
  if (!codec) throw damaged("a chunk is packed in an unknown way");
  const size = out.length / splitsOf(header, out.length);
  let at = start;
  for (let to = 0; to < out.length; to += size) {
    if (at + 4 > bytes.length) throw damaged("a chunk ends too early");
    const packed = wordAt(bytes, at);
    at += 4;
    if (at + packed > bytes.length) throw damaged("a chunk ends too early");
    const [part, place] = [bytes.subarray(at, at + packed), out.subarray(to, to + size)];
    // What could not be made smaller stands as it is.
    if (packed === size) place.set(part);
    else if (codec(part, place) !== size) throw damaged("a block is of another length");
    at += packed;
  }
}

/** In how many parts a block is packed; the last block of a chunk, if shorter, is in one. */
function splitsOf({ flags, elementBytes, blockBytes }: ChunkHeader, length: number): number {
  if (flags & unsplit || length < blockBytes || elementBytes > mostSplits) return 1;
  return blockBytes / elementBytes >= fewestSplitBytes && blockBytes % elementBytes === 0 ? elementBytes : 1;
}
