/*
 * Unpacks the blocks of deflate. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its twin in TypeScript, which also
 * says what is wrong where this gives up, is lib/src/core/deflate/inflate.ts; tests hold both to the same bytes.
 *
 * Behind what is read and what is written, 512 bytes must belong to the memory too.
 */

import { codeLengths, distanceSymbols, literalSymbols, makeTable, pairLiterals } from "./inflate-codes";

/** Tables of codes in use: of literals and lengths, of distances, and of the lengths of codes. */
const literals: usize = 0;
const distances: usize = 26624;
const lengthsTable: usize = 36864;
/** Lengths of the codes of a block, one byte each, and patterns by which short distances repeat. */
const lengths: usize = 37888;
const patterns: usize = 38400;

const literalBits: u32 = 11;
const distanceBits: u32 = 9;
const lengthsBits: u32 = 7;

/** Bits that were taken ahead: how many stands in the low six bits of their number. */
let held: u64 = 0;
let count: u32 = 0;
/** Where the next bytes are taken. */
let at: usize = 0;
/** Behind the last byte of the stream that was unpacked last; 1 where it needs more room, 0 where it is damaged. */
let stopped: usize = 0;

/** Makes what is always the same. */
export function prepare(): void {
  for (let distance: u32 = 1; distance < 16; distance++) {
    for (let i: u32 = 0; i < 16; i++) store<u8>(patterns + (<usize>distance << 4) + i, <u8>(i % distance));
  }
  makeChecksums();
}

/** See `stopped`. */
export function place(): usize {
  return stopped;
}

/**
 * Unpacks blocks up to the last.
 * @param limit where the output must end at the latest
 * @returns the end of the output; 0 where it gives up
 */
export function blocks(from: usize, end: usize, to: usize, limit: usize): usize {
  stopped = 0;
  held = 0;
  count = 0;
  at = from;
  let out = to;
  for (let isLast = false; !isLast; ) {
    fill();
    if (at > end + 8) return 0;
    isLast = take(1) != 0;
    const kind = take(2);
    if (kind == 0) {
      at -= (count & 63) >> 3;
      held = 0;
      count = 0;
      if (at + 4 > end) return 0;
      const size = load<u16>(at);
      if ((size ^ 0xffff) != load<u16>(at, 2) || at + 4 + size > end) return 0;
      if (out + size > limit) {
        stopped = 1;
        return 0;
      }
      memory.copy(out, at + 4, size);
      at += 4 + size;
      out += size;
      continue;
    }
    if (kind == 3 || !(kind == 1 ? fixedCodes() : readCodes(end))) return 0;
    out = block(end, to, out, limit);
    if (out == 0) return 0;
    if (out > limit) {
      stopped = 1;
      return 0;
    }
  }
  at -= (count & 63) >> 3;
  if (at > end) return 0;
  stopped = at;
  return out;
}

/** Takes bytes ahead, so that 56 bits at least are held. What stands in `held` above its bits is right already. */
@inline
function fill(): void {
  held |= load<u64>(at) << count;
  at += (~count >> 3) & 7;
  count |= 56;
}

@inline
function take(bits: u32): u32 {
  const value = <u32>held & ((1 << bits) - 1);
  held >>= bits;
  count -= bits;
  return value;
}

/** The code that need not be sent. */
function fixedCodes(): bool {
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  makeTable(lengths, 288, literals, literalBits, literalSymbols);
  pairLiterals(literals, literalBits);
  memory.fill(lengths, 5, 30);
  return makeTable(lengths, 30, distances, distanceBits, distanceSymbols);
}

