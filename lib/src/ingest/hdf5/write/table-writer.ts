import { utf8 } from "../../../core/text";
import type { Hdf5Attributes, Hdf5Column, Hdf5ColumnGroup, Hdf5TableOptions } from "../hdf5-tree";
import type { BlockStore } from "./block-store";
import type { ChunkPlace } from "./chunk-index";
import { type CellLayout, flatColumns, isTexts, type TableLayout, tableLayout } from "./column-layout";
import type { ChunkFilters } from "./compression";
import { numberName } from "./datatype";
import type { RowBlock } from "./encode-cells";
import { type CellPart, encodeRows } from "./encode-rows";

/** Bytes of a chunk when nothing is said: large enough to be packed well, small enough for a few rows to be read. */
const packedChunkBytes = 1 << 18;
/** Chunks that are not packed need not be read whole for a few rows. */
const plainChunkBytes = 1 << 20;
/** Tables that do not fill a chunk get a smaller one, but not below this, since rows may be added later. */
const leastChunkBytes = 1 << 13;
/** HDF5 has chunks below 4 GiB; this side of 2 GiB every library copes. */
const mostChunkBytes = 2 ** 31 - 1;

/** Writes a table part by part; how many rows it gets need not be known before. */
export class TableWriter {
  /** Attributes beside those by which PyTables knows a table; they may be set until the file ends. */
  attributes: Hdf5Attributes;
  readonly title: string;
  readonly layout: TableLayout;
  readonly filters: ChunkFilters;
  readonly chunks: ChunkPlace[] = [];
  readonly #store: BlockStore;
  readonly #mayShrink: boolean;
  #chunkRows: number;
  readonly #spare: Uint8Array[] = [];
  #block: RowBlock;
  #filled = 0;
  #rows = 0;

  constructor(store: BlockStore, first: readonly (Hdf5Column | Hdf5ColumnGroup)[], options: Hdf5TableOptions) {
    const { title = "", attributes = {}, compression, shuffle = compression !== undefined } = options;
    this.layout = tableLayout(first);
    const rowBytes = this.layout.type.size;
    const chunkBytes = compression ? packedChunkBytes : plainChunkBytes;
    const chunkRows = options.chunkRows ?? Math.max(1, Math.floor(chunkBytes / rowBytes));
    if (!Number.isInteger(chunkRows) || chunkRows < 1 || chunkRows * rowBytes > mostChunkBytes) {
      throw new RangeError(`Chunks of ${rowBytes} bytes a row cannot have rows: ${chunkRows}`);
    }
    this.title = title;
    this.attributes = attributes;
    this.#chunkRows = chunkRows;
    this.#mayShrink = options.chunkRows === undefined;
    // A row of one byte has nothing to be sorted.
    this.filters = { shuffle: shuffle && rowBytes > 1, compression };
    this.#store = store;
    this.#block = this.#empty();
  }

  /** Rows of a chunk. */
  get chunkRows(): number {
    return this.#chunkRows;
  }

