import { damaged } from "../damaged";
import { BackwardBits } from "./backward-bits";
import { readFse } from "./fse";

/** A code of Huffman: the next bits, as many as the longest code, give symbol and length (`symbol << 4 | length`). */
export interface LiteralCode {
  longest: number;
  entries: Uint16Array;
}

/** Literals of a block, and the code that a later block may use again. */
export interface Literals {
  values: Uint8Array;
  code: LiteralCode | undefined;
  /** Behind the section. */
  at: number;
}

const mostLiterals = 1 << 17;

/**
 * Reads the literals section of a block.
 * @param previous the code of the block before
 * @throws {RangeError} when it is damaged
 */
export function readLiterals(
  bytes: Uint8Array,
  start: number,
  end: number,
  previous: LiteralCode | undefined,
): Literals {
  const kind = bytes[start] & 3;
  const format = (bytes[start] >> 2) & 3;
  const word = bytes[start] | (bytes[start + 1] << 8) | (bytes[start + 2] << 16);
  if (kind < 2) {
    const headerBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size = headerBytes === 1 ? (word >> 3) & 31 : headerBytes === 2 ? (word >> 4) & 0xfff : word >> 4;
    const at = start + headerBytes;
    const stored = kind === 0 ? size : 1;
    if (size > mostLiterals || at + stored > end) throw damaged("its literals do not fit");
    const values = kind === 0 ? bytes.subarray(at, at + size) : new Uint8Array(size).fill(bytes[at]);
    return { values, code: previous, at: at + stored };
  }
  const width = format < 2 ? 10 : format === 2 ? 14 : 18;
  const headerBytes = format < 2 ? 3 : format === 2 ? 4 : 5;
  // The two sizes lie in up to 36 bits behind the first four.
  const header = word + bytes[start + 3] * 0x1000000 + bytes[start + 4] * 0x100000000;
  const size = Math.floor(header / 16) % (1 << width);
  const packed = Math.floor(header / (16 * (1 << width))) % (1 << width);
  let at = start + headerBytes;
  const after = at + packed;
  if (size > mostLiterals || after > end) throw damaged("its literals do not fit");
  let code = previous;
  if (kind === 2) ({ code, at } = readCode(bytes, at, after));
  if (code === undefined) throw damaged("it uses a code that was not given");
  const values = new Uint8Array(size);
  if (format === 0) finish(code, bytes, at, lastBit(bytes, at, after), values, 0, size);
  else fourStreams(code, bytes, at, after, values);
  return { values, code, at: after };
}

