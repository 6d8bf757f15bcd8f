/**
 * A stream of bits that is read from its end: the highest bit set in the last byte marks where it begins.
 * Reading past the first byte gives zeros, and `left` becomes negative.
 */
export class BackwardBits {
  /** Bits that have not been read. */
  left: number;

  /**
   * @param bytes what the stream lies in
   * @param from its first byte
   * @param to behind its last byte
   * @throws {RangeError} when the stream is empty or has no mark
   */
  constructor(
    readonly bytes: Uint8Array,
    readonly from: number,
    to: number,
  ) {
    const last = to > from ? bytes[to - 1] : 0;
    if (last === 0) throw new RangeError("The packed data are damaged: a stream of bits has no end");
    this.left = 8 * (to - from) - 1 - Math.clz32(last << 24);
  }

  /** The next bits, at most 31, as a whole number. */
  read(count: number): number {
    if (count > 24) {
      const high = this.read(count - 16);
      return high * 0x10000 + this.read(16);
    }
    this.left -= count;
    const bit = this.left;
    if (bit < 0) return bit <= -24 ? 0 : (this.#word(0) << -bit) & ((1 << count) - 1);
    return (this.#word(bit >> 3) >>> (bit & 7)) & ((1 << count) - 1);
  }

  #word(at: number): number {
    const { bytes, from } = this;
    const i = from + at;
    return bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
  }
}
