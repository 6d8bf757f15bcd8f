/*
 * Bits that are read backwards, and tables of finite state entropy, for zstd.ts. An entry of a table is a symbol, the bits to
 * read for the next state (from bit 8 on) and what to add to them (from bit 16 on).
 */

/** Shares of symbols, the next state of each, and symbols of states, while a table is made. */
const counts: usize = 6400;
const nexts: usize = 7040;
const symbols: usize = 7680;

/** Behind the description that was read last, and the logarithm of its table. */
export let tableEnd: usize = 0;
export let tableLog: u32 = 0;

/** Bits that are left of the stream at hand, and where it begins. */
export let left: i32 = 0;
let start: usize = 0;

/** Begins a stream; false when there is none. */
export function begin(from: usize, to: usize): bool {
  const last: u32 = to > from ? load<u8>(to - 1) : 0;
  left = last == 0 ? 0 : <i32>((to - from) << 3) - 1 - <i32>(clz(last) - 24);
  start = from;
  return last != 0;
}

/** The next bits, at most 32; zeros behind the end, where `left` becomes negative. */
@inline
export function read(count: u32): u32 {
  left -= <i32>count;
  const mask = (<u64>1 << count) - 1;
  if (left >= 0) return <u32>((load<u64>(start + <usize>(left >> 3)) >> (left & 7)) & mask);
  return left <= -32 ? 0 : <u32>((load<u64>(start) << <u64>-left) & mask);
}

/** Reads a distribution and makes its table at a place. */
export function readTable(from: usize, end: usize, mostLog: u32, mostSymbols: u32, table: usize): bool {
  let bit: u32 = 4;
  const log = (<u32>load<u8>(from) & 15) + 5;
  if (log > mostLog) return false;
  let rest: i32 = (1 << log) + 1;
  let n: u32 = 0;
  while (rest > 1 && n < mostSymbols) {
    const width: u32 = 32 - clz(rest);
    const few = (1 << width) - 1 - rest;
    const word = load<u32>(from + (bit >> 3)) >> (bit & 7);
    let value: i32 = word & ((1 << (width - 1)) - 1);
    bit += width - 1;
    if (value >= few) {
      value = word & ((1 << width) - 1);
      bit++;
      if (value >= 1 << (width - 1)) value -= few;
    }
    const count = value - 1;
    rest -= abs(count);
    store<i16>(counts + (<usize>n << 1), <i16>count);
    n++;
    if (count != 0) continue;
    for (let repeat: u32 = 3; repeat == 3 && n <= mostSymbols; ) {
      repeat = (load<u32>(from + (bit >> 3)) >> (bit & 7)) & 3;
      bit += 2;
      for (let i: u32 = 0; i < repeat; i++, n++) store<i16>(counts + (<usize>n << 1), 0);
    }
  }
  tableEnd = from + ((bit + 7) >> 3);
  tableLog = log;
  if (rest != 1 || n > mostSymbols || tableEnd > end) return false;
  makeTable(n, log, table);
  return true;
}

function makeTable(n: u32, log: u32, table: usize): void {
  const size: u32 = 1 << log;
  let high = size;
  for (let symbol: u32 = 0; symbol < n; symbol++) {
    const count = load<i16>(counts + (<usize>symbol << 1));
    if (count == -1) store<u8>(symbols + --high, <u8>symbol);
    store<u16>(nexts + (<usize>symbol << 1), <u16>(count == -1 ? 1 : count));
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let place: u32 = 0;
  for (let symbol: u32 = 0; symbol < n; symbol++) {
    const count = <i32>load<i16>(counts + (<usize>symbol << 1));
    for (let i = 0; i < count; i++) {
      store<u8>(symbols + place, <u8>symbol);
      do place = (place + step) & (size - 1);
      while (place >= high);
    }
  }
  for (let state: u32 = 0; state < size; state++) {
    const symbol = <u32>load<u8>(symbols + state);
    const count = <u32>load<u16>(nexts + (<usize>symbol << 1));
    store<u16>(nexts + (<usize>symbol << 1), <u16>(count + 1));
    const bits = log - (31 - clz(count));
    store<u32>(table + (<usize>state << 2), symbol | (bits << 8) | (((count << bits) - size) << 16));
  }
}

/** The checksum XXH64 of some bytes with seed 0; its low word. */
export function xxh64(from: usize, length: u32): u32 {
  const p1: u64 = 0x9e3779b185ebca87;
  const p2: u64 = 0xc2b2ae3d27d4eb4f;
  const p3: u64 = 0x165667b19e3779f9;
  const p4: u64 = 0x85ebca77c2b2ae63;
  const p5: u64 = 0x27d4eb2f165667c5;
  const end = from + length;
  let at = from;
  let sum = p5;
  if (length >= 32) {
    let a = p1 + p2;
    let b = p2;
    let c: u64 = 0;
    let d: u64 = 0 - p1;
    for (; at + 32 <= end; at += 32) {
      a = rotl<u64>(a + load<u64>(at) * p2, 31) * p1;
      b = rotl<u64>(b + load<u64>(at, 8) * p2, 31) * p1;
      c = rotl<u64>(c + load<u64>(at, 16) * p2, 31) * p1;
      d = rotl<u64>(d + load<u64>(at, 24) * p2, 31) * p1;
    }
    sum = rotl<u64>(a, 1) + rotl<u64>(b, 7) + rotl<u64>(c, 12) + rotl<u64>(d, 18);
    sum = (sum ^ (rotl<u64>(a * p2, 31) * p1)) * p1 + p4;
    sum = (sum ^ (rotl<u64>(b * p2, 31) * p1)) * p1 + p4;
    sum = (sum ^ (rotl<u64>(c * p2, 31) * p1)) * p1 + p4;
    sum = (sum ^ (rotl<u64>(d * p2, 31) * p1)) * p1 + p4;
  }
  sum += length;
  for (; at + 8 <= end; at += 8) sum = rotl<u64>(sum ^ (rotl<u64>(load<u64>(at) * p2, 31) * p1), 27) * p1 + p4;
  if (at + 4 <= end) {
    sum = rotl<u64>(sum ^ (<u64>load<u32>(at) * p1), 23) * p2 + p3;
    at += 4;
  }
  for (; at < end; at++) sum = rotl<u64>(sum ^ (<u64>load<u8>(at) * p5), 11) * p1;
  sum = (sum ^ (sum >> 33)) * p2;
  sum = (sum ^ (sum >> 29)) * p3;
  return <u32>(sum ^ (sum >> 32));
}