/** Reads the codes of a block. */
function readCodes(end: usize): bool {
  const literalCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const codeCount = take(4) + 4;
  memory.fill(lengths, 0, 19);
  for (let i: u32 = 0; i < codeCount; i++) {
    if ((i & 7) == 0) fill();
    // The order 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15.
    const symbol = i < 3 ? 16 + i : i == 3 ? 0 : (i & 1) == 0 ? 6 + (i >> 1) : 9 - (i >> 1);
    store<u8>(lengths + symbol, <u8>take(3));
  }
  if (!makeTable(lengths, 19, lengthsTable, lengthsBits, codeLengths)) return false;
  const total = literalCount + distanceCount;
  for (let i: u32 = 0; i < total; ) {
    fill();
    if (at > end + 8) return false;
    const entry = load<u32>(lengthsTable + (<usize>(<u32>held & ((1 << lengthsBits) - 1)) << 2));
    if ((entry & 63) == 0) return false;
    take(entry & 63);
    const symbol = entry >> 16;
    if (symbol < 16) {
      store<u8>(lengths + i++, <u8>symbol);
      continue;
    }
    const repeat = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
    if (i + repeat > total || (symbol == 16 && i == 0)) return false;
    memory.fill(lengths + i, symbol == 16 ? load<u8>(lengths + i - 1) : 0, repeat);
    i += repeat;
  }
  if (!makeTable(lengths + literalCount, distanceCount, distances, distanceBits, distanceSymbols)) return false;
  if (!makeTable(lengths, literalCount, literals, literalBits, literalSymbols)) return false;
  pairLiterals(literals, literalBits);
  return true;
}

/**
 * Unpacks the symbols of a block; returns the end of the output, 0 where it gives up.
 *
 * The last two bits that were taken are kept, so that those that follow stand where the place of an entry wants them.
 */
function block(end: usize, start: usize, to: usize, limit: usize): usize {
  const furthest = end + 8;
  let from = at - ((count & 63) >> 3);
  // Bits of a byte that are left, at most seven, behind two that do not matter.
  let number = (count & 7) + 2;
  let bits = (held & ((1 << (count & 7)) - 1)) << 2;
  let out = to;
  for (;;) {
    bits |= load<u64>(from) << number;
    from += (~number >> 3) & 7;
    number |= 56;
    if (from > furthest) return 0;
    if (out > limit) {
      stopped = 1;
      return 0;
    }
    let entry = load<u32>(places(bits, literalBits), literals);
    if ((entry & 128) == 0) {
      store<u16>(out, <u16>(entry >> 16));
      out += (entry >> 8) & 3;
      bits >>= entry;
      number -= entry;
      entry = load<u32>(places(bits, literalBits), literals);
      if ((entry & 128) == 0) {
        store<u16>(out, <u16>(entry >> 16));
        out += (entry >> 8) & 3;
        bits >>= entry;
        number -= entry;
        entry = load<u32>(places(bits, literalBits), literals);
        if ((entry & 128) == 0) {
          store<u16>(out, <u16>(entry >> 16));
          out += (entry >> 8) & 3;
          bits >>= entry;
          number -= entry;
          entry = load<u32>(places(bits, literalBits), literals);
          if ((entry & 128) == 0) {
            store<u16>(out, <u16>(entry >> 16));
            out += (entry >> 8) & 3;
            bits >>= entry;
            number -= entry;
            continue;
          }
        }
      }
      bits |= load<u64>(from) << number;
      from += (~number >> 3) & 7;
      number |= 56;
    }
    if ((entry & 64) != 0) {
      if ((entry & 63) == 0) return 0;
      bits >>= entry;
      number -= entry;
      const wider = (entry >> 12) & 15;
      if (wider == 0) break;
      entry = load<u32>(literals + (<usize>((entry >> 16) + (<u32>(bits >> 2) & ((1 << wider) - 1))) << 2));
      if ((entry & 128) == 0) {
        store<u8>(out++, <u8>(entry >> 16));
        bits >>= entry;
        number -= entry;
        continue;
      }
      if ((entry & 64) != 0) {
        if ((entry & 63) == 0) return 0;
        bits >>= entry;
        number -= entry;
        break;
      }
    }
    store<u8>(out, <u8>(entry >> 16));
    out += (entry >> 15) & 1;
    const length = (entry >> 24) + 3 + (<u32>((bits >> 2) >> ((entry >> 8) & 15)) & ((1 << ((entry >> 12) & 7)) - 1));
    bits >>= entry;
    number -= entry;
    entry = load<u32>(places(bits, distanceBits), distances);
    if ((entry & 64) != 0) {
      if ((entry & 63) == 0) return 0;
      bits >>= entry;
      number -= entry;
      const wider: u32 = (1 << ((entry >> 12) & 15)) - 1;
      entry = load<u32>(distances + (<usize>((entry >> 16) + (<u32>(bits >> 2) & wider)) << 2));
      if ((entry & 64) != 0) return 0;
    }
    const distance = (entry >> 16) + (<u32>((bits >> 2) >> ((entry >> 8) & 15)) & ((1 << ((entry >> 12) & 15)) - 1));
    bits >>= entry;
    number -= entry;
    if (distance > <u32>(out - start)) return 0;
    const after = out + length;
    let source = out - distance;
    if (distance >= 16) {
      do {
        v128.store(out, v128.load(source));
        source += 16;
        out += 16;
      } while (out < after);
    } else {
      const repeated = i8x16.swizzle(v128.load(source), v128.load(patterns + (<usize>distance << 4)));
      const step: usize = 16 - (16 % distance);
      do {
        v128.store(out, repeated);
        out += step;
      } while (out < after);
    }
    out = after;
  }
  held = bits >> 2;
  count = (number & 63) - 2;
  at = from;
  return out;
}

