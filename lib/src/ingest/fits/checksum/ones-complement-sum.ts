/**
 * The 32-bit ones' complement sum of big-endian words on which the FITS checksums rest, fed piece by piece.
 * A piece that is not the last has a length divisible by 4; the last one is filled with zeros.
 *
 * @see [Pence2010] appendix J
 */
export class OnesComplementSum {
  #sum = 0;

  /** Adds the words of a piece. */
  add(bytes: Uint8Array): this {
    const whole = bytes.length & ~3;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // A million words sum up exactly in a double.
    for (let at = 0; at < whole; at += 1 << 22) this.#fold(sumOf(view, at, Math.min(at + (1 << 22), whole)));
    if (whole < bytes.length) {
      const last = new Uint8Array(4);
      last.set(bytes.subarray(whole));
      this.#fold(new DataView(last.buffer).getUint32(0));
    }
    return this;
  }

  /** The sum as an unsigned number of 32 bits. */
  get value(): number {
    return this.#sum;
  }

  #fold(more: number): void {
    let sum = this.#sum + more;
    while (sum > 0xffffffff) sum = (sum % 0x100000000) + Math.floor(sum / 0x100000000);
    this.#sum = sum;
  }
}

/** Sum of words in four lanes, whose additions the processor overlaps. */
function sumOf(view: DataView, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let at = from;
  for (; at + 12 < to; at += 16) {
    a += view.getUint32(at);
    b += view.getUint32(at + 4);
    c += view.getUint32(at + 8);
    d += view.getUint32(at + 12);
  }
  for (; at < to; at += 4) a += view.getUint32(at);
  return a + b + c + d;
}