  /** Rows that have been appended. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Writes rows. Await it: it waits when other threads cannot keep up.
   * @param columns of the same names, order and types as the first ones; they may change when it is done
   * @throws {RangeError} when they differ from the first ones, or in length, or a text is too long
   */
  async append(columns: readonly (Hdf5Column | Hdf5ColumnGroup)[]): Promise<void> {
    for (const _chunk of this.fill(columns)) if (this.#store.isFull) await this.#store.room();
  }

  /** As {@link append}, in steps of a chunk, so that the caller decides about waiting. */
  *fill(columns: readonly (Hdf5Column | Hdf5ColumnGroup)[]): Generator<number> {
    const { cells } = this.layout;
    const flat = flatColumns(columns);
    const count = countRows(cells, flat);
    for (let first = 0; first < count; ) {
      const some = Math.min(count - first, this.#chunkRows - this.#filled);
      const parts = cells.map((cell, k) => cellBytes(cell, flat[k][1], first, some));
      encodeRows(parts, some, this.#block, this.#filled);
      first += some;
      this.#filled += some;
      this.#rows += some;
      if (this.#filled === this.#chunkRows) {
        this.#flush();
        yield first;
      }
    }
  }

  /** Writes the rows that do not fill a chunk. Done when the file ends. */
  end(): void {
    if (this.#mayShrink && this.#rows === this.#filled) this.#shrink();
    if (this.#filled === 0) return;
    // What is left of earlier rows behind the last one would never be read, but would be packed.
    const { bytes, rows, rowBytes, shuffle } = this.#block;
    if (shuffle) for (let k = 0; k < rowBytes; k++) bytes.fill(0, k * rows + this.#filled, (k + 1) * rows);
    else bytes.fill(0, this.#filled * rowBytes);
    this.#flush();
  }

  /** Makes the only chunk as small as its rows allow. */
  #shrink(): void {
    const { bytes, rows, rowBytes, shuffle } = this.#block;
    const fewer = Math.min(rows, Math.max(this.#filled, Math.ceil(leastChunkBytes / rowBytes)));
    const kept = new Uint8Array(fewer * rowBytes);
    if (!shuffle) kept.set(bytes.subarray(0, kept.length));
    else for (let k = 0; k < rowBytes; k++) kept.set(bytes.subarray(k * rows, k * rows + fewer), k * fewer);
    this.#chunkRows = fewer;
    this.#block = { bytes: kept, rowBytes, rows: fewer, shuffle };
  }

  #empty(): RowBlock {
    const rowBytes = this.layout.type.size;
    const bytes = this.#spare.pop() ?? new Uint8Array(this.#chunkRows * rowBytes);
    return { bytes, rowBytes, rows: this.#chunkRows, shuffle: this.filters.shuffle ?? false };
  }

  #flush(): void {
    const { bytes } = this.#block;
    const { compression } = this.filters;
    const offset = [this.#rows - this.#filled];
    const packed = compression ? compression.pack(bytes, this.layout.type.size) : bytes;
    this.#store.place(packed, (address, length) => {
      this.chunks.push({ offset, address, bytes: length });
      this.#spare.push(bytes);
    });
    this.#filled = 0;
    this.#block = this.#empty();
  }
}

/** Rows of columns that fit a layout. */
function countRows(cells: readonly CellLayout[], flat: readonly [string, Hdf5Column][]): number {
  if (flat.length !== cells.length) throw new RangeError(`The table has ${cells.length} columns: ${flat.length}`);
  const counts = cells.map(({ path, kind, number, perRow }, k) => {
    const [name, { values }] = flat[k];
    if (name !== path) throw new RangeError(`Column ${k} of the table is ${path}, not: ${name}`);
    const found = isTexts(values) ? "text" : numberName(values);
    const wanted = kind === "text" ? "text" : number;
    if (found !== wanted) throw new RangeError(`The column ${path} holds ${wanted}, not: ${found}`);
    return values.length / perRow;
  });
  const odd = counts.findIndex((count) => count !== counts[0] || !Number.isInteger(count));
  if (odd < 0) return counts[0];
  throw new RangeError(
    `Columns must have equal length: ${cells[odd].path} has ${counts[odd]} rows, ${cells[0].path} ${counts[0]}`,
  );
}

/** Some cells of a column as bytes. */
function cellBytes(cell: CellLayout, { values }: Hdf5Column, first: number, count: number): CellPart {
  const { offset, bytes: cellBytes } = cell;
  if (!isTexts(values)) {
    const start = values.byteOffset + first * cellBytes;
    return { offset, cellBytes, cells: new Uint8Array(values.buffer, start, count * cellBytes) };
  }
  const width = cell.element.size;
  const cells = new Uint8Array(count * cellBytes);
  for (let i = 0; i < count * cell.perRow; i++) {
    const value = values[first * cell.perRow + i];
    const text = utf8(value);
    if (text.length > width) {
      throw new RangeError(`Texts of ${cell.path} have up to ${width} bytes: ${JSON.stringify(value)}`);
    }
    cells.set(text, i * width);
  }
  return { offset, cellBytes, cells };
}
