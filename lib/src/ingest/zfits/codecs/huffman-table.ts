import { fitsError } from "../../fits/fits-error";

/** Bits that the first table looks at, and at most those behind it. */
export const firstBits = 12;
const secondBits = 10;

/**
 * A code of Huffman as tables of the next twelve bits, the first the lowest.
 * `single` gives one symbol as `symbol << 5 | bits`; `pairs` and `thirds` up to three at once, with the bits they take
 * (from bit 16 of `thirds`) and their number (from bit 24). Where a code is longer, `single` and `thirds` are 0, and
 * `pairs` has the part of `second` where it goes on, as `place << 5 | bits`, or 0 where there is none; its entries are
 * like those of `single`. For still longer codes they are 0, and `branches` is walked bit by bit from its root.
 */
export interface HuffmanTable {
  single: Int32Array;
  pairs: Int32Array;
  thirds: Int32Array;
  second: Int32Array;
  /** Children of each node for bits 0 and 1; symbols as `-1 - symbol`, nothing as 0. */
  branches: Int32Array;
}

/** Codes as the stream lists them. */
export interface HuffmanCodes {
  symbols: Uint16Array;
  lengths: Uint8Array;
  /** First bits of each code, the first the lowest, and those from the 25th on. */
  low: Uint32Array;
  high: Uint32Array;
}

/**
 * @param isCumulative whether symbols are differences: then entries hold sums
 * @param isShort whether too few symbols follow for several at once to be worth the entries: `thirds` are 0 then
 * @throws {NightbookError} `FITS_DAMAGED` when one code is the beginning of another
 */
export function huffmanTable(codes: HuffmanCodes, isCumulative: boolean, isShort = false): HuffmanTable {
  const { symbols, lengths, low } = codes;
  const single = new Int32Array(1 << firstBits);
  const long: number[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (lengths[i] > firstBits) long.push(i);
    else fill(single, 0, firstBits, low[i], lengths[i], symbols[i]);
  }
  const { pairs, thirds } = isShort ? noneAtOnce(single.length) : severalAtOnce(single, isCumulative);
  const second = new Int32Array(reserveSecond(codes, long, single, pairs));
  const deep: number[] = [];
  for (const i of long) {
    const entry = pairs[low[i] & (single.length - 1)];
    const rest = lengths[i] - firstBits;
    if (rest > (entry & 31)) deep.push(i);
    else fill(second, entry >>> 5, entry & 31, (low[i] >>> firstBits) & ((1 << rest) - 1), rest, symbols[i]);
  }
  return { single, pairs, thirds, second, branches: branchesOf(codes, deep) };
}

/** Gives each beginning of long codes a part of the second table, as large as the longest of them needs. */
function reserveSecond({ lengths, low }: HuffmanCodes, long: readonly number[], single: Int32Array, pairs: Int32Array) {
  const bits = new Map<number, number>();
  for (const i of long) {
    const prefix = low[i] & (single.length - 1);
    if (single[prefix] !== 0) throw ambiguous();
    bits.set(prefix, Math.max(bits.get(prefix) ?? 0, Math.min(secondBits, lengths[i] - firstBits)));
  }
  let place = 0;
  for (const [prefix, count] of bits) {
    pairs[prefix] = (place << 5) | count;
    place += 1 << count;
  }
  return place;
}

/** Enters a code at all places of a part of a table that begin with it. */
function fill(table: Int32Array, base: number, bits: number, code: number, length: number, symbol: number): void {
  for (let at = base + code; at < base + (1 << bits); at += 1 << length) {
    if (table[at] !== 0) throw ambiguous();
    table[at] = (symbol << 5) | length;
  }
}

function severalAtOnce(single: Int32Array, isCumulative: boolean): { pairs: Int32Array; thirds: Int32Array } {
  const pairs = new Int32Array(single.length);
  const thirds = new Int32Array(single.length);
  for (let i = 0; i < single.length; i++) {
    if (single[i] === 0) continue;
    let [first, second] = [0, 0];
    let [count, used, sum] = [0, 0, 0];
    while (count < 3) {
      const entry = single[i >>> used];
      if (entry === 0 || used + (entry & 31) > firstBits) break;
      used += entry & 31;
      sum = ((isCumulative ? sum : 0) + (entry >>> 5)) & 0xffff;
      if (count === 0) first = sum;
      else if (count === 1) second = sum;
      count++;
    }
    // The last sum is where the next entry goes on, however many symbols there are.
    if (count === 1) second = sum;
    pairs[i] = first | (second << 16);
    thirds[i] = sum | (used << 16) | (count << 24);
  }
  return { pairs, thirds };
}

function noneAtOnce(length: number): { pairs: Int32Array; thirds: Int32Array } {
  return { pairs: new Int32Array(length), thirds: new Int32Array(length) };
}

function branchesOf({ symbols, lengths, low, high }: HuffmanCodes, deep: readonly number[]): Int32Array {
  const children: number[] = [0, 0];
  for (const i of deep) {
    let node = 0;
    for (let bit = 0; bit < lengths[i]; bit++) {
      const at = 2 * node + ((bit < 24 ? low[i] >>> bit : high[i] >>> (bit - 24)) & 1);
      if (children[at] < 0 || (bit === lengths[i] - 1 && children[at] !== 0)) throw ambiguous();
      if (bit === lengths[i] - 1) children[at] = -1 - symbols[i];
      else if (children[at] === 0) {
        children[at] = children.length / 2;
        children.push(0, 0);
      }
      node = children[at];
    }
  }
  return Int32Array.from(children);
}

function ambiguous(): Error {
  return fitsError("FITS_DAMAGED", "one code of a Huffman stream is the beginning of another");
}
