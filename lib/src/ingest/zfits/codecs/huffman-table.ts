import { fitsError } from "../../fits/fits-error";

/** Bits that the first table looks at, and the second for longer codes. */
export const tableBits = 12;

/**
 * A code of Huffman as tables of the next twelve bits, the first the lowest.
 * `first` gives one symbol as `symbol << 5 | bits`, or `-1 - n` where a code is longer and goes on in part `n` of
 * `second`, which has entries of the same form. Still longer codes are 0 there: `branches` is walked from its root.
 * `pairs` and `thirds` give up to three symbols at once, with the bits they take (from bit 16 of `thirds`) and their
 * number (from bit 24); both are 0 where the first code is longer than twelve bits.
 */
export interface HuffmanTable {
  first: Int32Array;
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
 * @throws {NightbookError} `FITS_DAMAGED` when one code is the beginning of another
 */
export function huffmanTable(codes: HuffmanCodes, isCumulative: boolean): HuffmanTable {
  const { symbols, lengths, low } = codes;
  const size = 1 << tableBits;
  const first = new Int32Array(size);
  const seconds = new Map<number, number>();
  for (let i = 0; i < symbols.length; i++) {
    const prefix = low[i] & (size - 1);
    if (lengths[i] > tableBits) {
      if (first[prefix] > 0) throw ambiguous();
      if (first[prefix] === 0) first[prefix] = -1 - seconds.size;
      seconds.set(prefix, -1 - first[prefix]);
    } else fill(first, 0, size, prefix, lengths[i], symbols[i]);
  }
  const second = new Int32Array(seconds.size * size);
  const deep: number[] = [];
  for (let i = 0; i < symbols.length; i++) {
    const base = (seconds.get(low[i] & (size - 1)) ?? 0) * size;
    if (lengths[i] > 2 * tableBits) deep.push(i);
    else if (lengths[i] > tableBits) {
      fill(second, base, size, (low[i] >>> tableBits) & (size - 1), lengths[i] - tableBits, symbols[i]);
    }
  }
  return { first, ...severalAtOnce(first, isCumulative), second, branches: branchesOf(codes, deep) };
}

function fill(table: Int32Array, base: number, size: number, code: number, length: number, symbol: number): void {
  for (let at = base + code; at < base + size; at += 1 << length) {
    if (table[at] !== 0) throw ambiguous();
    table[at] = (symbol << 5) | length;
  }
}

function severalAtOnce(first: Int32Array, isCumulative: boolean): { pairs: Int32Array; thirds: Int32Array } {
  const pairs = new Int32Array(first.length);
  const thirds = new Int32Array(first.length);
  for (let i = 0; i < first.length; i++) {
    if (first[i] <= 0) continue;
    const values = [0, 0, 0];
    let [count, used, sum] = [0, 0, 0];
    while (count < 3) {
      const entry = first[i >>> used];
      if (entry <= 0 || used + (entry & 31) > tableBits) break;
      used += entry & 31;
      sum = ((isCumulative ? sum : 0) + (entry >>> 5)) & 0xffff;
      values[count++] = sum;
    }
    // The last sum is where the next entry goes on, however many symbols there are.
    values.fill(sum, count);
    pairs[i] = values[0] | (values[1] << 16);
    thirds[i] = values[2] | (used << 16) | (count << 24);
  }
  return { pairs, thirds };
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
