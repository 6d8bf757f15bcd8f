import { concatenatedBytes } from "../../../core/concatenated";
import type { NumberArray } from "../../fits/image/pixel-array";
import type { ColumnData, ValueType } from "../../fits/table/column-data";
import { decodeUtf8 } from "../../pickle/text";
import { gatherCells } from "./gather-cells";
import type { CellType, ElementType } from "./value-type";

/** What the memory of the library holds beside the rows themselves. */
export interface LibraryMemory {
  /** Bytes from a place up to a zero, or of a length. */
  readonly bytesAt: (place: number, length?: number) => Uint8Array;
  /** The object that a reference leads to; empty when it leads nowhere. */
  readonly nameOf: (reference: Uint8Array) => string;
}

/** Collects the cells of one column, block by block. */
export class ColumnBuilder {
  readonly #cells: Uint8Array;
  readonly #texts: string[] = [];
  readonly #lists: Uint8Array[] = [];
  readonly #offsets: Float64Array | undefined;
  readonly #element: ElementType;
  readonly #shape: readonly number[];
  readonly #perRow: number;
  #rows = 0;

  /**
   * @param offset of the cell in a row, bytes
   * @param length how many rows will come
   */
  constructor(
    type: Exclude<CellType, { kind: "compound" }>,
    private readonly offset: number,
    private readonly length: number,
  ) {
    this.#element = type.element;
    this.#shape = type.kind === "list" ? [] : type.shape;
    this.#perRow = this.#shape.reduce((a, b) => a * b, 1);
    const isCopied = type.kind === "element" && type.element.values !== "text";
    this.#cells = new Uint8Array(isCopied ? length * this.#perRow * this.#element.bytes : 0);
    this.#offsets = type.kind === "list" ? new Float64Array(length + 1) : undefined;
  }

  /** Takes whole rows. */
  add(rows: Uint8Array, rowBytes: number, memory: LibraryMemory): void {
    const count = Math.floor(rows.length / rowBytes);
    const element = this.#element;
    if (this.#offsets) this.#addLists(rows, rowBytes, count, memory, this.#offsets);
    else if (element.values === "text") {
      for (let row = 0; row < count; row++) {
        for (let i = 0; i < this.#perRow; i++) {
          const at = row * rowBytes + this.offset + i * element.bytes;
          this.#texts.push(textOf(element, rows.subarray(at, at + element.bytes), memory));
        }
      }
    } else {
      const cell = this.#perRow * element.bytes;
      if (cell > 0) gatherCells(rows, rowBytes, this.offset, cell, this.#cells, this.#rows * cell);
    }
    this.#rows += count;
  }

  #addLists(rows: Uint8Array, rowBytes: number, count: number, memory: LibraryMemory, offsets: Float64Array): void {
    const view = new DataView(rows.buffer, rows.byteOffset, rows.length);
    const element = this.#element;
    for (let row = 0; row < count; row++) {
      const at = row * rowBytes + this.offset;
      const length = view.getUint32(at, true);
      const bytes = memory.bytesAt(view.getUint32(at + 4, true), length * element.bytes);
      if (element.values === "text") {
        for (let i = 0; i < length; i++) {
          this.#texts.push(textOf(element, bytes.subarray(i * element.bytes, (i + 1) * element.bytes), memory));
        }
      } else this.#lists.push(bytes.slice());
      offsets[this.#rows + row + 1] = offsets[this.#rows + row] + length;
    }
  }

  /** The column of all rows that came. */
  done(): Pick<ColumnData, "type" | "length" | "cellShape" | "values" | "offsets"> {
    const cells = this.#offsets ? concatenatedBytes(this.#lists) : this.#cells;
    const { values, isSwapped, bytes } = this.#element;
    if (isSwapped) swapBytes(cells, values.startsWith("complex") ? bytes / 2 : bytes);
    return {
      type: values,
      length: this.length,
      cellShape: [...this.#shape],
      values: values === "text" ? this.#texts : numbers(this.#element, cells),
      ...(this.#offsets && { offsets: this.#offsets }),
    };
  }
}

/** Turns the order of bytes of every number round. */
function swapBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

function textOf({ kind, isBlankPadded }: ElementType, bytes: Uint8Array, memory: LibraryMemory): string {
  if (kind === "reference") return memory.nameOf(bytes);
  if (kind === "region") return "";
  if (kind === "text") {
    const end = bytes.indexOf(0);
    const text = decoded(end < 0 ? bytes : bytes.subarray(0, end));
    return isBlankPadded ? text.replace(/ +$/, "") : text;
  }
  const place = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  return place === 0 ? "" : decoded(memory.bytesAt(place));
}

/** Bytes that are no UTF-8 are taken for Latin-1, in which every byte is a character. */
function decoded(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

const arrays: Record<Exclude<ValueType, "text">, (buffer: ArrayBuffer) => NumberArray> = {
  logical: (buffer) => new Uint8Array(buffer).map((truth) => (truth === 0 ? 0 : 1)),
  bit: (buffer) => new Uint8Array(buffer),
  uint8: (buffer) => new Uint8Array(buffer),
  int8: (buffer) => new Int8Array(buffer),
  uint16: (buffer) => new Uint16Array(buffer),
  int16: (buffer) => new Int16Array(buffer),
  uint32: (buffer) => new Uint32Array(buffer),
  int32: (buffer) => new Int32Array(buffer),
  uint64: (buffer) => new BigUint64Array(buffer),
  int64: (buffer) => new BigInt64Array(buffer),
  float32: (buffer) => new Float32Array(buffer),
  float64: (buffer) => new Float64Array(buffer),
  complex64: (buffer) => new Float32Array(buffer),
  complex128: (buffer) => new Float64Array(buffer),
};

function numbers({ kind, values }: ElementType, cells: Uint8Array): NumberArray {
  const buffer = cells.buffer as ArrayBuffer;
  if (kind === "float16") return Float32Array.from(new Uint16Array(buffer), half);
  if (kind === "time") return secondsOf(new Int32Array(buffer));
  return arrays[values as Exclude<ValueType, "text">](buffer);
}

/** Times as pairs of millionths of a second and whole seconds. */
function secondsOf(pairs: Int32Array): Float64Array {
  return Float64Array.from({ length: pairs.length / 2 }, (_, i) => pairs[2 * i + 1] + 1e-6 * pairs[2 * i]);
}

/** A number of 16 bits: sign, five bits of exponent, ten of mantissa. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0x1f) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? (sign * mantissa) / 2 ** 24 : sign * (1024 + mantissa) * 2 ** (exponent - 25);
}
