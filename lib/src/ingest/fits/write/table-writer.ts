import { Header } from "../header/header";
import type { NumberArray } from "../image/pixel-array";
import type { ByteSink } from "./byte-sink";
import { type ColumnContent, type ColumnLayout, columnLayouts, formatOf, heapBytes } from "./column-layout";
import { encodeCells } from "./encode-cells";
import { encodeNumbers } from "./encode-numbers";
import { HduWriter } from "./hdu-writer";
import { addIdentity, freeCards, withCards } from "./header-bytes";

/** What a table is written with besides its columns. */
export interface TableOptions {
  name?: string;
  version?: number;
  /** Cards about what the table holds; those about how it is stored are made anew. */
  header?: Header;
  /** Characters of text columns, by name, where later rows have longer text than the first ones. */
  textWidths?: Readonly<Record<string, number>>;
}

/** Bytes of rows made at a time. */
const pieceBytes = 1 << 18;

/** Writes a binary table part by part; how many rows it gets need not be known before. */
export class TableWriter {
  readonly #layouts: readonly ColumnLayout[];
  readonly #rowBytes: number;
  readonly #out: HduWriter;
  readonly #heap: Uint8Array[] = [];
  #heapLength = 0;
  #rows = 0;
  readonly #longest: number[];

  constructor(
    sink: ByteSink,
    offset: number,
    first: readonly ColumnContent[],
    options: TableOptions & { checksum: boolean },
  ) {
    const { layouts, rowBytes } = columnLayouts(first, options.textWidths);
    this.#layouts = layouts;
    this.#rowBytes = rowBytes;
    this.#longest = layouts.map(() => 0);
    this.#out = new HduWriter(sink, offset, tableHeader(layouts, first, rowBytes, options), options);
  }

  /**
   * Writes rows.
   * @param columns of the same names, order and types as the first ones
   * @throws {RangeError} when they differ from the first ones, or in length
   */
  append(columns: readonly ColumnContent[]): void {
    const count = this.#rowsOf(columns);
    const perPiece = Math.max(1, Math.floor(pieceBytes / Math.max(1, this.#rowBytes)));
    for (let first = 0; first < count; first += perPiece) {
      const some = Math.min(perPiece, count - first);
      const rows = new Uint8Array(some * this.#rowBytes);
      for (const [i, layout] of this.#layouts.entries()) {
        if (layout.isVariable) this.#variable(columns[i], layout, i, first, some, rows);
        else encodeCells(columns[i], layout, first, some, rows, this.#rowBytes);
      }
      this.#out.write(rows);
    }
    this.#rows += count;
  }

  /** Writes the arrays of variable length behind the rows and completes the header. */
  end(): number {
    for (const piece of this.#heap) this.#out.write(piece);
    this.#out.header.set("NAXIS2", this.#rows).set("PCOUNT", this.#heapLength);
    for (const [i, layout] of this.#layouts.entries()) {
      if (layout.isVariable) this.#out.header.set(`TFORM${i + 1}`, formatOf(layout, this.#longest[i]));
    }
    return this.#out.end();
  }

  #rowsOf(columns: readonly ColumnContent[]): number {
    if (columns.length !== this.#layouts.length) {
      throw new RangeError(`The table has ${this.#layouts.length} columns: ${columns.length}`);
    }
    const counts = columns.map((column, i) => {
      const { name, code, cellShape, isVariable } = this.#layouts[i];
      if (column.name !== name) throw new RangeError(`Column ${i} is ${name}, not: ${column.name}`);
      if (isVariable) return (column.offsets?.length ?? 1) - 1;
      const cells = cellShape.reduce((product, length) => product * length, 1);
      const perRow = code === "C" || code === "M" ? 2 * cells : cells;
      return perRow === 0 ? undefined : column.values.length / perRow;
    });
    const count = counts.find((rows) => rows !== undefined) ?? 0;
    const odd = counts.findIndex((rows) => rows !== undefined && (rows !== count || !Number.isInteger(rows)));
    if (odd < 0) return count;
    throw new RangeError(`Columns must have equal length: ${columns[odd].name} has ${counts[odd]} rows, not ${count}`);
  }

  #variable(
    column: ColumnContent,
    layout: ColumnLayout,
    index: number,
    first: number,
    count: number,
    rows: Uint8Array,
  ): void {
    const offsets = column.offsets as Float64Array;
    const view = new DataView(rows.buffer);
    for (let row = 0; row < count; row++) {
      const [from, to] = [offsets[first + row], offsets[first + row + 1]];
      const bytes = heapArray(column, layout, first + row, from, to);
      const length = layout.type === "text" ? bytes.length : to - from;
      const at = row * this.#rowBytes + layout.offset;
      view.setBigInt64(at, BigInt(length));
      view.setBigInt64(at + 8, BigInt(length === 0 ? 0 : this.#heapLength));
      this.#longest[index] = Math.max(this.#longest[index], length);
      this.#heap.push(bytes);
      this.#heapLength += bytes.length;
    }
  }
}

function heapArray(column: ColumnContent, layout: ColumnLayout, row: number, from: number, to: number): Uint8Array {
  if (layout.type === "text") {
    return Uint8Array.from((column.values as readonly string[])[row], (character) => character.charCodeAt(0));
  }
  const places = layout.code === "C" || layout.code === "M" ? 2 : 1;
  const bytes = new Uint8Array(heapBytes(layout.code, to - from));
  const view = new DataView(bytes.buffer);
  encodeNumbers(column.values as NumberArray, layout.type, places * from, places * (to - from), 1, view, 0, 0);
  return bytes;
}

function tableHeader(
  layouts: readonly ColumnLayout[],
  columns: readonly ColumnContent[],
  rowBytes: number,
  options: TableOptions,
): Header {
  const header = new Header()
    .set("XTENSION", "BINTABLE", { comment: "binary table extension" })
    .set("BITPIX", 8)
    .set("NAXIS", 2)
    .set("NAXIS1", rowBytes, { comment: "bytes per row" })
    .set("NAXIS2", 0, { comment: "rows" })
    .set("PCOUNT", 0, { comment: "bytes of the heap" })
    .set("GCOUNT", 1)
    .set("TFIELDS", layouts.length, { comment: "columns" });
  addIdentity(header, options);
  for (const [i, layout] of layouts.entries()) {
    const n = i + 1;
    const { unit, description, display } = columns[i];
    header.set(`TTYPE${n}`, layout.name).set(`TFORM${n}`, formatOf(layout, 2 ** 31));
    if (layout.cellShape.length > (layout.type === "text" ? 0 : 1)) {
      const cells = layout.cellShape.reduce((product, length) => product * length, 1);
      const width = layout.type === "text" ? [cells === 0 ? 0 : layout.repeat / cells] : [];
      header.set(`TDIM${n}`, `(${[...width, ...[...layout.cellShape].reverse()].join(",")})`);
    }
    if (unit !== undefined) header.set(`TUNIT${n}`, unit);
    if (layout.zero !== undefined) header.set(`TSCAL${n}`, 1).set(`TZERO${n}`, layout.zero);
    if (layout.null !== undefined) header.set(`TNULL${n}`, layout.null);
    if (display !== undefined) header.set(`TDISP${n}`, display);
    if (description !== undefined) header.set(`TCOMM${n}`, description);
  }
  return options.header ? withCards(header, freeCards(options.header, "table")) : header;
}
