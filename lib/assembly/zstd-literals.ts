/*
 * Literals of a block of Zstandard, for zstd.ts. The table of the code has, for the next bits, as many as the longest code
 * takes, a symbol and the bits of its code (`symbol << 4 | bits`).
 */

import { begin, left, read, readTable, tableEnd, tableLog } from "./zstd-entropy";

const weights: usize = 6144;
const weightTable: usize = 8192;
const codeTable: usize = 8448;
const literals: usize = 16384;
const mostLiterals: u32 = 1 << 17;

/** Literals that were read last, and the place behind them. */
export let literalsPlace: usize = 0;
export let literalsSize: u32 = 0;
export let literalsEnd: usize = 0;
/** Bits of the longest code; 0 when there is no code yet. */
let longest: u32 = 0;

export function forgetCode(): void {
  longest = 0;
}

/** Reads the section of literals; false when it is not as it should be. */
export function readLiterals(from: usize, end: usize): bool {
  const header = load<u64>(from);
  const kind = <u32>header & 3;
  const format = <u32>(header >> 2) & 3;
  if (kind < 2) {
    const headerBytes: usize = format == 1 ? 2 : format == 3 ? 3 : 1;
    const word = <u32>header & 0xffffff;
    literalsSize = headerBytes == 1 ? (word >> 3) & 31 : headerBytes == 2 ? (word >> 4) & 0xfff : word >> 4;
    const at = from + headerBytes;
    literalsPlace = kind == 0 ? at : literals;
    literalsEnd = at + <usize>(kind == 0 ? literalsSize : <u32>1);
    if (literalsSize > mostLiterals || literalsEnd > end) return false;
    if (kind == 1) memory.fill(literals, load<u8>(at), literalsSize);
    return true;
  }
  const width: u64 = format < 2 ? 10 : format == 2 ? 14 : 18;
  literalsSize = <u32>((header >> 4) & ((<u64>1 << width) - 1));
  const packed = <usize>((header >> (4 + width)) & ((<u64>1 << width) - 1));
  let at = from + (format < 2 ? 3 : format == 2 ? 4 : 5);
  literalsPlace = literals;
  literalsEnd = at + packed;
  if (literalsSize > mostLiterals || literalsEnd > end) return false;
  if (kind == 2) {
    at = readCode(at, literalsEnd);
    if (at == 0) return false;
  }
  if (longest == 0) return false;
  return format == 0
    ? begin(at, literalsEnd) && oneStream(at, left, literals, literals + literalsSize)
    : fourStreams(at, literalsEnd);
}

/** The weights of the symbols, and the table; returns the place behind them, 0 when they are impossible. */
function readCode(from: usize, end: usize): usize {
  longest = 0;
  memory.fill(weights, 0, 256);
  const head: u32 = load<u8>(from);
  let at = from + 1;
  let count: u32 = 0;
  if (head >= 128) {
    count = head - 127;
    for (let i: u32 = 0; i < count; i++) {
      store<u8>(weights + i, (load<u8>(at + (i >> 1)) >> <u8>(i & 1 ? 0 : 4)) & 15);
    }
    at += (count + 1) >> 1;
  } else {
    count = packedWeights(at, at + head);
    if (count == 0) return 0;
    at += head;
  }
  return at <= end && makeCode(count) ? at : 0;
}

function packedWeights(from: usize, end: usize): u32 {
  if (!readTable(from, end, 6, 256, weightTable) || !begin(tableEnd, end)) return 0;
  let state = read(tableLog);
  let other = read(tableLog);
  for (let count: u32 = 0; count <= 253; count++) {
    const entry = load<u32>(weightTable + (<usize>state << 2));
    store<u8>(weights + count, <u8>entry);
    state = other;
    other = (entry >> 16) + read((entry >> 8) & 255);
    if (left < 0) {
      store<u8>(weights + count + 1, load<u8>(weightTable + (<usize>state << 2)));
      return count + 2;
    }
  }
  return 0;
}

