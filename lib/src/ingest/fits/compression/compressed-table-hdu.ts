import { memorySource } from "../byte-source";
import { fitsError } from "../fits-error";
import type { HduRecord } from "../hdu/hdu";
import { Hdu } from "../hdu/hdu";
import { dataExtent } from "../header/data-extent";
import type { Header } from "../header/header";
import { BinaryTableHdu } from "../table/binary-table-hdu";
import type { ColumnData } from "../table/column-data";
import type { BatchOptions, FitsTable } from "../table/fits-table";
import type { ReadOptions } from "../table/read-columns";
import type { RowRange } from "../table/row-range";
import type { BinaryColumn } from "../table/table-column";
import { unpackedTableHeader } from "./compressed-header";
import { unpackTable } from "./unpack-table";

/** A binary table whose columns are packed tile by tile. It is unpacked when its first values are asked for. */
export class CompressedTableHdu extends Hdu implements FitsTable {
  readonly columns: readonly BinaryColumn[];
  readonly length: number;
  /** The header of the table as it was before packing. */
  readonly tableHeader: Header;
  /** The table whose cells hold the packed columns. */
  readonly packed: BinaryTableHdu;
  #unpacked: BinaryTableHdu | undefined;

  constructor(record: HduRecord) {
    super("compressed table", record);
    this.packed = new BinaryTableHdu(record);
    this.tableHeader = unpackedTableHeader(record.header);
    const shell = new BinaryTableHdu(this.#record(new Uint8Array(0)));
    this.columns = shell.columns;
    this.length = record.header.integer("ZNAXIS2") ?? 0;
    if (this.length < 0 || this.columns.length !== this.packed.columns.length) {
      throw fitsError("FITS_DAMAGED", "the packed table and the header of the table disagree", { part: this.label });
    }
  }

  column(name: string | number, rows?: RowRange, options?: ReadOptions): ColumnData {
    return this.unpacked().column(name, rows, options);
  }

  read(names?: readonly (string | number)[], rows?: RowRange, options?: ReadOptions): ColumnData[] {
    return this.unpacked().read(names, rows, options);
  }

  *batches(names?: readonly (string | number)[], options?: BatchOptions): Generator<ColumnData[]> {
    yield* this.unpacked().batches(names, options);
  }

  /**
   * The table as it was before packing, in memory.
   * @throws {NightbookError} `FITS_DAMAGED` when a tile cannot be unpacked
   */
  unpacked(): BinaryTableHdu {
    this.#unpacked ??= new BinaryTableHdu(this.#record(unpackTable(this.packed, this.columns, this.tableHeader)));
    return this.#unpacked;
  }

  #record(bytes: Uint8Array): HduRecord {
    const header = this.tableHeader;
    const source = memorySource(bytes);
    return { ...this.record, header, extent: dataExtent(header), source, dataOffset: 0, available: bytes.length };
  }
}
