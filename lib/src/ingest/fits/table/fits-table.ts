import { fitsError } from "../fits-error";
import type { ColumnData } from "./column-data";
import type { RowRange } from "./row-range";
import type { TableColumn } from "./table-column";

/** How a table is read in parts. */
export interface BatchOptions {
  /** Rows of a part. */
  rows?: number;
  /** A part may be written over the one before, whose values nobody looks at any more: binary tables then need no more. */
  reuse?: boolean;
}

/** What tables have in common, be they binary, ASCII or packed. */
export interface FitsTable {
  readonly label: string;
  /** Rows that are there: fewer than declared when the file ends before. */
  readonly length: number;
  readonly columns: readonly TableColumn[];
  /** Values of one column; the file is read now, not before. */
  column(name: string | number, rows?: RowRange): ColumnData;
  /** Values of several columns (all by default), read in one pass. */
  read(names?: readonly (string | number)[], rows?: RowRange): ColumnData[];
  /** The table in parts, so that memory does not grow with its length. */
  batches(names?: readonly (string | number)[], options?: BatchOptions): Iterable<ColumnData[]>;
}

/**
 * The column of a name, as written or whatever its case, or of a zero-based number.
 * @throws {NightbookError} `FITS_MISSING` when there is none
 */
export function findColumn<Column extends TableColumn>(
  columns: readonly Column[],
  wanted: string | number,
  part: string,
): Column {
  const lower = typeof wanted === "string" ? wanted.toLowerCase() : undefined;
  const found =
    typeof wanted === "number"
      ? columns[wanted]
      : (columns.find(({ name }) => name === wanted) ?? columns.find(({ name }) => name.toLowerCase() === lower));
  if (found !== undefined) return found;
  const names = columns.map(({ name }) => name);
  const hint = `Its columns are ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`;
  throw fitsError("FITS_MISSING", `there is no column ${wanted}`, { part }, hint);
}

/** Ranges of rows of about equal length that cover a table. */
export function* rowRanges(length: number, rows: number): Generator<{ start: number; end: number }> {
  if (!(Number.isInteger(rows) && rows > 0)) throw new RangeError(`A batch has at least one row: ${rows}`);
  for (let start = 0; start < length; start += rows) yield { start, end: Math.min(start + rows, length) };
}
