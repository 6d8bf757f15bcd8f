import { firstBits, type HuffmanTable } from "./huffman-table";
import { type LaneKernel, withKernel } from "./lane-kernel";
import { addMeansInLanes } from "./mean-lanes";
import { nextSymbol } from "./next-symbol";

/** What is to be done with the symbols: nothing, or what `addDifferences` or `addMeans` do. */
export type AfterHuffman = "nothing" | "differences" | "means";

/** Symbols of one lane in memory, from a byte up to another. */
export interface Piece {
  from: number;
  to: number;
}

/** Where everything lies in memory; the kernel knows the place of the table. */
const laneCount = 4;
const laneBytes = 16;
const tablePlace = 256;
const secondPlace = tablePlace + (8 << firstBits);
/** Symbols in which a lane must meet the one before it. */
const meetingSymbols = 1024;
/** Bytes around a lane: before it, what the lane before adds; behind it, what it may write too much. */
const marginBytes = 4 * meetingSymbols;
/** Bits at the end that are read with care: more than a lane goes beyond its last place. */
const endBits = 128;
/** Fewer are not worth the copying, more not the memory. */
export const fewestSymbols = 1 << 15;
const mostSymbols = 1 << 25;
const mostBits = 2 ** 30;
/** Bytes that are copied at once. */
const copiedBytes = 1 << 15;

/**
 * Unpacks a long stream of Huffman codes from four places at once. Codes find their rhythm again by themselves: a lane
 * that begins anywhere soon begins its symbols where the true ones begin. What it read from there on is right, and what is
 * before comes from the lane before it.
 *
 * @param bytes the stream behind its codes
 * @param table of single symbols, not of sums
 * @returns false when it did not succeed, for whatever reason: `out` is as it was then
 */
export function unpackInLanes(
  bytes: Uint8Array,
  table: HuffmanTable,
  out: Uint16Array,
  from: number,
  count: number,
  after: AfterHuffman,
): boolean {
  const bits = 8 * bytes.length;
  if (count > mostSymbols || bits < count || bits > mostBits) return false;
  const branches = secondPlace + table.second.byteLength;
  const input = (branches + table.branches.byteLength + 7) & ~7;
  const regions = (input + bytes.length + 2 * endBits) & ~7;
  const regionBytes = (Math.ceil((2 * count * 1.3) / laneCount) + 3 * marginBytes) & ~7;
  const done = withKernel(regions + laneCount * regionBytes, (kernel) => {
    const buffer = kernel.memory.buffer;
    fillTables(buffer, table);
    const space = new Uint8Array(buffer);
    space.set(bytes, input);
    space.fill(0, input + bytes.length, input + bytes.length + endBits);
    const read = () => decode(kernel, bytes, table, count, { branches, input, regions, regionBytes });
    let pieces = read();
    if (pieces === undefined) return false;
    if (after === "means" && !addMeansInLanes(kernel, pieces)) {
      pieces = read();
      if (pieces === undefined) return false;
      addMeansTo(kernel, pieces);
    }
    give(kernel, pieces, out, from, after === "differences");
    return true;
  });
  return done ?? false;
}

function fillTables(buffer: ArrayBufferLike, { pairs, thirds, second, branches }: HuffmanTable): void {
  const words = new Int32Array(buffer, tablePlace, 2 * pairs.length);
  for (let i = 0; i < pairs.length; i++) {
    words[2 * i] = pairs[i];
    // Bytes in place of symbols.
    words[2 * i + 1] = thirds[i] + (thirds[i] & 0xff000000);
  }
  new Int32Array(buffer, secondPlace, second.length).set(second);
  new Int32Array(buffer, secondPlace + second.byteLength, branches.length).set(branches);
}

interface Places {
  branches: number;
  input: number;
  regions: number;
  regionBytes: number;
}

