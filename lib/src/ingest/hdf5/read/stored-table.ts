import type { ColumnData } from "../../fits/table/column-data";
import { rowRanges } from "../../fits/table/fits-table";
import { checkedRows, type RowRange } from "../../fits/table/row-range";
import { hdf5Error } from "./hdf5-error";
import { type Leaf, leavesOf, readLeaves } from "./read-values";
import { StoredDataset } from "./stored-dataset";
import { cellBytes, typeLabel } from "./value-type";

/** What is known about a column before it is read. */
export interface Hdf5ColumnInfo {
  /** Names of compounds in compounds are joined by slashes. */
  readonly name: string;
  /** The type of a cell in words. */
  readonly label: string;
  readonly unit?: string;
  readonly description?: string;
  /** Names of the numbers of an enumeration. */
  readonly names?: Readonly<Record<string, number>>;
}

/** Values of a column of a table, or of some of its rows. */
export interface Hdf5ColumnData extends ColumnData {
  description?: string;
}

/** A table in a file: a compound data set, as PyTables, pandas and h5py write them. */
export class Hdf5StoredTable extends StoredDataset {
  readonly kind = "table";
  #columns: readonly Hdf5ColumnInfo[] | undefined;

  /** How many rows. */
  get length(): number {
    return this.shape.reduce((a, b) => a * b, 1);
  }

  /** The columns in the order of the file. */
  get columns(): readonly Hdf5ColumnInfo[] {
    this.#columns ??= this.#leaves().map((leaf) => {
      const { path, type } = leaf;
      const unit = this.#note(path, "UNIT");
      const description = this.#note(path, "DESC");
      const { names } = type.element;
      return {
        name: path,
        label: typeLabel(type),
        ...(unit !== undefined && { unit }),
        ...(description !== undefined && { description }),
        ...(names && { names }),
      };
    });
    return this.#columns;
  }

  /** One column. */
  column(name: string | number, rows?: RowRange): Hdf5ColumnData {
    return this.read([name], rows)[0];
  }

  /**
   * Reads columns, all of them by default, in one pass.
   * @param names names or zero-based numbers; the name of a group of columns gives all of them
   * @throws {RangeError} when the rows are not in the table
   * @throws {NightbookError} `HDF5_MISSING`, `HDF5_DAMAGED`, `HDF5_TOO_LARGE`, `HDF5_UNSUPPORTED`
   */
  read(names?: readonly (string | number)[], rows?: RowRange): Hdf5ColumnData[] {
    const { start, end } = checkedRows(this.length, rows);
    const leaves = names ? names.flatMap((name) => this.#find(name)) : this.#leaves();
    const rowBytes = leaves.reduce((sum, { type }) => sum + cellBytes(type), 0);
    this.file.allow((end - start) * rowBytes, this.path);
    this.prepare();
    const { shape } = this;
    const inner = shape.slice(1);
    const source = this.elements({ start: inner.map(() => 0), end: inner });
    const isTable = shape.length === 1;
    // Tables of more than one axis are read whole.
    const [first, last] = isTable ? [start, end] : [0, shape[0] ?? 1];
    if (!isTable && end - start !== this.length)
      throw new RangeError(`${this.path} has more than one axis: [${shape}]`);
    const known = new Map(this.columns.map((column) => [column.name, column]));
    return readLeaves(this.file.library, this.file.id, source, leaves, first, last).map((data, i) => {
      const { name, unit, description } = known.get(leaves[i].path) as Hdf5ColumnInfo;
      return { name, ...data, ...(unit !== undefined && { unit }), ...(description !== undefined && { description }) };
    });
  }

  /** The table in parts, so that memory does not grow with its length. */
  *batches(names?: readonly (string | number)[], options: { rows?: number } = {}): Generator<Hdf5ColumnData[]> {
    for (const range of rowRanges(this.length, options.rows ?? usualRows)) yield this.read(names, range);
  }

  #leaves(): Leaf[] {
    return leavesOf(this.cell);
  }

  #find(wanted: string | number): Leaf[] {
    const leaves = this.#leaves();
    const found =
      typeof wanted === "number"
        ? leaves.slice(wanted, wanted + 1)
        : leaves.filter(({ path }) => path === wanted || path.startsWith(`${wanted}/`));
    if (found.length > 0) return found;
    const names = leaves.map(({ path }) => path);
    const hint = `Its columns are ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`;
    throw hdf5Error("HDF5_MISSING", `there is no column ${wanted}`, { part: this.path }, hint);
  }

  /** What ctapipe notes about a column: under a number, or in older files under its name. */
  #note(column: string, what: "UNIT" | "DESC"): string | undefined {
    const { attributes } = this;
    const named = Object.keys(attributes).find((name) => nameNote.test(name) && attributes[name] === column);
    const top = this.cell.kind === "compound" ? this.cell.members.findIndex(({ name }) => name === column) : -1;
    const number = named === undefined ? top : nameNote.exec(named)?.[1];
    const note = attributes[`CTAFIELD_${number}_${what}`] ?? attributes[`${column}_${what}`];
    return typeof note === "string" && note !== "" ? note : undefined;
  }
}

const nameNote = /^CTAFIELD_(\d+)_NAME$/;

/** Rows of a part when nothing is said. */
const usualRows = 65_536;
