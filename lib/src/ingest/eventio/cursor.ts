import { eventioError } from "./eventio-error";
import type { EventioObject } from "./object-header";
import { objectName } from "./object-names";
import { allCharacters, textOf } from "./text-of";

/** Most values that an array may have whose size the bytes of its object do not tell. */
const mostValues = 1 << 24;
/** Shorter arrays are read number by number: to give them memory that can be copied to would take longer. */
const fewBytes = 64;

/** Reads the content of an object from front to back. Every count is compared with the bytes that are left. */
export class Cursor {
  at = 0;
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly view: DataView;
  /** A character for each byte. */
  #characters: string | undefined;

  constructor(readonly object: EventioObject) {
    const { content, littleEndian } = object;
    // Without the methods of Node's Buffer, whose `slice` is no copy.
    const isPlain = content.constructor === Uint8Array;
    this.bytes = isPlain ? content : new Uint8Array(content.buffer, content.byteOffset, content.length);
    this.littleEndian = littleEndian;
    this.view = new DataView(content.buffer, content.byteOffset, content.length);
  }

  /** Bytes that have not been read. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  uint8(): number {
    return this.bytes[this.take(1)];
  }

  int16(): number {
    return this.view.getInt16(this.take(2), this.littleEndian);
  }

  uint16(): number {
    return this.view.getUint16(this.take(2), this.littleEndian);
  }

  int32(): number {
    return this.view.getInt32(this.take(4), this.littleEndian);
  }

  float32(): number {
    return this.view.getFloat32(this.take(4), this.littleEndian);
  }

  float64(): number {
    return this.view.getFloat64(this.take(8), this.littleEndian);
  }

  /** Seconds and nanoseconds, as seconds. */
  time(): number {
    const seconds = this.int32();
    return seconds + this.int32() * 1e-9;
  }

  /** A whole number of variable length: the leading ones of the first byte tell how many bytes follow. */
  uvarint(): number {
    const { bytes, at } = this;
    const first = bytes[at];
    // Nearly all take one or two bytes.
    if (first < 0x80) {
      this.at = at + 1;
      return first;
    }
    if (first < 0xc0 && at + 1 < bytes.length) {
      this.at = at + 2;
      return ((first & 0x3f) << 8) | bytes[at + 1];
    }
    this.take(1);
    const more = first === 0xff ? 8 : Math.clz32(~(first << 24));
    let value = more < 7 ? first & (0x7f >> more) : 0;
    for (let start = this.take(more), i = 0; i < more; i++) value = value * 256 + bytes[start + i];
    return value;
  }

  /** A whole number of variable length whose lowest bit is its sign. */
  varint(): number {
    const value = this.uvarint();
    if (value < 0x80000000) return (value >>> 1) ^ -(value & 1);
    const half = Math.floor(value / 2);
    return value % 2 === 0 ? half : -half - 1;
  }

  /** To be called where most of the content is text. */
  expectTexts(): this {
    this.#characters = allCharacters(this.bytes);
    return this;
  }

  /** Text behind its length of two bytes. */
  text(): string {
    return this.#text(this.int16());
  }

  /** Text behind its length of variable size. */
  varText(): string {
    return this.#text(this.uvarint());
  }

  uint8s(count: number): Uint8Array {
    return this.#copy(count, 1);
  }

