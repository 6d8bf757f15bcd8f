import { pickleError } from "./pickle-error";

const newline = 10;

/** Reads numbers, runs of bytes and lines from a pickle, and never past its end. */
export class ByteCursor {
  /** Byte that is read next. */
  offset = 0;
  /** Byte at which the current instruction began; errors name it. */
  instruction = 0;
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    // A plain view: the slice() of Node's Buffer would share memory instead of copying it.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves on by `length` bytes and returns where they begin. */
  #take(length: number, what: string): number {
    const start = this.offset;
    const left = this.bytes.length - start;
    if (length > left) {
      const wanted = length === 1 ? "1 byte" : `${length} bytes`;
      throw pickleError(
        "PICKLE_TRUNCATED",
        this.instruction,
        `it ends inside ${what} (${wanted} wanted, ${left} left)`,
      );
    }
    this.offset = start + length;
    return start;
  }

  /** The next opcode; remembers its place. */
  opcode(): number {
    this.instruction = this.offset;
    if (this.offset >= this.bytes.length) {
      const reason = this.offset === 0 ? "the file is empty" : "it ends before the STOP instruction";
      throw pickleError("PICKLE_TRUNCATED", this.offset, reason);
    }
    return this.bytes[this.offset++];
  }

  uint8(what: string): number {
    return this.#view.getUint8(this.#take(1, what));
  }

  uint16(what: string): number {
    return this.#view.getUint16(this.#take(2, what), true);
  }

  uint32(what: string): number {
    return this.#view.getUint32(this.#take(4, what), true);
  }

  int32(what: string): number {
    return this.#view.getInt32(this.#take(4, what), true);
  }

  /** A length of eight bytes; rounding beyond 2⁵³ does no harm, no file is that long. */
  length64(what: string): number {
    return Number(this.#view.getBigUint64(this.#take(8, what), true));
  }

  /** A big-endian double, the form of BINFLOAT. */
  float64(what: string): number {
    return this.#view.getFloat64(this.#take(8, what), false);
  }

  /** The next `length` bytes, as a view into the input. */
  run(length: number, what: string): Uint8Array {
    const start = this.#take(length, what);
    return this.bytes.subarray(start, start + length);
  }

  /** The bytes up to the next newline, which is skipped. */
  line(what: string): Uint8Array {
    const end = this.bytes.indexOf(newline, this.offset);
    if (end < 0) throw pickleError("PICKLE_TRUNCATED", this.instruction, `it ends inside ${what} (no end of line)`);
    const line = this.bytes.subarray(this.offset, end);
    this.offset = end + 1;
    return line;
  }
}
