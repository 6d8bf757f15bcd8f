import type { ByteSource } from "../fits/byte-source";
import { mostHeaderBytes } from "./object-header";

/** Bytes that are read at once where headers alone are looked for: few behind a jump, more where they stand close. */
const leastBytes = 1 << 13;
const mostBytes = 1 << 15;
/** And where contents are read too. */
const contentBytes = 1 << 17;
/** Longest range for which the memory is kept. */
const mostKeptBytes = 1 << 24;

/**
 * A part of a source, in which headers and contents are read. Its memory is used again: what it gives is valid until it is
 * asked for something else.
 */
export class SourceWindow implements ByteSource {
  /** Of the source from `start` on. */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  #length: number;
  #buffer: Uint8Array = new Uint8Array(0);
  /** False when the source gives memory of its own. */
  #isCopied = true;

  constructor(
    readonly source: ByteSource,
    /** Whether contents will be read, or passed over. */
    readonly withContents = false,
  ) {
    this.#length = withContents ? contentBytes : leastBytes;
  }

  get size(): number {
    return this.source.size;
  }

  /** Where a byte of the source lies in `bytes`, with a whole header behind it unless the source ends before. */
  place(offset: number): number {
    const at = offset - this.start;
    if (at >= 0 && at + mostHeaderBytes <= this.bytes.length) return at;
    if (!this.withContents) {
      const isNear = at >= 0 && at <= this.bytes.length;
      this.#length = isNear ? Math.min(2 * this.#length, mostBytes) : leastBytes;
    }
    this.#load(offset, this.#length);
    return 0;
  }

  read(offset: number, length: number): Uint8Array {
    const at = offset - this.start;
    if (at >= 0 && at + length <= this.bytes.length) return this.bytes.subarray(at, at + length);
    if (length > mostKeptBytes) return this.source.read(offset, length);
    this.#load(offset, Math.max(length, this.#length));
    return this.bytes.subarray(0, length);
  }

  #load(offset: number, length: number): void {
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    // Twice as much: later objects are often a little longer.
    if (this.#isCopied && wanted > this.#buffer.length) this.#buffer = new Uint8Array(Math.min(2 * wanted, this.size));
    this.bytes = this.source.read(offset, wanted, this.#buffer);
    this.#isCopied = this.bytes.buffer === this.#buffer.buffer;
    this.start = offset;
  }
}
