import type { Table as ArrowTable } from "apache-arrow";
import { type Chart, columnPlot } from "../../charts";
import { arrowFile } from "../../core/arrow";
import { type Displayable, displaySymbol, type MimeBundle } from "../../core/display";
import { unitFactor } from "../../core/units";
import { arrowTableOf } from "../../ingest/arrow-ipc";
import type { ColumnData, NumberArray } from "../../ingest/fits";
import type { DescribedColumn, Fact, TableData } from "../../ingest/table";
import { toDanfo } from "../danfo/arrow-danfo.node";
import type { DanfoFrame } from "../danfo/danfo-types";
import { Table } from "../table";
import { type SaveTableOptions, saveTable } from "../tables/save-table.node";
import { cellText } from "./cell-text";
import { describeColumn } from "./describe-column";
import { takeRows } from "./take-rows";

/** A column of {@link Records} with what is known about it. */
export type RecordColumn = DescribedColumn;

/** Where records come from. */
export interface Provenance {
  /** The file, as it was named. */
  file?: string;
  /** The part of it. */
  part?: string;
}

/** One row: column name to value; `null` where it is missing. */
export type RecordRow = Record<string, unknown>;

/**
 * Rows of named columns that know their units, descriptions and origin. They draw themselves as a table of their
 * first rows.
 *
 * @example
 * ```ts
 * import { Records } from "nightbook";
 *
 * const events = new Records([
 *   { name: "time", unit: "s", type: "float64", length: 3, cellShape: [], values: Float64Array.of(1, 2, 3) },
 *   { name: "pi", type: "int16", length: 3, cellShape: [], values: Int16Array.of(50, 500, 70) },
 * ]);
 * events.where((row) => Number(row.pi) < 100).length; // => 2
 * events.unit("time"); // => "s"
 * ```
 */
export class Records implements Displayable, TableData {
  /** How many rows. */
  readonly length: number;

  constructor(
    readonly columns: readonly RecordColumn[],
    readonly provenance: Provenance = {},
    /** Facts about all of it: keywords of a header, comments, whatever its file says. */
    readonly metadata: Readonly<Record<string, Fact>> = {},
  ) {
    this.length = columns[0]?.length ?? 0;
  }

  /** Names of the columns. */
  get names(): string[] {
    return this.columns.map(({ name }) => name);
  }

  /**
   * A column by its name, as written or whatever its case.
   * @throws {RangeError} when there is none
   */
  column(name: string): RecordColumn {
    const lower = name.toLowerCase();
    const found =
      this.columns.find((column) => column.name === name) ??
      this.columns.find((column) => column.name.toLowerCase() === lower);
    if (found) return found;
    throw new RangeError(`There is no such column (there are ${this.names.join(", ")}): ${name}`);
  }

  /** Unit of a column as its file writes it; empty when it has none. */
  unit(name: string): string {
    return this.column(name).unit ?? "";
  }

  /**
   * The numbers of a column as doubles, in another unit if one is asked for; NaN where one is missing.
   * @throws {RangeError} when the column holds text, or the unit does not fit its own
   */
  values(name: string, unit?: string): Float64Array {
    const { values, missing, unit: own } = this.column(name);
    if (Array.isArray(values)) throw new RangeError(`The column holds text: ${name}`);
    const factor = unit === undefined ? 1 : unitFactor(own ?? "", unit);
    const doubles = new Float64Array(values.length);
    for (let i = 0; i < doubles.length; i++) doubles[i] = missing?.[i] ? Number.NaN : Number(values[i]) * factor;
    return doubles;
  }

  /**
   * One row; `null` where a value is missing, arrays for cells of several values.
   * @throws {RangeError} when there is no such row
   */
  row(index: number): RecordRow {
    this.#checkRow(index);
    return Object.fromEntries(this.columns.map((column) => [column.name, cellOf(column, index)]));
  }

