import { wordAt } from "../../../core/word-at";
import { fitsError } from "../../fits/fits-error";
import { firstBits, type HuffmanCodes, type HuffmanTable, huffmanTable } from "./huffman-table";
import { nextSymbol } from "./next-symbol";
import { type AfterHuffman, fewestSymbols, unpackInLanes } from "./symbol-lanes";
import { addMeans } from "./transforms";

/** Longest code, and most codes. */
const mostBits = 56;
const mostCodes = 0x10000;
/** Fewer symbols are read one by one. */
const shortCount = 1024;

/**
 * How many symbols a stream of Huffman codes holds.
 * @throws {NightbookError} `FITS_DAMAGED`, or `FITS_TOO_LARGE` when more than `limit`
 */
export function huffmanCount(bytes: Uint8Array, limit: number): number {
  if (bytes.length < 16) throw cut();
  const count = wordAt(bytes, 0) + wordAt(bytes, 4) * 0x100000000;
  if (count <= limit) return count;
  throw fitsError("FITS_TOO_LARGE", `a Huffman stream declares ${count} symbols where ${limit} are expected at most`);
}

/**
 * Unpacks a stream of Huffman codes for 16-bit symbols: their number, the codes, the bits.
 *
 * @param out takes the symbols from `from` on
 * @param after what is to be done with them then
 * @param inLanes whether a long stream may be read at several places at once; the result is the same
 * @throws {NightbookError} `FITS_DAMAGED`
 */
export function unpackHuffman(
  bytes: Uint8Array,
  out: Uint16Array,
  from: number,
  count: number,
  after: AfterHuffman = "nothing",
  inLanes = true,
): void {
  const codeCount = wordAt(bytes, 8);
  const isCumulative = after === "differences";
  if (codeCount === 1) {
    if (bytes.length < 18) throw cut();
    const symbol = bytes[16] | (bytes[17] << 8);
    if (isCumulative) for (let i = 0; i < count; i++) out[from + i] = symbol * (i + 1);
    else out.fill(symbol, from, from + count);
  } else if (count > 0) {
    const { codes, at } = readCodes(bytes, codeCount);
    const stream = bytes.subarray(at);
    const isLong = inLanes && count >= fewestSymbols;
    if (isLong && unpackInLanes(stream, huffmanTable(codes, false), out, from, count, after)) return;
    const table = huffmanTable(codes, isCumulative, count < shortCount);
    decode(stream, table, out, from, from + count, isCumulative);
  }
  if (after === "means") addMeans(new Uint8Array(out.buffer, out.byteOffset + 2 * from, 2 * count));
}

/** The codes that a stream brings, and the place behind them. */
export function readCodes(bytes: Uint8Array, count: number): { codes: HuffmanCodes; at: number } {
  if (count > mostCodes || wordAt(bytes, 12) !== 0 || 16 + 4 * count > bytes.length) {
    throw fitsError("FITS_DAMAGED", `a Huffman stream declares ${count} codes`);
  }
  const codes = {
    symbols: new Uint16Array(count),
    lengths: new Uint8Array(count),
    low: new Uint32Array(count),
    high: new Uint32Array(count),
  };
  let at = 16;
  for (let i = 0; i < count; i++) {
    codes.symbols[i] = bytes[at] | (bytes[at + 1] << 8);
    const length = bytes[at + 2];
    const size = (length + 7) >> 3;
    at += 3;
    if (length === 0 || length > mostBits || at + size > bytes.length) {
      throw fitsError("FITS_DAMAGED", `a Huffman code has ${length} bits`);
    }
    codes.lengths[i] = length;
    for (let k = 0; k < size; k++) {
      if (k < 3) codes.low[i] |= bytes[at + k] << (8 * k);
      else codes.high[i] |= bytes[at + k] << (8 * (k - 3));
    }
    at += size;
  }
  return { codes, at };
}

/**
 * The loop in which most of the time of reading waveforms is spent. Three values are written at each step, whether the
 * table gives as many or not: the next step overwrites what is too much. Long codes, and the end, go symbol by symbol.
 */
function decode(
  bytes: Uint8Array,
  table: HuffmanTable,
  out: Uint16Array,
  from: number,
  to: number,
  isCumulative: boolean,
): void {
  const { pairs, thirds, second } = table;
  const mask = (1 << firstBits) - 1;
  const keep = isCumulative ? 0xffff : 0;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const total = 8 * bytes.length;
  const lastBit = total - 48;
  let [at, bit, value] = [from, 0, 0];
  while (at < to) {
    while (at + 6 <= to && bit <= lastBit) {
      const word = words.getUint32(bit >>> 3, true) >>> (bit & 7);
      let index = word & mask;
      let pair = pairs[index];
      let third = thirds[index];
      if (third === 0) {
        const next = words.getUint32((bit + firstBits) >>> 3, true) >>> ((bit + firstBits) & 7);
        const entry = second[(pair >>> 5) + (next & ((1 << (pair & 31)) - 1))];
        if (pair === 0 || entry === 0) break;
        bit += firstBits + (entry & 31);
        value += entry >>> 5;
        out[at++] = value;
        value &= keep;
        continue;
      }
      out[at] = value + pair;
      out[at + 1] = value + (pair >>> 16);
      out[at + 2] = value + third;
      value = (value + third) & keep;
      at += third >>> 24;
      const used = (third >>> 16) & 255;
      bit += used;
      // Two times twelve bits fit what is left of the word.
      index = (word >>> used) & mask;
      third = thirds[index];
      if (third === 0) continue;
      pair = pairs[index];
      out[at] = value + pair;
      out[at + 1] = value + (pair >>> 16);
      out[at + 2] = value + third;
      value = (value + third) & keep;
      at += third >>> 24;
      bit += (third >>> 16) & 255;
    }
    if (at >= to) break;
    const symbol = nextSymbol(bytes, table, bit);
    if (symbol < 0) throw fitsError("FITS_DAMAGED", "a Huffman stream has a code that stands for nothing");
    value += symbol & 0xffff;
    out[at++] = value;
    value &= keep;
    bit += symbol >>> 16;
    if (bit > total) throw cut();
  }
}

function cut(): Error {
  return fitsError("FITS_DAMAGED", "a Huffman stream ends too early");
}
