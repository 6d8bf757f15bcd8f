import { encodeUtf8 } from "./text";

/** Bytes of a frame, after which it is closed. */
const frameSize = 65_536;
const frameOpcode = 0x95;

/** Bytes that grow; in protocol 4 and later they are cut into frames, as Python does, so that a reader may fetch them at once. */
export class WriteBuffer {
  readonly #isFramed: boolean;
  #bytes = new Uint8Array(1 << 12);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  /** Where the payload of the open frame begins; undefined while none is open. */
  #frame: number | undefined;

  constructor(protocol: number) {
    this.#isFramed = protocol >= 4;
  }

  /** Begins an instruction: the only place where a frame may end. */
  opcode(code: number): void {
    if (this.#isFramed && this.#frame !== undefined && this.#length - this.#frame >= frameSize) this.#closeFrame();
    if (this.#isFramed && this.#frame === undefined) {
      const at = this.#take(9);
      this.#bytes[at] = frameOpcode;
      this.#frame = this.#length;
    }
    this.uint8(code);
  }

  /** An instruction outside of all frames: the first one, PROTO. */
  header(code: number, value: number): void {
    this.uint8(code);
    this.uint8(value);
  }

  uint8(value: number): void {
    // The place first: taking it may move the bytes.
    const at = this.#take(1);
    this.#bytes[at] = value;
  }

  uint16(value: number): void {
    const at = this.#take(2);
    this.#view.setUint16(at, value, true);
  }

  uint32(value: number): void {
    const at = this.#take(4);
    this.#view.setUint32(at, value, true);
  }

  /** A big-endian double, the form of BINFLOAT. */
  float64(value: number): void {
    const at = this.#take(8);
    if (Number.isNaN(value)) this.#view.setBigUint64(at, 0x7ff8000000000000n, false);
    else this.#view.setFloat64(at, value, false);
  }

  run(bytes: Uint8Array): void {
    const at = this.#take(bytes.length);
    this.#bytes.set(bytes, at);
  }

  line(text: string): void {
    this.run(encodeUtf8(`${text}\n`));
  }

  finish(): Uint8Array {
    if (this.#frame !== undefined) this.#closeFrame();
    return this.#bytes.slice(0, this.#length);
  }

  #closeFrame(): void {
    const start = this.#frame as number;
    this.#view.setBigUint64(start - 8, BigInt(this.#length - start), true);
    this.#frame = undefined;
  }

  #take(length: number): number {
    const start = this.#length;
    this.#length += length;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return start;
  }
}
