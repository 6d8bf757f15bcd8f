import { damaged } from "../damaged";

/** What deflated blocks are wrapped in. */
export type Wrapping = "gzip" | "zlib" | "none";

export function wrappingOf(bytes: Uint8Array): Wrapping {
  if (isMember(bytes, 0)) return "gzip";
  const isZlib = bytes.length > 1 && (bytes[0] & 15) === 8 && ((bytes[0] << 8) | bytes[1]) % 31 === 0;
  return isZlib ? "zlib" : "none";
}

/** True where a member of a gzip file begins. */
export function isMember(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b;
}

/**
 * Where the blocks behind a header begin.
 * @param at where the header does
 * @throws {RangeError} when they are packed in another way, or the header is cut off
 */
export function blocksStart(bytes: Uint8Array, at: number, wrapping: Wrapping): number {
  if (wrapping === "none") return at;
  if (wrapping === "zlib") {
    if (bytes[at + 1] & 32) throw damaged("it needs a dictionary");
    return at + 2;
  }
  const flags = bytes[at + 3];
  if (bytes[at + 2] !== 8) throw damaged("it is not packed with deflate");
  let start = at + 10;
  if (flags & 4) start += 2 + bytes[start] + 256 * bytes[start + 1];
  // Behind the end its length is no number, and what is searched for from there is searched for from the beginning.
  if (!(start <= bytes.length)) throw damaged("it ends too early");
  // A name and a comment, each up to a zero.
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, start);
    if (zero < 0) throw damaged("it ends too early");
    start = zero + 1;
  }
  return flags & 2 ? start + 2 : start;
}
