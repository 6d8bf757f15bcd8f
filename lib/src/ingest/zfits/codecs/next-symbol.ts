import { firstBits, type HuffmanTable } from "./huffman-table";

/**
 * One symbol of a stream of Huffman codes, with the bits it takes: `symbol | bits << 16`. Behind the end of the stream
 * stand zeros; it is for the caller to see that bits end there.
 * @returns -1 for a code that stands for nothing
 */
export function nextSymbol(bytes: Uint8Array, { single, pairs, second, branches }: HuffmanTable, bit: number): number {
  const index = peek(bytes, bit) & ((1 << firstBits) - 1);
  let entry = single[index];
  if (entry !== 0) return (entry >>> 5) | ((entry & 31) << 16);
  const part = pairs[index];
  entry = second[(part >>> 5) + (peek(bytes, bit + firstBits) & ((1 << (part & 31)) - 1))];
  if (part !== 0 && entry !== 0) return (entry >>> 5) | (((entry & 31) + firstBits) << 16);
  const total = 8 * bytes.length;
  let node = 0;
  let at = bit;
  do {
    node = at < total ? branches[2 * node + ((bytes[at >>> 3] >>> (at & 7)) & 1)] : 0;
    at++;
  } while (node > 0);
  return node === 0 ? -1 : (-1 - node) | ((at - bit) << 16);
}

/** 16 bits from a place on, zeros behind the end. */
function peek(bytes: Uint8Array, bit: number): number {
  const at = bit >>> 3;
  return ((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (bit & 7)) & 0xffff;
}
