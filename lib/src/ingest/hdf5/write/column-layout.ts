import { utf8 } from "../../../core/text";
import type { Hdf5Column, Hdf5ColumnGroup } from "../hdf5-tree";
import {
  arrayType,
  complexType,
  compound,
  type Datatype,
  type NumberName,
  numberName,
  numberType,
  paddedText,
  truthBits,
} from "./datatype";

/** How the cells of one column lie in the rows. */
export interface CellLayout {
  /** Names from the outermost group of columns inwards, with slashes between. */
  readonly path: string;
  readonly kind: "text" | "logical" | "complex" | "number";
  readonly number: NumberName;
  /** Elements of the array of values per row. */
  readonly perRow: number;
  readonly element: Datatype;
  readonly offset: number;
  readonly bytes: number;
  readonly unit: string | undefined;
  readonly description: string | undefined;
}

/** How the columns of a table lie in its rows. */
export interface TableLayout {
  readonly type: Datatype;
  /** All columns, those of groups too, in the order of the rows. */
  readonly cells: readonly CellLayout[];
  /** Names of the outermost columns and groups. */
  readonly names: readonly string[];
}

/** Bytes of a row from which on no HDF5 library takes a chunk. */
const mostRowBytes = 2 ** 31;

/**
 * How columns lie in rows, without gaps.
 * @param columns with some or all of their values
 * @throws {RangeError} when there are no columns, or names are empty or twice
 * @throws {TypeError} when values are neither numbers nor texts
 */
export function tableLayout(columns: readonly (Hdf5Column | Hdf5ColumnGroup)[]): TableLayout {
  const cells: CellLayout[] = [];
  const type = compoundOf(columns, "", 0, cells);
  if (type.size >= mostRowBytes) throw new RangeError(`Rows of a table are too long, bytes: ${type.size}`);
  return { type, cells, names: columns.map(({ name }) => name) };
}

/** Columns side by side from an offset of the row on. */
function compoundOf(
  columns: readonly (Hdf5Column | Hdf5ColumnGroup)[],
  path: string,
  start: number,
  cells: CellLayout[],
): Datatype {
  if (columns.length === 0 || columns.length > 0xffff) {
    throw new RangeError(`A table has between 1 and 65535 columns: ${columns.length}`);
  }
  const names = new Set<string>();
  let size = 0;
  const members = columns.map((column) => {
    const { name } = column;
    if (name === "" || name.includes("/") || name.includes("\0") || names.has(name)) {
      throw new RangeError(`Columns need names of their own without "/": ${JSON.stringify(name)}`);
    }
    names.add(name);
    const offset = size;
    let type: Datatype;
    if (isGroup(column)) type = compoundOf(column.columns, `${path}${name}/`, start + offset, cells);
    else {
      const { cell, whole } = cellLayout(column, `${path}${name}`, start + offset);
      cells.push(cell);
      type = whole;
    }
    size += type.size;
    return { name: utf8(name), offset, type };
  });
  return compound(members, size);
}

function isGroup(column: Hdf5Column | Hdf5ColumnGroup): column is Hdf5ColumnGroup {
  return "columns" in column;
}

function cellLayout(column: Hdf5Column, path: string, offset: number): { cell: CellLayout; whole: Datatype } {
  const { values, type, cellShape = [], unit, description } = column;
  if (!cellShape.every((length) => Number.isInteger(length) && length > 0)) {
    throw new RangeError(`The shape of cells of ${path} must be whole numbers above 0: [${cellShape}]`);
  }
  const count = cellShape.reduce((a, b) => a * b, 1);
  const kind = isTexts(values) ? "text" : (type ?? "number");
  const number = isTexts(values) ? "uint8" : numberName(values);
  const isRight = { text: true, number: true, logical: number === "uint8", complex: number.startsWith("float") }[kind];
  if (!isRight) throw new TypeError(`The ${kind} column ${path} cannot be stored as: ${number}`);
  const element = elementType(kind, number, column);
  const whole = cellShape.length === 0 ? element : arrayType(cellShape, element);
  const perRow = kind === "complex" ? 2 * count : count;
  return { cell: { path, kind, number, perRow, element, offset, bytes: whole.size, unit, description }, whole };
}

function elementType(kind: CellLayout["kind"], number: NumberName, column: Hdf5Column): Datatype {
  if (kind === "number") return numberType(number);
  if (kind === "logical") return truthBits();
  if (kind === "complex") return complexType(number === "float32" ? 8 : 16);
  const { name, textBytes } = column;
  const longest = (column.values as readonly string[]).reduce((most, text) => Math.max(most, utf8(text).length), 1);
  const width = textBytes ?? longest;
  if (!Number.isInteger(width) || width < 1) throw new RangeError(`The width of ${name} must be at least 1: ${width}`);
  return paddedText(width);
}

/** Columns without the groups round them, in the order of the rows. */
export function flatColumns(columns: readonly (Hdf5Column | Hdf5ColumnGroup)[], path = ""): [string, Hdf5Column][] {
  return columns.flatMap((column): [string, Hdf5Column][] =>
    isGroup(column) ? flatColumns(column.columns, `${path}${column.name}/`) : [[`${path}${column.name}`, column]],
  );
}

export function isTexts(values: Hdf5Column["values"]): values is readonly string[] {
  return Array.isArray(values);
}
