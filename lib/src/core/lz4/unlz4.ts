import { xxh32 } from "../checksum";
import { damaged, tooLong } from "../damaged";
import { wordAt } from "../word-at";
import { unpackLz4Block } from "./unpack-lz4-block";

/**
 * Unpacks LZ4 frames, all of a stream one after the other, without dictionaries. Checksums are verified.
 *
 * @param bytes the packed data
 * @param limit most bytes that may come out
 * @returns the unpacked bytes
 * @throws {RangeError} when the data are damaged, end too early, need a dictionary, or would give more than the limit
 * @see [Collet2011]
 *
 * @example
 * ```ts
 * import { unlz4 } from "nightbook/core";
 *
 * // One frame with one block that is not packed.
 * const packed = Uint8Array.of(4, 34, 77, 24, 0x60, 0x40, 0x82, 2, 0, 0, 0x80, 7, 8, 0, 0, 0, 0);
 * unlz4(packed); // => Uint8Array.of(7, 8)
 * ```
 */
export function unlz4(bytes: Uint8Array, limit = 0x80000000): Uint8Array {
  const out: Output = { bytes: new Uint8Array(Math.min(limit, 4 * bytes.length + 64)), length: 0, limit };
  for (let at = 0; at < bytes.length; ) {
    const magic = wordAt(bytes, at);
    if (magic >>> 4 === 0x184d2a5) at += 8 + wordAt(bytes, at + 4);
    else if (magic === 0x184d2204) at = readFrame(bytes, at + 4, out);
    else throw damaged("a frame does not begin as it should");
  }
  return out.bytes.subarray(0, out.length);
}

interface Output {
  bytes: Uint8Array;
  length: number;
  limit: number;
}

/** One frame behind its magic number; gives the place behind it. */
function readFrame(bytes: Uint8Array, start: number, out: Output): number {
  const flags = bytes[start];
  if (flags >>> 6 !== 1) throw damaged("a frame is of an unknown version");
  if (flags & 1) throw damaged("they need a dictionary");
  const [hasBlockSums, hasSize, hasSum] = [flags & 16, flags & 8, flags & 4];
  const end = start + 2 + (hasSize ? 8 : 0);
  if (bytes[end] !== ((xxh32(bytes.subarray(start, end)) >>> 8) & 255)) throw damaged("the head of a frame is wrong");
  const begin = out.length;
  const first = (flags & 32) !== 0 ? undefined : begin;
  let at = end + 1;
  for (;;) {
    if (at + 4 > bytes.length) throw damaged("they end too early");
    const head = wordAt(bytes, at);
    at += 4;
    if (head === 0) {
      if (!hasSum) return at;
      verify(bytes, at, out.bytes.subarray(begin, out.length));
      return at + 4;
    }
    const size = head & 0x7fffffff;
    if (at + size > bytes.length) throw damaged("they end too early");
    // Independent blocks do not look back at each other.
    const history = first ?? out.length;
    if (head >>> 31) append(out, bytes, at, at + size);
    else unpackBlock(bytes, at, at + size, history, out);
    if (hasBlockSums) verify(bytes, at + size, bytes.subarray(at, at + size));
    at += size + (hasBlockSums ? 4 : 0);
  }
}

/** @throws {RangeError} when a checksum is not that of the bytes */
function verify(bytes: Uint8Array, at: number, content: Uint8Array): void {
  if (at + 4 > bytes.length) throw damaged("they end too early");
  if (wordAt(bytes, at) !== xxh32(content)) throw damaged("a checksum is wrong");
}

/** Unpacks a block, with more room when there is not enough. */
function unpackBlock(bytes: Uint8Array, start: number, end: number, history: number, out: Output): void {
  for (;;) {
    const place = unpackLz4Block(bytes, { start, end }, out.bytes, out.length, history);
    if (place !== undefined) {
      out.length = place;
      return;
    }
    makeRoom(out, out.bytes.length - out.length + 1);
  }
}

function append(out: Output, bytes: Uint8Array, from: number, to: number): void {
  makeRoom(out, to - from);
  out.bytes.set(bytes.subarray(from, to), out.length);
  out.length += to - from;
}

function makeRoom(out: Output, more: number): void {
  const needed = out.length + more;
  if (needed > out.limit) throw tooLong(out.limit);
  if (needed <= out.bytes.length) return;
  const larger = new Uint8Array(Math.min(out.limit, Math.max(needed, 2 * out.bytes.length)));
  larger.set(out.bytes.subarray(0, out.length));
  out.bytes = larger;
}
