/** Bytes that grow as numbers are appended, little-endian. */
export class ByteWriter {
  private bytes = new Uint8Array(256);
  private view = new DataView(this.bytes.buffer);
  private used = 0;

  get length(): number {
    return this.used;
  }

  u8(...values: readonly number[]): this {
    const at = this.grow(values.length);
    this.bytes.set(values, at);
    return this;
  }

  u16(value: number): this {
    const at = this.grow(2);
    this.view.setUint16(at, value, true);
    return this;
  }

  u32(value: number): this {
    const at = this.grow(4);
    this.view.setUint32(at, value, true);
    return this;
  }

  /** A whole number up to 2^53. */
  u64(value: number): this {
    const at = this.grow(8);
    this.view.setBigUint64(at, BigInt(value), true);
    return this;
  }

  /** The address of nothing. */
  nowhere(): this {
    return this.u8(...new Array<number>(8).fill(0xff));
  }

  append(bytes: Uint8Array): this {
    const at = this.grow(bytes.length);
    this.bytes.set(bytes, at);
    return this;
  }

  /** ASCII. */
  text(text: string): this {
    return this.u8(...Array.from(text, (character) => character.charCodeAt(0)));
  }

  /** Zeros up to the next multiple of `unit`. */
  pad(unit: number): this {
    this.grow((unit - (this.used % unit)) % unit);
    return this;
  }

  /** What was written; a copy. */
  toBytes(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }

  /** Makes room for `count` more bytes, all zero, and tells where they begin. */
  private grow(count: number): number {
    const at = this.used;
    this.used += count;
    if (this.used > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.used, 2 * this.bytes.length));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    return at;
  }
}
