/** Upper half of the one bit pattern that stands for NaN. */
const canonicalNaN = 0x7ff80000;

/** Collects numbers and texts as bytes, little-endian. */
export class ByteWriter {
  length = 0;
  private bytes: Uint8Array = new Uint8Array(1024);
  private view: DataView = new DataView(this.bytes.buffer);

  u8(value: number): void {
    const at = this.grow(1);
    this.view.setUint8(at, value);
  }

  u16(value: number): void {
    const at = this.grow(2);
    this.view.setUint16(at, value, true);
  }

  u32(value: number): void {
    const at = this.grow(4);
    this.view.setUint32(at, value, true);
  }

  /** A NaN is written with one bit pattern, whatever it was. */
  f64(value: number): void {
    const at = this.grow(8);
    if (Number.isNaN(value)) {
      this.view.setUint32(at, 0, true);
      this.view.setUint32(at + 4, canonicalNaN, true);
    } else {
      this.view.setFloat64(at, value, true);
    }
  }

  /** Numbers `from` to `to` of an array. */
  f64s(values: ArrayLike<number>, from = 0, to: number = values.length): void {
    for (let i = from; i < to; i++) this.f64(values[i]);
  }

  /** A text as UTF-16, which every text fits into as it is, after the number of its code units. */
  text(text: string): void {
    this.u16(text.length);
    for (let i = 0; i < text.length; i++) this.u16(text.charCodeAt(i));
  }

  raw(bytes: Uint8Array): void {
    const at = this.grow(bytes.length);
    this.bytes.set(bytes, at);
  }

  /** Replaces what was written at a place. */
  putU32(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  /** What was written; valid until the next write. */
  written(from = 0): Uint8Array {
    return this.bytes.subarray(from, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  private grow(more: number): number {
    const at = this.length;
    this.length += more;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    return at;
  }
}