function makeCode(count: u32): bool {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const weight: u32 = load<u8>(weights + i);
    if (weight > 12) return false;
    if (weight > 0) sum += 1 << (weight - 1);
  }
  const bits: u32 = 32 - clz(sum);
  const rest = (1 << bits) - sum;
  if (sum == 0 || bits > 11 || (rest & (rest - 1)) != 0) return false;
  // The weight of the last symbol is what is missing to a power of two.
  store<u8>(weights + count, <u8>(32 - clz(rest)));
  let place = codeTable;
  for (let weight: u32 = 1; weight <= bits; weight++) {
    for (let symbol: u32 = 0; symbol <= count; symbol++) {
      if (load<u8>(weights + symbol) != weight) continue;
      const entry = <u16>((symbol << 4) | (bits + 1 - weight));
      for (let after = place + (1 << weight); place < after; place += 2) store<u16>(place, entry);
    }
  }
  longest = bits;
  return true;
}

/** Each stream has a quarter of the literals. They are read side by side, so that none waits for another. */
function fourStreams(from: usize, end: usize): bool {
  const share: u32 = (literalsSize + 3) >> 2;
  const from0 = from + 6;
  const from1 = from0 + load<u16>(from);
  const from2 = from1 + load<u16>(from, 2);
  const from3 = from2 + load<u16>(from, 4);
  if (from0 > end || from3 > end || share * 3 > literalsSize) return false;
  if (!begin(from0, from1)) return false;
  let bit0 = left;
  if (!begin(from1, from2)) return false;
  let bit1 = left;
  if (!begin(from2, from3)) return false;
  let bit2 = left;
  if (!begin(from3, end)) return false;
  let bit3 = left;
  const out1 = literals + share;
  const out2 = out1 + share;
  const out3 = out2 + share;
  const last: u32 = literalsSize - share * 3;
  const top = <u64>(<u32>55 - longest);
  const mask = ((<u64>1 << longest) - 1) << 1;
  let i: u32 = 0;
  // Five symbols take no more than 55 bits.
  while (i + 5 <= last && bit0 >= 55 && bit1 >= 55 && bit2 >= 55 && bit3 >= 55) {
    bit0 -= five(from0, bit0, literals + i, top, mask);
    bit1 -= five(from1, bit1, out1 + i, top, mask);
    bit2 -= five(from2, bit2, out2 + i, top, mask);
    bit3 -= five(from3, bit3, out3 + i, top, mask);
    i += 5;
  }
  return (
    oneStream(from0, bit0, literals + i, out1) &&
    oneStream(from1, bit1, out1 + i, out2) &&
    oneStream(from2, bit2, out2 + i, out3) &&
    oneStream(from3, bit3, out3 + i, literals + literalsSize)
  );
}

/** Five symbols; returns their bits. */
@inline
function five(from: usize, bit: i32, out: usize, top: u64, mask: u64): i32 {
  const low = bit - 55;
  // One bit to the left: the bits of a code are then a place in the table.
  const word = (load<u64>(from + <usize>(low >> 3)) >> (low & 7)) << 1;
  let entry = <u32>load<u16>(<usize>((word >> top) & mask), codeTable);
  store<u8>(out, <u8>(entry >> 4));
  let used: u64 = entry & 15;
  entry = <u32>load<u16>(<usize>((word >> (top - used)) & mask), codeTable);
  store<u8>(out, <u8>(entry >> 4), 1);
  used += entry & 15;
  entry = <u32>load<u16>(<usize>((word >> (top - used)) & mask), codeTable);
  store<u8>(out, <u8>(entry >> 4), 2);
  used += entry & 15;
  entry = <u32>load<u16>(<usize>((word >> (top - used)) & mask), codeTable);
  store<u8>(out, <u8>(entry >> 4), 3);
  used += entry & 15;
  entry = <u32>load<u16>(<usize>((word >> (top - used)) & mask), codeTable);
  store<u8>(out, <u8>(entry >> 4), 4);
  return <i32>used + <i32>(entry & 15);
}

/** Reads a stream from a bit on down to its first. */
function oneStream(from: usize, first: i32, start: usize, end: usize): bool {
  let bit = first;
  let out = start;
  const mask: u32 = (1 << longest) - 1;
  for (; out < end && bit > 0; out++) {
    const low = bit - <i32>longest;
    // The last codes are shorter than the longest; zeros follow them.
    const word = low >= 0 ? load<u32>(from + <usize>(low >> 3)) >> (low & 7) : load<u32>(from) << -low;
    const entry = <u32>load<u16>(<usize>((word & mask) << 1), codeTable);
    store<u8>(out, <u8>(entry >> 4));
    bit -= <i32>(entry & 15);
  }
  return out == end && bit == 0;
}
