import { fitsError } from "../fits-error";

/** Takes bits out of bytes, the highest first. */
export class BitReader {
  #at: number;
  #held = 0;
  #bits = 0;

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
  ) {
    this.#at = start;
  }

  /** The next bits as an unsigned number; at most 24. */
  take(count: number): number {
    while (this.#bits < count) {
      if (this.#at >= this.bytes.length) throw fitsError("FITS_DAMAGED", "a packed tile ends too early");
      this.#held = ((this.#held << 8) | this.bytes[this.#at++]) >>> 0;
      this.#bits += 8;
    }
    this.#bits -= count;
    const value = this.#held >>> this.#bits;
    this.#held &= (1 << this.#bits) - 1;
    return value;
  }

  /** The next bits as an unsigned number; at most 32. */
  takeLong(count: number): number {
    return count <= 16 ? this.take(count) : this.take(count - 16) * 65536 + this.take(16);
  }

  /** How many zeros come before the next one, which is taken, too. */
  zeros(): number {
    let count = 0;
    for (;;) {
      if (this.#held !== 0) {
        const lead = this.#bits - (32 - Math.clz32(this.#held));
        this.#bits -= lead + 1;
        this.#held &= (1 << this.#bits) - 1;
        return count + lead;
      }
      count += this.#bits;
      if (this.#at >= this.bytes.length) throw fitsError("FITS_DAMAGED", "a packed tile ends too early");
      this.#held = this.bytes[this.#at++];
      this.#bits = 8;
    }
  }

  /** Passes over the rest of a byte. */
  align(): void {
    this.#bits = 0;
    this.#held = 0;
  }
}
