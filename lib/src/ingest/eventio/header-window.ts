import type { ByteSource } from "../fits/byte-source";
import { mostHeaderBytes } from "./object-header";

/** Bytes that are read at once: few behind a jump, more where headers stand close to each other. */
const leastBytes = 1 << 13;
const mostBytes = 1 << 15;

/** A part of a source in which headers are read. Contents between them are passed over where they are long. */
export class HeaderWindow {
  /** Of the source from `start` on; overwritten by {@link HeaderWindow.place}. */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  #length = leastBytes;
  #buffer: Uint8Array | undefined;

  constructor(readonly source: ByteSource) {}

  /** Where a byte of the source lies in `bytes`, with a whole header behind it unless the source ends before. */
  place(offset: number): number {
    const at = offset - this.start;
    if (at >= 0 && at + mostHeaderBytes <= this.bytes.length) return at;
    const isNear = at >= 0 && at <= this.bytes.length;
    this.#length = isNear ? Math.min(2 * this.#length, mostBytes) : leastBytes;
    this.#buffer ??= new Uint8Array(Math.min(mostBytes, this.source.size));
    this.bytes = this.source.read(offset, this.#length, this.#buffer);
    this.start = offset;
    return 0;
  }
}
