/** Sequences of four bytes are found again by their hash, in a table of this many places. */
const hashBits = 13;
/** The last bytes of a block are literals, and the last sequence begins before them. */
const [lastLiterals, lastStart] = [5, 12];
const farthest = 65_535;

const table = new Int32Array(1 << hashBits);

/** Most bytes that a block of a length can become. */
export function lz4Bound(length: number): number {
  return length + Math.floor(length / 255) + 16;
}

/**
 * Packs bytes as one block of LZ4, fast rather than small; a frame is not put round it.
 *
 * @param bytes less than 2 GiB
 * @returns the block
 * @see [Collet2011]
 *
 * @example
 * ```ts
 * import { packLz4Block } from "nightbook/core";
 *
 * packLz4Block(new Uint8Array(100)); // => Uint8Array.of(0x1f, 0, 1, 0, 75, 0x50, 0, 0, 0, 0, 0)
 * ```
 */
export function packLz4Block(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const out = new Uint8Array(lz4Bound(length));
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let [at, done, to] = [1, 0, 0];
  if (length > lastStart) {
    table.fill(-1);
    table[hash(view.getInt32(0, true))] = 0;
    const [startEnd, matchEnd] = [length - lastStart, length - lastLiterals];
    for (let misses = 1 << 6; at <= startEnd; ) {
      const word = view.getInt32(at, true);
      const slot = hash(word);
      let from = table[slot];
      table[slot] = at;
      if (from < 0 || at - from > farthest || view.getInt32(from, true) !== word) {
        // The longer nothing is found, the larger the steps.
        at += misses++ >>> 6;
        continue;
      }
      while (at > done && from > 0 && bytes[at - 1] === bytes[from - 1]) {
        at--;
        from--;
      }
      const end = matchEndAt(bytes, view, from + 4, at + 4, matchEnd);
      to = putLiterals(bytes, done, at, out, to, end - at - 4);
      const distance = at - from;
      out[to] = distance;
      out[to + 1] = distance >>> 8;
      to = putLength(end - at - 4, out, to + 2);
      at = end;
      done = end;
      misses = 1 << 6;
      if (at <= startEnd) table[hash(view.getInt32(at - 2, true))] = at - 2;
    }
  }
  return out.subarray(0, putLiterals(bytes, done, length, out, to, 0));
}

function hash(word: number): number {
  return Math.imul(word, -1640531535) >>> (32 - hashBits);
}

/** Where bytes cease to be those of an earlier place. */
function matchEndAt(bytes: Uint8Array, view: DataView, earlier: number, start: number, limit: number): number {
  let [from, at] = [earlier, start];
  while (at + 4 <= limit) {
    const odd = view.getInt32(at, true) ^ view.getInt32(from, true);
    // The lowest bit that differs tells how many bytes do not.
    if (odd !== 0) return at + ((31 - Math.clz32(odd & -odd)) >>> 3);
    at += 4;
    from += 4;
  }
  while (at < limit && bytes[at] === bytes[from]) {
    at++;
    from++;
  }
  return at;
}

/** Writes the head of a sequence and its literals; gives the place behind them. */
function putLiterals(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  place: number,
  matchLength: number,
): number {
  const count = end - start;
  out[place] = (Math.min(count, 15) << 4) | Math.min(matchLength, 15);
  const to = putLength(count, out, place + 1);
  if (count < 32) for (let i = 0; i < count; i++) out[to + i] = bytes[start + i];
  else out.set(bytes.subarray(start, end), to);
  return to + count;
}

/** What of a length does not fit the four bits of a head. */
function putLength(length: number, out: Uint8Array, place: number): number {
  if (length < 15) return place;
  let to = place;
  let rest = length - 15;
  for (; rest >= 255; rest -= 255) out[to++] = 255;
  out[to++] = rest;
  return to;
}