/** Four streams, each for a quarter of the literals. They are read side by side, so that none waits for another. */
function fourStreams(code: LiteralCode, bytes: Uint8Array, start: number, end: number, values: Uint8Array): void {
  const share = (values.length + 3) >> 2;
  if (start + 6 > end || 3 * share > values.length) throw damaged("its four streams do not fit");
  const starts = [start + 6];
  for (let i = 0; i < 3; i++) starts.push(starts[i] + (bytes[start + 2 * i] | (bytes[start + 2 * i + 1] << 8)));
  if (starts[3] > end) throw damaged("its four streams do not fit");
  const [from0, from1, from2, from3] = starts;
  let bit0 = lastBit(bytes, from0, from1);
  let bit1 = lastBit(bytes, from1, from2);
  let bit2 = lastBit(bytes, from2, from3);
  let bit3 = lastBit(bytes, from3, end);
  const { longest, entries } = code;
  const mask = (1 << longest) - 1;
  const last = values.length - 3 * share;
  let i = 0;
  for (; i < last && bit0 >= longest && bit1 >= longest && bit2 >= longest && bit3 >= longest; i++) {
    let low = bit0 - longest;
    let at = from0 + (low >> 3);
    let entry = entries[((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (low & 7)) & mask];
    values[i] = entry >> 4;
    bit0 -= entry & 15;
    low = bit1 - longest;
    at = from1 + (low >> 3);
    entry = entries[((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (low & 7)) & mask];
    values[i + share] = entry >> 4;
    bit1 -= entry & 15;
    low = bit2 - longest;
    at = from2 + (low >> 3);
    entry = entries[((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (low & 7)) & mask];
    values[i + 2 * share] = entry >> 4;
    bit2 -= entry & 15;
    low = bit3 - longest;
    at = from3 + (low >> 3);
    entry = entries[((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (low & 7)) & mask];
    values[i + 3 * share] = entry >> 4;
    bit3 -= entry & 15;
  }
  for (const [stream, bit] of [bit0, bit1, bit2, bit3].entries()) {
    const end = stream < 3 ? (stream + 1) * share : values.length;
    finish(code, bytes, starts[stream], bit, values, i + stream * share, end);
  }
}

/** Bits of a stream, without the mark at its end. */
function lastBit(bytes: Uint8Array, start: number, end: number): number {
  return new BackwardBits(bytes, start, end).left;
}

/** Reads a stream from a place on down to its first bit. */
function finish(
  { longest, entries }: LiteralCode,
  bytes: Uint8Array,
  start: number,
  from: number,
  values: Uint8Array,
  first: number,
  after: number,
): void {
  const mask = (1 << longest) - 1;
  let bit = from;
  let i = first;
  for (; i < after && bit >= longest; i++) {
    const low = bit - longest;
    const at = start + (low >> 3);
    const entry = entries[((bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)) >>> (low & 7)) & mask];
    values[i] = entry >> 4;
    bit -= entry & 15;
  }
  // The last codes are shorter than the longest; zeros follow them.
  const word = bytes[start] | (bytes[start + 1] << 8);
  for (; i < after && bit > 0; i++) {
    const entry = entries[((word & ((1 << bit) - 1)) << (longest - bit)) & mask];
    values[i] = entry >> 4;
    bit -= entry & 15;
  }
  if (i < after || bit !== 0) throw damaged("a stream of literals has a wrong length");
}

/** Reads the weights of the symbols, and makes the table. */
function readCode(bytes: Uint8Array, start: number, end: number): { code: LiteralCode; at: number } {
  const weights = new Uint8Array(256);
  const head = bytes[start];
  let [count, at] = [0, start + 1];
  if (head >= 128) {
    count = head - 127;
    for (let i = 0; i < count; i++) weights[i] = (bytes[at + (i >> 1)] >> (i & 1 ? 0 : 4)) & 15;
    at += (count + 1) >> 1;
  } else {
    count = packedWeights(bytes, at, at + head, weights);
    at += head;
  }
  if (at > end) throw damaged("its code does not fit");
  return { code: codeOf(weights, count), at };
}

function packedWeights(bytes: Uint8Array, start: number, end: number, weights: Uint8Array): number {
  const { table, at } = readFse(bytes, start, end, 6, 256);
  const stream = new BackwardBits(bytes, at, end);
  const states = [stream.read(table.log), stream.read(table.log)];
  for (let count = 0; ; count++) {
    if (count > 253) throw damaged("its code has too many symbols");
    const state = states[count & 1];
    weights[count] = table.symbols[state];
    states[count & 1] = table.bases[state] + stream.read(table.bits[state]);
    if (stream.left < 0) {
      weights[count + 1] = table.symbols[states[(count + 1) & 1]];
      return count + 2;
    }
  }
}

function codeOf(weights: Uint8Array, count: number): LiteralCode {
  let sum = 0;
  for (let i = 0; i < count; i++) if (weights[i] > 0) sum += 1 << (weights[i] - 1);
  const longest = 32 - Math.clz32(sum);
  const rest = (1 << longest) - sum;
  if (sum === 0 || longest > 11 || (rest & (rest - 1)) !== 0) throw damaged("its code is impossible");
  // The weight of the last symbol is what is missing to a power of two.
  weights[count] = 32 - Math.clz32(rest);
  const entries = new Uint16Array(1 << longest);
  let place = 0;
  for (let weight = 1; weight <= longest; weight++) {
    for (let symbol = 0; symbol <= count; symbol++) {
      if (weights[symbol] !== weight) continue;
      const span = 1 << (weight - 1);
      entries.fill((symbol << 4) | (longest + 1 - weight), place, place + span);
      place += span;
    }
  }
  if (place !== entries.length) throw damaged("its code is impossible");
  return { longest, entries };
}
