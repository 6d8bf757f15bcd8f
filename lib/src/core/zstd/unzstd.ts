import { xxh64 } from "../checksum";
import { damaged, tooLong } from "../damaged";
import { wordAt } from "../word-at";
import { type LiteralCode, readLiterals } from "./literals";
import { mostBlockBytes, type Output, runSequences, type SequenceTables } from "./sequences";
import { unzstdInWebAssembly } from "./zstd-kernel";

/**
 * Unpacks Zstandard data: all frames one after the other, without dictionaries. Checksums are verified.
 *
 * @param bytes the packed data
 * @param limit most bytes that may come out
 * @param inWebAssembly whether it may be done there; the result is the same
 * @returns the unpacked bytes
 * @throws {RangeError} when the data are damaged, end too early, need a dictionary, or would give more than the limit
 * @see [Collet2021]
 *
 * @example
 * ```ts
 * import { unzstd } from "nightbook/core";
 *
 * // One frame with one block: five times the byte 7.
 * const packed = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 5, 0x2b, 0, 0, 7);
 * unzstd(packed); // => Uint8Array.of(7, 7, 7, 7, 7)
 * ```
 */
export function unzstd(bytes: Uint8Array, limit = 0x80000000, inWebAssembly = true): Uint8Array {
  const fast = inWebAssembly ? unzstdInWebAssembly(bytes, Math.min(limit, mostLength(bytes))) : undefined;
  if (fast !== undefined) return fast;
  const out = {
    bytes: new Uint8Array(Math.min(limit, 4 * bytes.length + 64)),
    length: 0,
    start: 0,
    offsets: [1, 4, 8],
  } satisfies Output as Output;
  let at = 0;
  while (at < bytes.length) {
    const magic = wordAt(bytes, at);
    if (magic >>> 4 === 0x184d2a5) at += 8 + wordAt(bytes, at + 4);
    else if (magic === 0xfd2fb528) at = readFrame(bytes, at + 4, out, limit);
    else throw damaged("a frame does not begin as it should");
  }
  if (at > bytes.length) throw damaged("they end too early");
  return out.bytes.subarray(0, out.length);
}

/**
 * True for bytes that begin as Zstandard data do.
 *
 * @example
 * ```ts
 * import { isZstd } from "nightbook/core";
 *
 * isZstd(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd)); // => true
 * ```
 */
export function isZstd(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = wordAt(bytes, 0);
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5;
}

/** One frame behind its magic number; gives the place behind it. */
function readFrame(bytes: Uint8Array, start: number, out: Output, limit: number): number {
  const flags = bytes[start];
  const isSingle = (flags & 32) !== 0;
  if (flags & 8) throw damaged("a frame sets a bit that has no meaning");
  const dictionaryBytes = [0, 1, 2, 4][flags & 3];
  const sizeBytes = flags >> 6 ? 1 << (flags >> 6) : isSingle ? 1 : 0;
  let at = start + 1 + (isSingle ? 0 : 1);
  for (let i = 0; i < dictionaryBytes; i++) if (bytes[at + i]) throw damaged("they need a dictionary");
  at += dictionaryBytes;
  const declared = sizeBytes === 0 ? undefined : declaredSize(bytes, at, sizeBytes);
  if (declared !== undefined && out.length + declared > limit) throw tooLong(limit);
  at += sizeBytes;
  out.start = out.length;
  out.offsets = [1, 4, 8];
  const tables: SequenceTables = [undefined, undefined, undefined];
  let code: LiteralCode | undefined;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.length) throw damaged("they end too early");
    const header = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    isLast = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    at += 3;
    const end = at + (kind === 1 ? 1 : size);
    if (kind === 3 || size > mostBlockBytes) throw damaged("a block is of unknown kind or too long");
    if (end > bytes.length) throw damaged("they end too early");
    makeRoom(out, kind === 2 ? mostBlockBytes : size);
    if (kind === 2) {
      const literals = readLiterals(bytes, at, end, code);
      code = literals.code;
      runSequences(bytes, literals.at, end, literals.values, tables, out);
    } else {
      if (kind === 0) out.bytes.set(bytes.subarray(at, end), out.length);
      else out.bytes.fill(bytes[at], out.length, out.length + size);
      out.length += size;
    }
    if (out.length > limit) throw tooLong(limit);
    at = end;
  }
  if (declared !== undefined && out.length - out.start !== declared) throw damaged("a frame has a wrong length");
  if (!(flags & 4)) return at;
  if (at + 4 > bytes.length) throw damaged("they end too early");
  const [, sum] = xxh64(out.bytes.subarray(out.start, out.length));
  if (sum !== wordAt(bytes, at)) throw damaged("a checksum is wrong");
  return at + 4;
}

/** More than this cannot come out: what frames declare, or what their blocks may become. 0 where they make no sense. */
function mostLength(bytes: Uint8Array): number {
  let most = 0;
  for (let at = 0; at + 9 <= bytes.length; ) {
    const magic = wordAt(bytes, at);
    if (magic >>> 4 === 0x184d2a5) {
      at += 8 + wordAt(bytes, at + 4);
      continue;
    }
    if (magic !== 0xfd2fb528) return 0;
    const flags = bytes[at + 4];
    const isSingle = (flags & 32) !== 0;
    const sizeBytes = flags >> 6 ? 1 << (flags >> 6) : isSingle ? 1 : 0;
    at += (isSingle ? 5 : 6) + [0, 1, 2, 4][flags & 3];
    const declared = sizeBytes === 0 ? Number.POSITIVE_INFINITY : declaredSize(bytes, at, sizeBytes);
    at += sizeBytes;
    let sum = 0;
    for (let isLast = false; !isLast && at + 3 <= bytes.length; ) {
      const header = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
      isLast = (header & 1) === 1;
      const kind = (header >> 1) & 3;
      sum += kind === 2 ? mostBlockBytes : header >> 3;
      at += 3 + (kind === 1 ? 1 : header >> 3);
    }
    most += Math.min(sum, declared);
    if (flags & 4) at += 4;
  }
  return most;
}

function declaredSize(bytes: Uint8Array, at: number, count: number): number {
  const low = count === 1 ? bytes[at] : count === 2 ? (bytes[at] | (bytes[at + 1] << 8)) + 256 : wordAt(bytes, at);
  return count === 8 ? low + wordAt(bytes, at + 4) * 0x100000000 : low;
}

/** Room for so many bytes more, over the limit by a block at most. */
function makeRoom(out: Output, more: number): void {
  const needed = out.length + more;
  if (needed <= out.bytes.length) return;
  const larger = new Uint8Array(Math.max(needed, 2 * out.bytes.length));
  larger.set(out.bytes.subarray(0, out.length));
  out.bytes = larger;
}
