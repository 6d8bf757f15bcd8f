/*
 * Tables of the codes of deflate, for inflate.ts. An entry has 32 bits:
 *   0–5    bits to take, those that are added to a length or distance included; 0 where no code begins so
 *   6      end of a block, no code, or the code goes on in another table
 *   7      no literal
 *   8–15   of literals how many there are; else bits of the code (8–11) and bits to add to the base (12–15), or bits of the
 *          other table (12–15)
 *   16–31  literals, the base, or the place of the other table
 */

/** What the symbols of a code mean. */
export const literalSymbols: u32 = 0;
export const distanceSymbols: u32 = 1;
export const codeLengths: u32 = 2;

/** No code begins so. */
const none: u32 = 0xc0;
/** A block ends. */
const endOfBlock: u32 = 0x100c0;
const longest: u32 = 15;

/** Numbers of codes by length, where their symbols go, and symbols in the order of their codes. */
const counts: usize = 38656;
const nexts: usize = 38720;
const ordered: usize = 38784;

/**
 * Makes the table of a code, and behind it those of codes that are longer than its bits.
 * @param lengths bits of the code of each symbol, one byte each; 0 for symbols that do not occur
 * @returns false where there is no such code
 */
export function makeTable(lengths: usize, symbols: u32, table: usize, bits: u32, what: u32): bool {
  memory.fill(counts, 0, 64);
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const place = counts + (<usize>load<u8>(lengths + symbol) << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
  store<u32>(counts, 0);
  let most: u32 = 0;
  let left: i32 = 1;
  let before: u32 = 0;
  for (let length: u32 = 1; length <= longest; length++) {
    const number = load<u32>(counts + (<usize>length << 2));
    left = 2 * left - <i32>number;
    if (left < 0) return false;
    store<u32>(nexts + (<usize>length << 2), before);
    before += number;
    if (number != 0) most = length;
  }
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const length = load<u8>(lengths + symbol);
    if (length == 0) continue;
    const place = nexts + (<usize>length << 2);
    const next = load<u32>(place);
    store<u32>(place, next + 1);
    store<u16>(ordered + (<usize>next << 1), <u16>symbol);
  }
  store<u32>(table, none);
  store<u32>(table, none, 4);
  let code: u32 = 0;
  let symbolAt = ordered;
  // A table of one bit more is the table twice.
  for (let length: u32 = 1; length <= bits; length++) {
    for (let i = load<u32>(counts + (<usize>length << 2)); i > 0; i--) {
      const entry = taking(meaning(load<u16>(symbolAt), what), length);
      store<u32>(table + (<usize>reversed(code, length) << 2), entry);
      symbolAt += 2;
      code++;
    }
    code <<= 1;
    if (length < bits) memory.copy(table + (<usize>4 << length), table, <usize>4 << length);
  }
  // Longer codes with the same first bits follow each other.
  const wider = most > bits ? most - bits : 0;
  let other: u32 = 0;
  let free: u32 = 1 << bits;
  let first: u32 = 0xffffffff;
  for (let length = bits + 1; length <= most; length++) {
    for (let i = load<u32>(counts + (<usize>length << 2)); i > 0; i--) {
      const back = reversed(code, length);
      if ((back & ((1 << bits) - 1)) != first) {
        first = back & ((1 << bits) - 1);
        other = free;
        free += 1 << wider;
        store<u32>(table + (<usize>first << 2), none | bits | (wider << 12) | (other << 16));
        for (let k = other; k < free; k++) store<u32>(table + (<usize>k << 2), none);
      }
      const entry = taking(meaning(load<u16>(symbolAt), what), length - bits);
      for (let k = back >> bits; k < 1 << wider; k += 1 << (length - bits)) {
        store<u32>(table + (<usize>(other + k) << 2), entry);
      }
      symbolAt += 2;
      code++;
    }
    code <<= 1;
  }
  return true;
}

/** Lets entries of a literal bring the next one too, where its code is known to follow. */
export function pairLiterals(table: usize, bits: u32): void {
  for (let i: i32 = (1 << bits) - 1; i >= 0; i--) {
    const place = table + (<usize>i << 2);
    const entry = load<u32>(place);
    const first = entry & 63;
    const next = load<u32>(table + (<usize>(<u32>i >> first) << 2));
    const isMatch = (next & 128) != 0;
    const isLonger = ((entry & 128) == 0) & ((next & 64) == 0) & (first + select((next >> 8) & 15, next & 63, isMatch) <= bits);
    const match = (entry & 0xff0000) | 0x8000 | (next + first * 0x101);
    const literals = (entry & 0xff0000) | ((next & 0xff0000) << 8) | 0x200 | (first + (next & 63));
    store<u32>(place, select(select(match, literals, isMatch), entry, isLonger));
  }
}

/** What a symbol means, but for the bits of its code. */
function meaning(symbol: u32, what: u32): u32 {
  if (what == codeLengths) return symbol << 16;
  if (what == distanceSymbols) {
    if (symbol > 29) return none;
    if (symbol < 4) return ((symbol + 1) << 16) | 0x80;
    const extra = (symbol >> 1) - 1;
    return ((((2 + (symbol & 1)) << extra) + 1) << 16) | 0x80 | (extra << 12) | extra;
  }
  if (symbol < 256) return (symbol << 16) | 0x100;
  if (symbol == 256) return endOfBlock;
  if (symbol > 285) return none;
  if (symbol == 285) return (255 << 24) | 0x80;
  const place = symbol - 257;
  if (place < 8) return (place << 24) | 0x80;
  const extra = (place >> 2) - 1;
  return ((4 + (place & 3)) << (extra + 24)) | 0x80 | (extra << 12) | extra;
}

/** The entry of what a symbol means when its code takes so many bits. */
@inline
function taking(entry: u32, bits: u32): u32 {
  if (entry == none) return none;
  const isLiteral = (entry & 0x80) == 0;
  return entry + bits + (isLiteral ? 0 : bits << 8);
}

/** The bits of a code in opposite order. */
@inline
function reversed(code: u32, length: u32): u32 {
  let x = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
  x = ((x & 0x3333) << 2) | ((x >> 2) & 0x3333);
  x = ((x & 0x0f0f) << 4) | ((x >> 4) & 0x0f0f);
  x = ((x & 0x00ff) << 8) | ((x >> 8) & 0x00ff);
  return x >> (16 - length);
}