  int16s(count: number): Int16Array {
    if (2 * count > fewBytes) return new Int16Array(this.#copy(count, 2).buffer);
    let at = this.#places(count, 2);
    const values = new Int16Array(count);
    for (let i = 0; i < count; i++, at += 2) values[i] = this.view.getInt16(at, this.littleEndian);
    return values;
  }

  uint16s(count: number): Uint16Array {
    if (2 * count > fewBytes) return new Uint16Array(this.#copy(count, 2).buffer);
    let at = this.#places(count, 2);
    const values = new Uint16Array(count);
    for (let i = 0; i < count; i++, at += 2) values[i] = this.view.getUint16(at, this.littleEndian);
    return values;
  }

  int32s(count: number): Int32Array {
    if (4 * count > fewBytes) return new Int32Array(this.#copy(count, 4).buffer);
    let at = this.#places(count, 4);
    const values = new Int32Array(count);
    for (let i = 0; i < count; i++, at += 4) values[i] = this.view.getInt32(at, this.littleEndian);
    return values;
  }

  float32s(count: number): Float32Array {
    if (4 * count > fewBytes) return new Float32Array(this.#copy(count, 4).buffer);
    let at = this.#places(count, 4);
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++, at += 4) values[i] = this.view.getFloat32(at, this.littleEndian);
    return values;
  }

  float64s(count: number): Float64Array {
    if (8 * count > fewBytes) return new Float64Array(this.#copy(count, 8).buffer);
    let at = this.#places(count, 8);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++, at += 8) values[i] = this.view.getFloat64(at, this.littleEndian);
    return values;
  }

  /** Numbers of half precision. */
  float16s(count: number): Float32Array {
    const values = new Float32Array(this.uint16s(count));
    const bits = new Uint32Array(values.buffer);
    for (let i = 0; i < count; i++) {
      const half = values[i];
      const exponent = (half >> 10) & 31;
      // Most of them take other bits for the exponent only.
      if (exponent > 0 && exponent < 31) bits[i] = ((half & 0x8000) << 16) | (((half & 0x7fff) << 13) + 0x38000000);
      else values[i] = halfPrecision(half);
    }
    return values;
  }

  varints(count: number): Int32Array {
    this.#check(count, 1);
    const values = new Int32Array(count);
    this.varintsInto(values, 0, count);
    return values;
  }

  /** Fills a part of an array. Nearly all numbers take one or two bytes: these are read here. */
  varintsInto(values: Int32Array, from: number, to: number): void {
    const { bytes } = this;
    let { at } = this;
    for (let i = from; i < to; i++) {
      let word = bytes[at];
      if (word < 0x80) at++;
      else if (word < 0xc0 && at + 1 < bytes.length) {
        word = ((word & 0x3f) << 8) | bytes[at + 1];
        at += 2;
      } else {
        this.at = at;
        values[i] = this.varint();
        at = this.at;
        continue;
      }
      values[i] = (word >>> 1) ^ -(word & 1);
    }
    this.at = at;
  }

  uvarints(count: number): Uint32Array {
    this.#check(count, 1);
    const values = new Uint32Array(count);
    for (let i = 0; i < count; i++) values[i] = this.uvarint();
    return values;
  }

  /** Whole numbers as differences of variable length, which begin anew at 0 in each array. */
  differences(arrays: number, length: number): Int32Array {
    if (arrays < 0) throw this.damaged(`it declares ${arrays} arrays`);
    this.#check(arrays * length, 1);
    const values = new Int32Array(arrays * length);
    const { bytes } = this;
    let { at } = this;
    // Not array by array: damage may declare very many of no length.
    for (let start = 0; start < values.length; start += length) {
      for (let i = start, sum = 0; i < start + length; i++) {
        const word = bytes[at];
        // Most differences take one byte.
        if (word < 0x80) {
          at++;
          sum += (word >>> 1) ^ -(word & 1);
        } else {
          this.at = at;
          sum += this.varint();
          at = this.at;
        }
        sum |= 0;
        values[i] = sum;
      }
    }
    this.at = at;
    return values;
  }

  /**
   * A number of values to make room for, which the bytes of the object need not account for.
   * @throws {NightbookError} `EVENTIO_TOO_LARGE` when no camera has so many, `EVENTIO_DAMAGED` when it is negative
   */
  size(...factors: number[]): number {
    const product = factors.reduce((all, factor) => all * Math.max(1, factor), 1);
    if (factors.some((factor) => factor < 0)) throw this.damaged(`it declares sizes of ${factors.join(" × ")}`);
    if (product > mostValues) throw this.#error("EVENTIO_TOO_LARGE", `it declares ${product} values`);
    return factors.includes(0) ? 0 : product;
  }

  /** The error of an object that contradicts itself. */
  damaged(reason: string): Error {
    return this.#error("EVENTIO_DAMAGED", reason);
  }

  #error(code: "EVENTIO_DAMAGED" | "EVENTIO_TOO_LARGE", reason: string): Error {
    const { type, version, offset } = this.object;
    const what = `${objectName(type)} (type ${type}, version ${version})`;
    return eventioError(code, `${reason}, in the ${what}`, { offset: offset + this.at });
  }

  /** Passes over some bytes, and gives their place. */
  take(count: number): number {
    const start = this.at;
    if (start + count > this.bytes.length) throw this.damaged("it ends too early");
    this.at = start + count;
    return start;
  }

  #check(count: number, size: number): void {
    if (count < 0) throw this.damaged(`a count is negative (${count})`);
    if (count * size > this.left) throw this.damaged(`it declares ${count} values where ${this.left} bytes are left`);
  }

  #text(count: number): string {
    this.#check(count, 1);
    const start = this.take(count);
    return textOf(this.view, start, start + count, this.#characters);
  }

  /** Passes over some values, and gives their place. */
  #places(count: number, size: number): number {
    this.#check(count, size);
    return this.take(count * size);
  }

  /** A copy at an address that any array may have, in the byte order of this machine. */
  #copy(count: number, size: number): Uint8Array {
    const start = this.#places(count, size);
    const copy = this.bytes.slice(start, start + count * size);
    if (size > 1 && !this.littleEndian) swapBytes(copy, size);
    return copy;
  }
}

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

/** IEEE 754 binary16. */
function halfPrecision(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