/** The symbols in order, in pieces; `undefined` where lanes do not meet, or the stream is not as it should be. */
function decode(
  kernel: LaneKernel,
  bytes: Uint8Array,
  table: HuffmanTable,
  count: number,
  { branches, input, regions, regionBytes }: Places,
): Piece[] | undefined {
  const total = 8 * bytes.length;
  const words = new Uint16Array(kernel.memory.buffer);
  const lanes = new Uint32Array(kernel.memory.buffer, 0, (laneCount * laneBytes) / 4);
  const meetings: Int32Array[] = [];
  for (let k = 0; k < laneCount; k++) {
    const region = regions + k * regionBytes;
    const begin = Math.floor((total / laneCount) * k);
    const stop = k === laneCount - 1 ? total - endBits : Math.floor((total / laneCount) * (k + 1));
    const meeting = new Int32Array(meetingSymbols);
    let bit = begin;
    let out = region + marginBytes;
    for (let i = 0; k > 0 && i < meetingSymbols; i++) {
      meeting[i] = bit;
      const symbol = nextSymbol(bytes, table, bit);
      if (symbol < 0) return undefined;
      words[out >> 1] = symbol;
      bit += symbol >>> 16;
      out += 2;
    }
    if (bit > total - endBits) return undefined;
    meetings.push(meeting);
    lanes.set([bit, out, stop, region + regionBytes - marginBytes], 4 * k);
  }
  kernel.decode(secondPlace, branches, input);
  for (let k = 0; k < laneCount; k++) {
    const isThrough = lanes[4 * k] >= lanes[4 * k + 2] && lanes[4 * k + 1] < lanes[4 * k + 3];
    if (!isThrough) return undefined;
  }
  const pieces: Piece[] = [];
  let symbols = 0;
  for (let k = 0; k < laneCount; k++) {
    const start = regions + k * regionBytes + marginBytes;
    const begin = k === 0 ? start : meet(bytes, table, lanes[4 * k - 4], meetings[k], words, start);
    if (begin === undefined) return undefined;
    pieces.push({ from: begin, to: lanes[4 * k + 1] });
    symbols += (lanes[4 * k + 1] - begin) >> 1;
  }
  return ended(bytes, table, lanes[4 * laneCount - 4], words, pieces, count - symbols);
}

/**
 * Goes on where a lane ended until a symbol begins where one of the next lane does. Its symbols are put before that one.
 * @returns where the piece of the next lane begins
 */
function meet(
  bytes: Uint8Array,
  table: HuffmanTable,
  from: number,
  meeting: Int32Array,
  words: Uint16Array,
  start: number,
): number | undefined {
  const gap: number[] = [];
  let bit = from;
  for (let i = 0; gap.length < meetingSymbols; ) {
    while (i < meetingSymbols && meeting[i] < bit) i++;
    if (i === meetingSymbols) return undefined;
    if (meeting[i] === bit) {
      const begin = start + 2 * (i - gap.length);
      words.set(gap, begin >> 1);
      return begin;
    }
    const symbol = nextSymbol(bytes, table, bit);
    if (symbol < 0) return undefined;
    gap.push(symbol & 0xffff);
    bit += symbol >>> 16;
  }
  return undefined;
}

/** Takes away what is too much, or adds the last symbols. */
function ended(
  bytes: Uint8Array,
  table: HuffmanTable,
  from: number,
  words: Uint16Array,
  pieces: Piece[],
  missing: number,
): Piece[] | undefined {
  const last = pieces[pieces.length - 1];
  if (missing <= 0) {
    last.to += 2 * missing;
    return last.to >= last.from ? pieces : undefined;
  }
  let bit = from;
  for (let i = 0; i < missing; i++) {
    const symbol = i < meetingSymbols / 2 ? nextSymbol(bytes, table, bit) : -1;
    if (symbol < 0) return undefined;
    words[last.to >> 1] = symbol;
    last.to += 2;
    bit += symbol >>> 16;
  }
  return bit <= 8 * bytes.length ? pieces : undefined;
}

/** Copies all numbers, as sums where they are differences: part by part, so that each is still at hand when it is copied. */
function give(kernel: LaneKernel, pieces: readonly Piece[], out: Uint16Array, from: number, areDifferences: boolean) {
  const words = new Uint16Array(kernel.memory.buffer);
  let at = from;
  let sum = 0;
  for (const piece of pieces) {
    for (let start = piece.from; start < piece.to; start += copiedBytes) {
      const end = Math.min(piece.to, start + copiedBytes);
      if (areDifferences) sum = kernel.sums(start, end, sum);
      out.set(words.subarray(start >> 1, end >> 1), at);
      at += (end - start) >> 1;
    }
  }
}

/** The first two numbers are as they are: those before them are taken to be zeros and a number that cancels. */
function addMeansTo(kernel: LaneKernel, pieces: readonly Piece[]): void {
  const words = new Int16Array(kernel.memory.buffer);
  const [{ from }] = pieces;
  const state = new Int32Array(kernel.memory.buffer, 64, 2);
  state.set([words[from >> 1], words[(from >> 1) + 1]]);
  for (const [i, piece] of pieces.entries()) kernel.means(i === 0 ? from + 4 : piece.from, piece.to);
}
