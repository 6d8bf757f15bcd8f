import { fitsError } from "../fits-error";
import { Hdu, type HduRecord } from "../hdu/hdu";
import { binaryColumns } from "./binary-columns";
import type { ColumnData } from "./column-data";
import { type BatchOptions, type FitsTable, findColumn, rowRanges } from "./fits-table";
import { type ReadOptions, readColumns } from "./read-columns";
import { recycledMemory } from "./recycled-memory";
import { checkedRows, mostEmptyRows, type RowRange } from "./row-range";
import type { BinaryColumn } from "./table-column";
import type { TableRows } from "./table-rows";

/** Rows per batch when nothing else is asked for. */
const batchRows = 65536;

/** A BINTABLE extension. */
export class BinaryTableHdu extends Hdu implements FitsTable {
  readonly columns: readonly BinaryColumn[];
  readonly length: number;
  /** Access to the bytes. */
  readonly rows: TableRows;

  constructor(record: HduRecord) {
    super("binary table", record);
    const { extent } = record;
    const part = this.label;
    if (extent.axes.length !== 2 || extent.bitpix !== 8) {
      throw fitsError("FITS_DAMAGED", "a binary table has BITPIX 8 and two axes", { part });
    }
    this.columns = binaryColumns(record.header, part);
    const [rowBytes, declared] = extent.axes;
    this.length =
      rowBytes === 0 ? Math.min(declared, mostEmptyRows) : Math.min(declared, Math.floor(record.available / rowBytes));
    this.rows = this.#rows(rowBytes, declared);
  }

  /**
   * Values of one column.
   * @param name as written or whatever its case, or the zero-based number
   * @param rows which; all by default
   * @throws {NightbookError} `FITS_MISSING` when there is no such column, `FITS_DAMAGED` when its arrays lie outside
   */
  column(name: string | number, rows?: RowRange, options?: ReadOptions): ColumnData {
    return this.read([name], rows, options)[0];
  }

  read(names?: readonly (string | number)[], rows?: RowRange, options?: ReadOptions): ColumnData[] {
    return readColumns(this.rows, this.#columns(names), checkedRows(this.length, rows), this.label, options);
  }

  *batches(
    names?: readonly (string | number)[],
    { rows = batchRows, reuse = false }: BatchOptions = {},
  ): Generator<ColumnData[]> {
    const columns = this.#columns(names);
    const memory = reuse ? recycledMemory(this.rows.allocate) : undefined;
    const source = memory ? { ...this.rows, allocate: memory.allocate } : this.rows;
    for (const range of rowRanges(this.length, rows)) {
      memory?.again();
      yield readColumns(source, columns, range, this.label);
    }
  }

  #columns(names?: readonly (string | number)[]): readonly BinaryColumn[] {
    return names?.map((name) => findColumn(this.columns, name, this.label)) ?? this.columns;
  }

  #rows(rowBytes: number, declared: number): TableRows {
    const { header, available } = this.record;
    const end = rowBytes * declared;
    // PCOUNT may be too small; what lies before the next HDU can still be reached.
    const theap = header.integer("THEAP") ?? end;
    return {
      rowBytes,
      length: this.length,
      heapLength: Math.max(0, available - theap),
      allocate: this.record.codecs.allocate,
      rows: (start, count, buffer) => this.dataBytes(start * rowBytes, count * rowBytes, buffer),
      heap: (offset, length) => this.dataBytes(theap + offset, length),
    };
  }
}