  #checkRow(row: number): void {
    if (Number.isInteger(row) && row >= 0 && row < this.length) return;
    throw new RangeError(`There is no such row (there are ${this.length}): ${row}`);
  }

  /** The first rows. */
  head(count = 5): Records {
    return this.take(Array.from({ length: Math.min(count, this.length) }, (_, i) => i));
  }

  /** Some columns, in this order. */
  select(...names: string[]): Records {
    return new Records(
      names.map((name) => this.column(name)),
      this.provenance,
      this.metadata,
    );
  }

  /** The rows that a test lets pass, or those of a mask that are not 0. */
  where(test: ((row: RecordRow, index: number) => boolean) | ArrayLike<number | boolean>): Records {
    const kept: number[] = [];
    if (typeof test === "function") {
      for (let i = 0; i < this.length; i++) if (test(this.row(i), i)) kept.push(i);
    } else {
      if (test.length !== this.length) throw new RangeError(`A mask needs ${this.length} entries: ${test.length}`);
      for (let i = 0; i < this.length; i++) if (test[i]) kept.push(i);
    }
    return this.take(kept);
  }

  /**
   * Rows by their numbers, in this order.
   * @throws {RangeError} when there is no such row
   */
  take(rows: readonly number[]): Records {
    for (const row of rows) this.#checkRow(row);
    return new Records(
      this.columns.map((column) => takeRows(column, rows)),
      this.provenance,
      this.metadata,
    );
  }

  /** Count, mean, deviation and extremes of each column. */
  describe(): Table {
    return new Table(
      [
        { title: "column" },
        { title: "unit" },
        { title: "type" },
        { title: "there", align: "right" },
        { title: "mean", align: "right" },
        { title: "deviation", align: "right" },
        { title: "least", align: "right" },
        { title: "most", align: "right" },
        { title: "description" },
      ],
      this.columns.map(describeColumn),
    );
  }

  /**
   * A scatter plot of two columns, or a histogram of one; without names of the first columns of single numbers.
   * @throws {RangeError} when there are no numbers
   */
  plot(x?: string, y?: string): Chart {
    if (x === undefined) {
      const isNumber = ({ type, cellShape, offsets }: RecordColumn) =>
        /^(u?int|float)/.test(type) && cellShape.length === 0 && offsets === undefined;
      const [first, second] = this.columns.filter(isNumber);
      if (first === undefined) throw new RangeError(`No column holds single numbers: ${this.names.join(", ")}`);
      return this.plot(first.name, second?.name);
    }
    const quantity = (name: string) => ({ name, unit: this.unit(name), values: this.values(name) });
    return columnPlot(quantity(x), y === undefined ? undefined : quantity(y));
  }

  /** An Apache Arrow table; numbers are taken over without a copy. */
  toArrow(): ArrowTable {
    return arrowTableOf({ columns: this.columns, metadata: { ...this.metadata, ...this.provenance } });
  }

  /** A frame of danfojs, which has no units; danfojs is loaded with the first call. */
  toDanfo(): DanfoFrame {
    return toDanfo(this.toArrow());
  }

  /**
   * Writes the table, in the format that the extension names: FITS, HDF5, CSV, ECSV, Arrow or Feather, Parquet.
   * @throws {RangeError} when the extension names none
   * @throws {NightbookError} `FILE_EXISTS` unless `overwrite`, `FILE_UNWRITABLE`, `TABLE_UNSUPPORTED`
   */
  async save(path: string, options: SaveTableOptions = {}): Promise<void> {
    const { file, part } = this.provenance;
    // Only the last part of a path says something on another machine.
    const origin = { ...(file ? { file: file.split(/[\\/]/).at(-1) ?? file } : {}), ...(part ? { part } : {}) };
    await saveTable({ columns: this.columns, metadata: { ...this.metadata, ...origin } }, path, options);
  }

  /** An Arrow file, which is also a Feather file. */
  toArrowFile(): Uint8Array {
    return arrowFile(this.toArrow());
  }

  /** The first rows as text. */
  toString(): string {
    return this.#table(10).toString();
  }

  [displaySymbol](): MimeBundle {
    return this.#table(10)[displaySymbol]();
  }

  #table(rows: number): Table {
    const shown = this.columns.slice(0, 16);
    const more = this.columns.length > shown.length ? `, the first ${shown.length} shown` : "";
    const { file, part } = this.provenance;
    const origin = [file, part].filter(Boolean).join(", ");
    const caption = `${origin === "" ? "" : `${origin}: `}${this.length} rows, ${this.columns.length} columns${more}`;
    return new Table(
      shown.map(({ name, unit, type }) => ({
        title: name,
        unit,
        align: type === "text" ? ("left" as const) : ("right" as const),
      })),
      Array.from({ length: Math.min(rows, this.length) }, (_, i) => shown.map((column) => cellText(column, i))),
      caption,
    );
  }
}

/** Value of a cell. */
function cellOf(column: ColumnData, row: number): unknown {
  const { values, cellShape, offsets, type, missing } = column;
  if (Array.isArray(values)) {
    if (cellShape.length > 0) return slice(values, row, cellShape);
    return missing?.[row] ? null : values[row];
  }
  const places = type.startsWith("complex") ? 2 : 1;
  if (offsets) return values.slice(places * offsets[row], places * offsets[row + 1]);
  if (cellShape.length > 0 || places === 2) return slice(values, row, [...cellShape, places]);
  if (missing?.[row]) return null;
  return type === "logical" ? values[row] === 1 : values[row];
}

function slice<Values extends NumberArray | string[]>(values: Values, row: number, shape: readonly number[]) {
  const cell = shape.reduce((product, length) => product * length, 1);
  return values.slice(row * cell, (row + 1) * cell);
}
