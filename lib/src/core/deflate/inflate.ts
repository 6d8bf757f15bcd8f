import { damaged, tooLong } from "../damaged";
import { adler32, crc32 } from "./crc32";
import {
  distanceBases,
  distanceBits,
  fixedLengths,
  type HuffmanCode,
  huffmanCode,
  lengthBases,
  lengthBits,
} from "./huffman";
import { inflateInWebAssembly } from "./inflate-kernel";
import { blocksStart, isMember, wrappingOf } from "./wrapping";

/**
 * Unpacks gzip (all its members), zlib or bare deflate data.
 *
 * @param bytes the packed data
 * @param limit most bytes that may come out
 * @param inWebAssembly whether it may be done there; the result is the same
 * @returns the unpacked bytes
 * @throws {RangeError} when the data are damaged, end too early, or would give more than the limit
 * @see [Deutsch1996]
 *
 * @example
 * ```ts
 * import { deflate, inflate } from "nightbook/core";
 *
 * const bytes = new Uint8Array(1000).fill(7);
 * inflate(deflate(bytes)).length; // => 1000
 * ```
 */
export function inflate(bytes: Uint8Array, limit = 0x80000000, inWebAssembly = true): Uint8Array {
  const fast = inWebAssembly ? inflateInWebAssembly(bytes, limit) : undefined;
  if (fast !== undefined) return fast;
  const state = new Inflation(bytes, limit);
  const wrapping = wrappingOf(bytes);
  if (wrapping === "gzip") while (isMember(bytes, state.at)) state.member();
  else if (wrapping === "zlib") state.zlib();
  else state.blocks();
  return state.output();
}

const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const fixed = {
  literals: huffmanCode(fixedLengths) as HuffmanCode,
  distances: huffmanCode(new Uint8Array(30).fill(5)) as HuffmanCode,
};

class Inflation {
  at = 0;
  #held = 0;
  #bits = 0;
  #out: Uint8Array;
  #length = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly limit: number,
  ) {
    this.#out = new Uint8Array(Math.min(limit, 4 * bytes.length + 64));
  }

  output(): Uint8Array {
    return this.#out.subarray(0, this.#length);
  }

  /** One member of a gzip file. */
  member(): void {
    this.at = blocksStart(this.bytes, this.at, "gzip");
    const start = this.#length;
    this.blocks();
    const sum = this.#word();
    if (sum !== crc32(this.#out.subarray(start, this.#length))) throw damaged("its checksum is wrong");
    if (this.#word() !== (this.#length - start) % 0x100000000) throw damaged("its length is wrong");
  }

  zlib(): void {
    this.at = blocksStart(this.bytes, 0, "zlib");
    this.blocks();
    const { bytes, at } = this;
    const sum = ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
    if (at + 4 > bytes.length) throw damaged("it ends too early");
    if (sum !== adler32(this.output())) throw damaged("its checksum is wrong");
  }

  /** Blocks up to the last; `at` is then behind them. */
  blocks(): void {
    this.#held = 0;
    this.#bits = 0;
    let isLast = false;
    while (!isLast) {
      isLast = this.#take(1) === 1;
      const kind = this.#take(2);
      if (kind === 0) this.#stored();
      else if (kind === 1) this.#packed(fixed.literals, fixed.distances);
      else if (kind === 2) this.#dynamic();
      else throw damaged("it has a block of unknown kind");
    }
    // Whole bytes that were taken ahead go back.
    this.at -= this.#bits >> 3;
    this.#bits = 0;
  }

  #word(): number {
    const { bytes, at } = this;
    if (at + 4 > bytes.length) throw damaged("it ends too early");
    this.at += 4;
    return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
  }

  #take(count: number): number {
    while (this.#bits < count) {
      if (this.at >= this.bytes.length) throw damaged("it ends too early");
      this.#held |= this.bytes[this.at++] << this.#bits;
      this.#bits += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#bits -= count;
    return value;
  }

  #symbol({ counts, symbols, short }: HuffmanCode): number {
    while (this.#bits < 15 && this.at < this.bytes.length) {
      this.#held |= this.bytes[this.at++] << this.#bits;
      this.#bits += 8;
    }
    const entry = short[this.#held & 511];
    if (entry !== 0 && (entry & 15) <= this.#bits) {
      this.#held >>>= entry & 15;
      this.#bits -= entry & 15;
      return entry >> 4;
    }
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length++) {
      code |= this.#take(1);
      const count = counts[length];
      if (code - first < count) return symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw damaged("it has a code that its table does not know");
  }

  #room(more: number): void {
    const needed = this.#length + more;
    if (needed > this.limit) throw tooLong(this.limit);
    if (needed <= this.#out.length) return;
    const larger = new Uint8Array(Math.min(this.limit, Math.max(needed, 2 * this.#out.length)));
    larger.set(this.output());
    this.#out = larger;
  }

  #stored(): void {
    this.at -= this.#bits >> 3;
    this.#bits = 0;
    this.#held = 0;
    const { bytes, at } = this;
    const length = bytes[at] | (bytes[at + 1] << 8);
    if (at + 4 + length > bytes.length) throw damaged("it ends too early");
    if ((length ^ 0xffff) !== (bytes[at + 2] | (bytes[at + 3] << 8)))
      throw damaged("a stored block has a wrong length");
    this.#room(length);
    this.#out.set(bytes.subarray(at + 4, at + 4 + length), this.#length);
    this.#length += length;
    this.at += 4 + length;
  }

  #dynamic(): void {
    const literalCount = this.#take(5) + 257;
    const distanceCount = this.#take(5) + 1;
    const lengthCount = this.#take(4) + 4;
    const order = new Uint8Array(19);
    for (let i = 0; i < lengthCount; i++) order[codeLengthOrder[i]] = this.#take(3);
    const lengthsCode = checked(huffmanCode(order));
    const lengths = new Uint8Array(literalCount + distanceCount);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.#symbol(lengthsCode);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      const repeat = symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (i + repeat > lengths.length || (symbol === 16 && i === 0)) throw damaged("its table of codes is too long");
      lengths.fill(symbol === 16 ? lengths[i - 1] : 0, i, i + repeat);
      i += repeat;
    }
    this.#packed(
      checked(huffmanCode(lengths.subarray(0, literalCount))),
      checked(huffmanCode(lengths.subarray(literalCount))),
    );
  }

  #packed(literals: HuffmanCode, distances: HuffmanCode): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        if (this.#length === this.#out.length) this.#room(1);
        this.#out[this.#length++] = symbol;
        continue;
      }
      if (symbol > 285) throw damaged("it has a length of no meaning");
      const length = lengthBases[symbol - 257] + this.#take(lengthBits[symbol - 257]);
      const distanceSymbol = this.#symbol(distances);
      if (distanceSymbol > 29) throw damaged("it has a distance of no meaning");
      const distance = distanceBases[distanceSymbol] + this.#take(distanceBits[distanceSymbol]);
      if (distance > this.#length) throw damaged("it refers to what was before its beginning");
      this.#room(length);
      const out = this.#out;
      let to = this.#length;
      for (const end = to + length; to < end; to++) out[to] = out[to - distance];
      this.#length = to;
    }
  }
}

function checked(code: HuffmanCode | undefined): HuffmanCode {
  if (code) return code;
  throw damaged("its table of codes is impossible");
}
