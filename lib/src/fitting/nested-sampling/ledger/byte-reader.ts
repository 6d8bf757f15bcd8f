/** Takes numbers and texts from bytes, little-endian. Beyond the end it throws a `RangeError`. */
export class ByteReader {
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.view.byteLength - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.move(1));
  }

  u16(): number {
    return this.view.getUint16(this.move(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.move(4), true);
  }

  f64(): number {
    return this.view.getFloat64(this.move(8), true);
  }

  /** Numbers into places `from` to `to` of an array. */
  f64s(out: Float64Array, from = 0, to: number = out.length): void {
    for (let i = from; i < to; i++) out[i] = this.f64();
  }

  text(): string {
    let text = "";
    for (let left = this.u16(); left > 0; left--) text += String.fromCharCode(this.u16());
    return text;
  }

  private move(by: number): number {
    const at = this.at;
    this.at += by;
    return at;
  }
}
