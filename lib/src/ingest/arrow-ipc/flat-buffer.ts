import { decodeUtf8 } from "../pickle/text";
import { arrowError } from "./arrow-error";

/** Most tables, vectors and texts that one message may make us visit. */
const mostVisits = 4_000_000;

/** Reads what FlatBuffers hold; every place is checked against the bytes that are there. */
export class FlatBuffer {
  readonly #view: DataView;
  #visits = 0;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  root(): FlatTable {
    return new FlatTable(this, this.u32(0));
  }

  u8(at: number): number {
    return this.#view.getUint8(this.#checked(at, 1));
  }
  u16(at: number): number {
    return this.#view.getUint16(this.#checked(at, 2), true);
  }
  i16(at: number): number {
    return this.#view.getInt16(this.#checked(at, 2), true);
  }
  i32(at: number): number {
    return this.#view.getInt32(this.#checked(at, 4), true);
  }
  u32(at: number): number {
    return this.#view.getUint32(this.#checked(at, 4), true);
  }
  /** A whole number of 64 bits; too large ones become infinite. */
  i64(at: number): number {
    const value = this.#view.getBigInt64(this.#checked(at, 8), true);
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : number < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  bigint(at: number): bigint {
    return this.#view.getBigInt64(this.#checked(at, 8), true);
  }

  /** A text at a place. */
  text(at: number): string {
    this.visit();
    const length = this.u32(at);
    this.#checked(at + 4, length);
    return decodeUtf8(this.bytes.subarray(at + 4, at + 4 + length)) ?? "\ufffd";
  }

  /** Counts a step, so that a message whose parts share bytes does not take for ever. */
  visit(): void {
    if (++this.#visits > mostVisits) throw arrowError("ARROW_DAMAGED", "a message has too many parts");
  }

  #checked(at: number, length: number): number {
    if (at >= 0 && at + length <= this.bytes.length) return at;
    throw arrowError("ARROW_DAMAGED", "a message points outside itself");
  }
}

/** A table of a FlatBuffer: fields by their number. */
export class FlatTable {
  readonly #vtable: number;
  readonly #fields: number;

  constructor(
    readonly buffer: FlatBuffer,
    readonly at: number,
  ) {
    buffer.visit();
    this.#vtable = at - buffer.i32(at);
    this.#fields = (buffer.u16(this.#vtable) - 4) >> 1;
  }

  /** Where a field stands; 0 when it is left out. */
  place(field: number): number {
    if (field >= this.#fields) return 0;
    const offset = this.buffer.u16(this.#vtable + 4 + 2 * field);
    return offset === 0 ? 0 : this.at + offset;
  }

  u8(field: number, otherwise = 0): number {
    const at = this.place(field);
    return at === 0 ? otherwise : this.buffer.u8(at);
  }
  i16(field: number, otherwise = 0): number {
    const at = this.place(field);
    return at === 0 ? otherwise : this.buffer.i16(at);
  }
  i32(field: number, otherwise = 0): number {
    const at = this.place(field);
    return at === 0 ? otherwise : this.buffer.i32(at);
  }
  i64(field: number, otherwise = 0): number {
    const at = this.place(field);
    return at === 0 ? otherwise : this.buffer.i64(at);
  }
  bigint(field: number): bigint {
    const at = this.place(field);
    return at === 0 ? 0n : this.buffer.bigint(at);
  }
  text(field: number): string | undefined {
    const at = this.place(field);
    return at === 0 ? undefined : this.buffer.text(at + this.buffer.u32(at));
  }
  table(field: number): FlatTable | undefined {
    const at = this.place(field);
    return at === 0 ? undefined : new FlatTable(this.buffer, at + this.buffer.u32(at));
  }

  /** Places of the elements of a vector. */
  vector(field: number, elementBytes: number): number[] {
    const at = this.place(field);
    if (at === 0) return [];
    const start = at + this.buffer.u32(at);
    const length = this.buffer.u32(start);
    if (start + 4 + length * elementBytes > this.buffer.bytes.length) {
      throw arrowError("ARROW_DAMAGED", "a message points outside itself");
    }
    return Array.from({ length }, (_, i) => start + 4 + i * elementBytes);
  }

  tables(field: number): FlatTable[] {
    return this.vector(field, 4).map((at) => new FlatTable(this.buffer, at + this.buffer.u32(at)));
  }
}
