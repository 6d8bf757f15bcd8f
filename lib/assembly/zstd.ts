/*
 * Unpacks Zstandard. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its twin in TypeScript, which also says what
 * is wrong where this gives up, is in lib/src/core/zstd; tests hold both to the same bytes. zstd-kernel.ts there puts the
 * tables that are always the same into memory.
 *
 * Behind what is read and what is written, 32 bytes must belong to the memory too.
 */

import { begin, left, read, readTable, tableEnd, tableLog, xxh64 } from "./zstd-entropy";
import { forgetCode, literalsEnd, literalsPlace, literalsSize, readLiterals } from "./zstd-literals";

/** Tables of literal lengths, offsets and match lengths: those in use, and those that need not be sent. */
const literalTable: usize = 0;
const offsetTable: usize = 2048;
const matchTable: usize = 3072;
const usualLiterals: usize = 5120;
const usualOffsets: usize = 5376;
const usualMatches: usize = 5504;
/** What codes of lengths stand for: bases, and bits to add. */
const literalCodes: usize = 12800;
const matchCodes: usize = 13312;

const mostBlockBytes: u32 = 1 << 17;

/** Logarithms of the sizes of the tables in use, -1 for none. */
let literalLog: i32 = -1;
let offsetLog: i32 = -1;
let matchLog: i32 = -1;
/** The last three offsets. */
let offset1: u32 = 1;
let offset2: u32 = 4;
let offset3: u32 = 8;
/** Behind the table that was chosen last. */
let chosenEnd: usize = 0;

/**
 * All frames one after the other.
 * @param room most bytes that may come out
 * @returns how many did; -1 where it gives up
 */
export function unpack(from: usize, end: usize, to: usize, room: u32): i32 {
  let at = from;
  let out = to;
  const limit = to + room;
  while (at < end) {
    if (end - at < 9) return -1;
    const magic = load<u32>(at);
    if (magic >>> 4 == 0x184d2a5) {
      const size = load<u32>(at, 4);
      if (<usize>size > end - at - 8) return -1;
      at += 8 + size;
      continue;
    }
    if (magic != 0xfd2fb528) return -1;
    const flags: u32 = load<u8>(at, 4);
    const isSingle = (flags & 32) != 0;
    // No dictionaries.
    if ((flags & 11) != 0) return -1;
    at += isSingle ? 5 : 6;
    const sizeBytes: usize = flags >> 6 != 0 ? 1 << (flags >> 6) : isSingle ? 1 : 0;
    const word = load<u64>(at);
    const declared: u64 = sizeBytes == 1 ? word & 255 : sizeBytes == 2 ? (word & 0xffff) + 256 : sizeBytes == 4 ? word & 0xffffffff : word;
    at += sizeBytes;
    const start = out;
    offset1 = 1;
    offset2 = 4;
    offset3 = 8;
    literalLog = -1;
    offsetLog = -1;
    matchLog = -1;
    forgetCode();
    for (let isLast = false; !isLast; ) {
      if (at + 3 > end) return -1;
      const header = <u32>load<u16>(at) | (<u32>load<u8>(at, 2) << 16);
      isLast = (header & 1) != 0;
      const kind = (header >> 1) & 3;
      const size = header >> 3;
      at += 3;
      const after = at + (kind == 1 ? 1 : size);
      if (kind == 3 || size > mostBlockBytes || after > end) return -1;
      if (kind == 2) {
        if (!readLiterals(at, after)) return -1;
        out = sequences(literalsEnd, after, start, out, limit);
        if (out == 0) return -1;
      } else {
        if (out + size > limit) return -1;
        if (kind == 0) memory.copy(out, at, size);
        else memory.fill(out, load<u8>(at), size);
        out += size;
      }
      at = after;
    }
    if (sizeBytes != 0 && <u64>(out - start) != declared) return -1;
    if ((flags & 4) == 0) continue;
    if (at + 4 > end || xxh64(start, <u32>(out - start)) != load<u32>(at)) return -1;
    at += 4;
  }
  return <i32>(out - to);
}

/** Chooses one of the three tables; returns the logarithm of its size, -2 when that cannot be done. */
function choose(mode: u32, at: usize, end: usize, now: i32, place: usize, usual: usize, usualLog: u32, mostLog: u32, symbols: u32): i32 {
  chosenEnd = at;
  if (mode == 3) return now;
  if (mode == 0) {
    memory.copy(place, usual, 4 << usualLog);
    return usualLog;
  }
  if (mode == 1) {
    const symbol: u32 = load<u8>(at);
    chosenEnd = at + 1;
    store<u32>(place, symbol);
    return symbol < symbols ? 0 : -2;
  }
  if (!readTable(at, end, mostLog, symbols, place)) return -2;
  chosenEnd = tableEnd;
  return <i32>tableLog;
}

