/** Puts bits into bytes, the highest first. */
export class BitWriter {
  #bytes: Uint8Array;
  #length = 0;
  #held = 0;
  #bits = 0;

  /** @param expected bytes, so that nothing is copied when they suffice */
  constructor(expected = 1024) {
    this.#bytes = new Uint8Array(Math.max(16, expected));
  }

  /** The low bits of a number; at most 24 of them. */
  put(value: number, count: number): void {
    this.#held = (this.#held << count) | (value & ((1 << count) - 1));
    this.#bits += count;
    while (this.#bits >= 8) {
      this.#bits -= 8;
      this.#byte(this.#held >>> this.#bits);
    }
    this.#held &= (1 << this.#bits) - 1;
  }

  /** The low bits of a number; at most 32 of them. */
  putLong(value: number, count: number): void {
    if (count > 16) this.put(value >>> 16, count - 16);
    this.put(value, Math.min(16, count));
  }

  /** Zeros, and a one behind them. */
  putZeros(count: number): void {
    let left = count;
    for (; left >= 16; left -= 16) this.put(0, 16);
    this.put(1, left + 1);
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.#bits > 0) this.put(0, 8 - this.#bits);
  }

  /** All that was put, the last byte filled. */
  bytes(): Uint8Array {
    this.align();
    return this.#bytes.slice(0, this.#length);
  }

  #byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = value;
  }
}
