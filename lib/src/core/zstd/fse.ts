/** A table of finite state entropy: what each state stands for, and how the next state is found. */
export interface FseTable {
  /** Logarithm of the number of states. */
  log: number;
  symbols: Uint8Array;
  /** Bits to read for the next state. */
  bits: Uint8Array;
  /** What to add to them. */
  bases: Uint16Array;
}

/**
 * The table of a distribution.
 * @param counts share of each symbol in `1 << log` states; -1 is a share below one
 */
export function fseTable(counts: ArrayLike<number>, log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = new Uint16Array(counts.length);
  let high = size;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    if (counts[symbol] === -1) {
      symbols[--high] = symbol;
      next[symbol] = 1;
    } else next[symbol] = counts[symbol];
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    for (let i = 0; i < counts[symbol]; i++) {
      symbols[place] = symbol;
      do place = (place + step) & (size - 1);
      while (place >= high);
    }
  }
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const count = next[symbols[state]]++;
    bits[state] = log - (31 - Math.clz32(count));
    bases[state] = (count << bits[state]) - size;
  }
  return { log, symbols, bits, bases };
}

/** The table that knows one symbol. */
export function fseOfOne(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: new Uint8Array(1), bases: new Uint16Array(1) };
}

/**
 * Reads a distribution.
 * @param mostSymbols how many symbols there can be
 * @returns its table, and the place behind it
 * @throws {RangeError} when it is impossible
 */
export function readFse(
  bytes: Uint8Array,
  start: number,
  end: number,
  mostLog: number,
  mostSymbols: number,
): { table: FseTable; at: number } {
  let bit = 8 * start;
  const take = (count: number): number => {
    const at = bit >> 3;
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    bit += count;
    return (word >>> ((bit - count) & 7)) & ((1 << count) - 1);
  };
  const log = take(4) + 5;
  if (log > mostLog) throw new RangeError("The packed data are damaged: a table of states is too large");
  const counts: number[] = [];
  let rest = (1 << log) + 1;
  while (rest > 1 && counts.length < mostSymbols) {
    // Values up to `rest`; the lower ones need a bit less.
    const width = 32 - Math.clz32(rest);
    const few = (1 << width) - 1 - rest;
    let value = take(width - 1);
    if (value >= few) {
      value |= take(1) << (width - 1);
      if (value >= 1 << (width - 1)) value -= few;
    }
    const count = value - 1;
    rest -= Math.abs(count);
    counts.push(count);
    if (count !== 0) continue;
    for (let repeat = 3; repeat === 3; ) {
      repeat = take(2);
      for (let i = 0; i < repeat; i++) counts.push(0);
      if (counts.length > mostSymbols) break;
    }
  }
  const at = (bit + 7) >> 3;
  if (rest !== 1 || counts.length > mostSymbols || at > end) {
    throw new RangeError("The packed data are damaged: a table of states is impossible");
  }
  return { table: fseTable(counts, log), at };
}
