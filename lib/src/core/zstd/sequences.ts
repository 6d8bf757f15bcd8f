import { damaged } from "../damaged";
import { BackwardBits } from "./backward-bits";
import { type FseTable, fseOfOne, fseTable, readFse } from "./fse";

/** The tables of literal lengths, offsets and match lengths, which a later block may use again. */
export type SequenceTables = [FseTable | undefined, FseTable | undefined, FseTable | undefined];

/** What sequences write to: `bytes` has room for a block behind `length`. */
export interface Output {
  bytes: Uint8Array;
  length: number;
  /** Where the frame began: matches do not reach behind it. */
  start: number;
  /** The last three offsets. */
  offsets: [number, number, number];
}

/** Bits to add to the bases of literal lengths, and of match lengths. */
export const literalBits: Uint8Array = Uint8Array.from([
  ...new Array(16).fill(0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);
export const matchBits: Uint8Array = Uint8Array.from([
  ...new Array(32).fill(0),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
]);

function bases(bits: Uint8Array, first: number): Uint32Array {
  const result = new Uint32Array(bits.length);
  for (let i = 0, base = first; i < bits.length; base += 1 << bits[i++]) result[i] = base;
  return result;
}

/** Least lengths of each code. */
export const literalBases: Uint32Array = bases(literalBits, 0);
export const matchBases: Uint32Array = bases(matchBits, 3);

/** Tables that need not be sent: of literal lengths, offsets and match lengths. */
export const usualTables: readonly FseTable[] = [
  fseTable(
    [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
    6,
  ),
  fseTable([1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1], 5),
  fseTable(
    [
      1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
      1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
    ],
    6,
  ),
];
const mostLogs = [9, 8, 9];
const symbolCounts = [36, 32, 53];

/** Most bytes that a block may become. */
export const mostBlockBytes = 1 << 17;

/**
 * Reads the sequences section of a block and carries it out.
 * @param tables those of the block before; replaced where the block brings its own
 * @throws {RangeError} when it is damaged
 */
export function runSequences(
  bytes: Uint8Array,
  start: number,
  end: number,
  literals: Uint8Array,
  tables: SequenceTables,
  out: Output,
): void {
  let at = start;
  let count = bytes[at++];
  if (count === 255) {
    count = (bytes[at] | (bytes[at + 1] << 8)) + 0x7f00;
    at += 2;
  } else if (count > 127) count = ((count - 128) << 8) | bytes[at++];
  if (count === 0) {
    append(out, literals, 0, literals.length);
    return;
  }
  const modes = bytes[at++];
  for (let i = 0; i < 3; i++) {
    const mode = (modes >> (6 - 2 * i)) & 3;
    if (mode === 0) tables[i] = usualTables[i];
    else if (mode === 1) {
      if (bytes[at] >= symbolCounts[i]) throw damaged("a symbol is out of range");
      tables[i] = fseOfOne(bytes[at++]);
    } else if (mode === 2) {
      const found = readFse(bytes, at, end, mostLogs[i], symbolCounts[i]);
      tables[i] = found.table;
      at = found.at;
    }
  }
  const [literalTable, offsetTable, matchTable] = tables;
  if (!literalTable || !offsetTable || !matchTable || at > end) throw damaged("it uses a table that was not given");
  const stream = new BackwardBits(bytes, at, end);
  const { offsets } = out;
  const mostLength = out.length + mostBlockBytes;
  let literalState = stream.read(literalTable.log);
  let offsetState = stream.read(offsetTable.log);
  let matchState = stream.read(matchTable.log);
  let used = 0;
  for (let i = 0; ; ) {
    const offsetCode = offsetTable.symbols[offsetState];
    const value = ((1 << offsetCode) >>> 0) + stream.read(offsetCode);
    const matchCode = matchTable.symbols[matchState];
    const matchLength = matchBases[matchCode] + stream.read(matchBits[matchCode]);
    const literalCode = literalTable.symbols[literalState];
    const literalLength = literalBases[literalCode] + stream.read(literalBits[literalCode]);
    if (used + literalLength > literals.length) throw damaged("it asks for more literals than there are");
    if (out.length + literalLength + matchLength > mostLength) throw damaged("a block becomes too long");
    append(out, literals, used, used + literalLength);
    used += literalLength;
    copyMatch(out, nextOffset(offsets, value, literalLength === 0), matchLength);
    if (++i === count) break;
    literalState = literalTable.bases[literalState] + stream.read(literalTable.bits[literalState]);
    matchState = matchTable.bases[matchState] + stream.read(matchTable.bits[matchState]);
    offsetState = offsetTable.bases[offsetState] + stream.read(offsetTable.bits[offsetState]);
    if (stream.left < 0) throw damaged("it ends too early");
  }
  if (stream.left !== 0) throw damaged("its sequences have a wrong length");
  if (out.length + literals.length - used > mostLength) throw damaged("a block becomes too long");
  append(out, literals, used, literals.length);
}

/** Values up to three name one of the last offsets. */
function nextOffset(offsets: [number, number, number], value: number, withoutLiterals: boolean): number {
  if (value > 3) {
    offsets[2] = offsets[1];
    offsets[1] = offsets[0];
    offsets[0] = value - 3;
    return offsets[0];
  }
  const which = value - 1 + (withoutLiterals ? 1 : 0);
  if (which === 0) return offsets[0];
  const offset = which === 3 ? offsets[0] - 1 : offsets[which];
  if (which > 1) offsets[2] = offsets[1];
  offsets[1] = offsets[0];
  offsets[0] = offset;
  return offset;
}

function append(out: Output, from: Uint8Array, start: number, end: number): void {
  const { bytes, length } = out;
  if (end - start > 32) bytes.set(from.subarray(start, end), length);
  else for (let i = start, to = length; i < end; i++) bytes[to++] = from[i];
  out.length += end - start;
}

function copyMatch(out: Output, offset: number, length: number): void {
  const { bytes, length: to } = out;
  const from = to - offset;
  if (offset <= 0 || from < out.start) throw damaged("it refers to what was before its beginning");
  if (length > 32 && offset >= length) bytes.copyWithin(to, from, from + length);
  else if (length > 32 && offset === 1) bytes.fill(bytes[from], to, to + length);
  else for (let i = 0; i < length; i++) bytes[to + i] = bytes[from + i];
  out.length += length;
}
