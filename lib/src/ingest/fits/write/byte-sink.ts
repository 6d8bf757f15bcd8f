/** Where a FITS file goes as it is made. */
export interface ByteSink {
  /** Takes the next bytes; they may change after the call. */
  write(bytes: Uint8Array): void;
  /** Writes over bytes that have been taken before: the header, when the number of rows is known. */
  rewrite(offset: number, bytes: Uint8Array): void;
}

/** A sink in memory that grows. */
export class MemorySink implements ByteSink {
  #bytes: Uint8Array;
  #length = 0;

  /** @param expected bytes, so that nothing is copied when they suffice */
  constructor(expected = 1 << 16) {
    this.#bytes = new Uint8Array(expected);
  }

  write(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = needed;
  }

  rewrite(offset: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, offset);
  }

  /** What has been written. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