/** Reads the sequences of a block and carries them out; returns the end of the output, 0 where something is wrong. */
function sequences(from: usize, end: usize, start: usize, to: usize, limit: usize): usize {
  let at = from;
  let out = to;
  let literal = literalsPlace;
  const literalEnd = literal + literalsSize;
  // A block does not become longer than this.
  const most = min(limit, out + mostBlockBytes);
  let count: u32 = load<u8>(at++);
  if (count == 255) {
    count = <u32>load<u16>(at) + 0x7f00;
    at += 2;
  } else if (count > 127) count = ((count - 128) << 8) | <u32>load<u8>(at++);
  if (at > end) return 0;
  if (count > 0) {
    const modes: u32 = load<u8>(at++);
    literalLog = choose(modes >> 6, at, end, literalLog, literalTable, usualLiterals, 6, 9, 36);
    if (literalLog < 0) return 0;
    offsetLog = choose((modes >> 4) & 3, chosenEnd, end, offsetLog, offsetTable, usualOffsets, 5, 8, 32);
    if (offsetLog < 0) return 0;
    matchLog = choose((modes >> 2) & 3, chosenEnd, end, matchLog, matchTable, usualMatches, 6, 9, 53);
    if (matchLog < 0 || chosenEnd > end || !begin(chosenEnd, end)) return 0;
    let literalState = read(literalLog);
    let offsetState = read(offsetLog);
    let matchState = read(matchLog);
    for (;;) {
      const offsetEntry = load<u32>(offsetTable + (<usize>offsetState << 2));
      const matchEntry = load<u32>(matchTable + (<usize>matchState << 2));
      const literalEntry = load<u32>(literalTable + (<usize>literalState << 2));
      const offsetCode = offsetEntry & 255;
      const value = (<u32>1 << offsetCode) + read(offsetCode);
      const matchCode = matchCodes + (<usize>(matchEntry & 255) << 3);
      const matchLength = load<u32>(matchCode) + read(load<u32>(matchCode, 4));
      const literalCode = literalCodes + (<usize>(literalEntry & 255) << 3);
      const literalLength = load<u32>(literalCode) + read(load<u32>(literalCode, 4));
      if (literalLength > <u32>(literalEnd - literal) || <u64>out + literalLength + matchLength > <u64>most) return 0;
      if (literalLength > 0) {
        copy(out, literal, literalLength);
        out += literalLength;
        literal += literalLength;
      }
      const offset = nextOffset(value, literalLength == 0);
      if (offset == 0 || offset > <u32>(out - start)) return 0;
      copyMatch(out, offset, matchLength);
      out += matchLength;
      if (--count == 0) break;
      literalState = (literalEntry >> 16) + read((literalEntry >> 8) & 255);
      matchState = (matchEntry >> 16) + read((matchEntry >> 8) & 255);
      offsetState = (offsetEntry >> 16) + read((offsetEntry >> 8) & 255);
      if (left < 0) return 0;
    }
    if (left != 0) return 0;
  }
  const rest = <u32>(literalEnd - literal);
  if (out + rest > most) return 0;
  memory.copy(out, literal, rest);
  return out + rest;
}

/** Values up to three name one of the last offsets. */
@inline
function nextOffset(value: u32, withoutLiterals: bool): u32 {
  if (value > 3) {
    offset3 = offset2;
    offset2 = offset1;
    offset1 = value - 3;
    return offset1;
  }
  const which = value - 1 + u32(withoutLiterals);
  if (which == 0) return offset1;
  const offset = which == 1 ? offset2 : which == 2 ? offset3 : offset1 - 1;
  if (which > 1) offset3 = offset2;
  offset2 = offset1;
  offset1 = offset;
  return offset;
}

/** In sixteens; up to fifteen bytes too many. */
@inline
function copy(to: usize, from: usize, length: u32): void {
  const end = to + length;
  let at = to;
  let source = from;
  do {
    v128.store(at, v128.load(source));
    at += 16;
    source += 16;
  } while (at < end);
}

@inline
function copyMatch(to: usize, offset: u32, length: u32): void {
  if (offset >= 16) {
    copy(to, to - offset, length);
    return;
  }
  const end = to + length;
  let at = to;
  if (offset == 1) {
    const all = i8x16.splat(load<i8>(to - 1));
    for (; at < end; at += 16) v128.store(at, all);
    return;
  }
  if (offset >= 8) for (; at < end; at += 8) store<u64>(at, load<u64>(at - offset));
  else for (; at < end; at++) store<u8>(at, load<u8>(at - offset));
}