/** The place of an entry in its table for the bits behind the first two. */
@inline
function places(bits: u64, size: u32): usize {
  return <usize>(<u32>bits & (((1 << size) - 1) << 2));
}

/** Tables of the remainders of CRC-32: of a byte that fifteen, fourteen … no others follow. */
const checksums: usize = 49152;

function makeChecksums(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ 0xedb88320 : remainder >> 1;
    store<u32>(checksums + 15 * 1024 + (byte << 2), remainder);
  }
  for (let row: i32 = 14; row >= 0; row--) {
    for (let byte: u32 = 0; byte < 256; byte++) {
      const place = checksums + (<usize>row << 10) + (byte << 2);
      const before = load<u32>(place, 1024);
      store<u32>(place, (before >> 8) ^ load<u32>(checksums + 15 * 1024 + (<usize>(before & 255) << 2)));
    }
  }
}

/** The remainder of one byte of a word. */
@inline
function part(word: u64, byte: u32, row: usize): u32 {
  return load<u32>(checksums + (row << 10) + (<usize>((word >> (byte << 3)) & 255) << 2));
}

/** CRC-32 of some bytes. */
export function crc32(from: usize, end: usize): u32 {
  let remainder: u32 = 0xffffffff;
  let place = from;
  for (; place + 16 <= end; place += 16) {
    const low = load<u64>(place) ^ <u64>remainder;
    const high = load<u64>(place, 8);
    remainder =
      part(low, 0, 0) ^ part(low, 1, 1) ^ part(low, 2, 2) ^ part(low, 3, 3) ^
      part(low, 4, 4) ^ part(low, 5, 5) ^ part(low, 6, 6) ^ part(low, 7, 7) ^
      part(high, 0, 8) ^ part(high, 1, 9) ^ part(high, 2, 10) ^ part(high, 3, 11) ^
      part(high, 4, 12) ^ part(high, 5, 13) ^ part(high, 6, 14) ^ part(high, 7, 15);
  }
  for (; place < end; place++) {
    remainder = (remainder >> 8) ^ load<u32>(checksums + 15 * 1024 + (<usize>((remainder ^ load<u8>(place)) & 255) << 2));
  }
  return ~remainder;
}

/** Adler-32 of some bytes. */
export function adler32(from: usize, end: usize): u32 {
  let low: u32 = 1;
  let high: u32 = 0;
  // How often each of sixteen bytes counts in the higher sum.
  const first = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
  const second = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
  for (let place = from; place < end; ) {
    // As many as fit 32 bits before a remainder is taken.
    const stop = min(place + 5536, end);
    let sums = i32x4.splat(0);
    let before = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    const start = place;
    for (; place + 16 <= stop; place += 16) {
      const bytes = v128.load(place);
      before = i32x4.add(before, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), first));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), second));
    }
    high += low * <u32>(place - start) + 16 * sum(before) + sum(weighted);
    low += sum(sums);
    for (; place < stop; place++) {
      low += load<u8>(place);
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return (high << 16) | low;
}

@inline
function sum(four: v128): u32 {
  return (
    i32x4.extract_lane(four, 0) + i32x4.extract_lane(four, 1) + i32x4.extract_lane(four, 2) + i32x4.extract_lane(four, 3)
  );
}
