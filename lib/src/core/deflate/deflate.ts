import { adler32 } from "./crc32";
import { distanceBases, distanceBits, fixedLengths, lengthBases, lengthBits, reversed } from "./huffman";

const windowSize = 32768;
const chainLimit = 32;

/**
 * Packs bytes as a zlib stream: repeats are found, the fixed code is used. The same bytes give the same stream
 * everywhere. For much data an outside packer is better.
 *
 * @param bytes the data
 * @returns a zlib stream
 * @see [Deutsch1996]
 *
 * @example
 * ```ts
 * import { deflate } from "nightbook/core";
 *
 * deflate(new Uint8Array(1000)).length < 30; // => true
 * ```
 */
export function deflate(bytes: Uint8Array): Uint8Array {
  const out = new BitWriter(bytes.length);
  out.put(0x78, 8);
  out.put(0x01, 8);
  out.put(1, 1);
  out.put(1, 2);
  // Places of the same next three bytes, most recent first.
  const heads = new Int32Array(1 << 15).fill(-1);
  const before = new Int32Array(windowSize);
  const note = (at: number) => {
    if (at + 2 >= bytes.length) return -1;
    const key = ((bytes[at] << 10) ^ (bytes[at + 1] << 5) ^ bytes[at + 2]) & 0x7fff;
    const previous = heads[key];
    before[at % windowSize] = previous;
    heads[key] = at;
    return previous;
  };
  for (let at = 0; at < bytes.length; ) {
    let candidate = note(at);
    let [length, distance] = [0, 0];
    for (let tries = 0; candidate >= 0 && at - candidate < windowSize && tries < chainLimit; tries++) {
      const common = commonLength(bytes, candidate, at);
      if (common > length) [length, distance] = [common, at - candidate];
      if (length === 258) break;
      const next = before[candidate % windowSize];
      if (next >= candidate) break;
      candidate = next;
    }
    if (length < 3) {
      literal(out, bytes[at++]);
      continue;
    }
    match(out, length, distance);
    for (const end = at + length; ++at < end; ) note(at);
  }
  literal(out, 256);
  out.align();
  const sum = adler32(bytes);
  for (const shift of [24, 16, 8, 0]) out.put((sum >>> shift) & 0xff, 8);
  return out.bytes();
}

function commonLength(bytes: Uint8Array, a: number, b: number): number {
  const most = Math.min(258, bytes.length - b);
  let length = 0;
  while (length < most && bytes[a + length] === bytes[b + length]) length++;
  return length;
}

const literalCodes = fixedCodes();

/** The words of the fixed code, reversed for packing. */
function fixedCodes(): Uint16Array {
  return Uint16Array.from(fixedLengths, (length, symbol) => {
    const word =
      symbol < 144 ? 0x30 + symbol : symbol < 256 ? 0x190 + symbol - 144 : symbol < 280 ? symbol - 256 : symbol - 88;
    return reversed(word, length);
  });
}

function literal(out: BitWriter, symbol: number): void {
  out.put(literalCodes[symbol], fixedLengths[symbol]);
}

function match(out: BitWriter, length: number, distance: number): void {
  let symbol = lengthBases.length - 1;
  while (lengthBases[symbol] > length) symbol--;
  literal(out, 257 + symbol);
  out.put(length - lengthBases[symbol], lengthBits[symbol]);
  let far = distanceBases.length - 1;
  while (distanceBases[far] > distance) far--;
  out.put(reversed(far, 5), 5);
  out.put(distance - distanceBases[far], distanceBits[far]);
}

class BitWriter {
  #out: Uint8Array;
  #length = 0;
  #held = 0;
  #bits = 0;

  constructor(expected: number) {
    this.#out = new Uint8Array(expected + 64);
  }

  put(value: number, count: number): void {
    this.#held |= value << this.#bits;
    this.#bits += count;
    while (this.#bits >= 8) {
      if (this.#length === this.#out.length) this.#grow();
      this.#out[this.#length++] = this.#held & 0xff;
      this.#held >>>= 8;
      this.#bits -= 8;
    }
  }

  align(): void {
    if (this.#bits > 0) this.put(0, 8 - this.#bits);
  }

  bytes(): Uint8Array {
    return this.#out.slice(0, this.#length);
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#out.length);
    larger.set(this.#out);
    this.#out = larger;
  }
}
