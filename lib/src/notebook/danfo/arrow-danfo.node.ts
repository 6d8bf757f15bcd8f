import { DataType, Table } from "apache-arrow";
import { arrowTable, type TableColumn } from "../../core/arrow";
import { danfo } from "./danfo.node";
import type { DanfoFrame, DanfoSeries, DanfoValue } from "./danfo-types";

declare module "apache-arrow/table" {
  interface Table {
    /** The table as a frame of danfojs: see `toDanfo` of `nightbook`. */
    toDanfo(): import("./danfo-types").DanfoFrame;
  }
}

/** Every Arrow table can become a frame by itself. */
export function installToDanfo(): void {
  Object.defineProperty(Table.prototype, "toDanfo", {
    value(this: Table) {
      return toDanfo(this);
    },
    writable: true,
    configurable: true,
  });
}

/**
 * A frame of danfojs with the columns of an Arrow table. Missing numbers become `NaN`, other missing values `null`;
 * times become text as ISO 8601 writes them, and integers beyond 2⁵³ text. Units do not travel: a frame has none.
 *
 * @param table the table; not modified
 * @returns the frame
 * @see {@link fromDanfo} for the way back
 * @example
 * ```ts
 * import { tableFromArrays } from "apache-arrow";
 * import { toDanfo } from "nightbook";
 *
 * const frame = toDanfo(tableFromArrays({ flux: Float64Array.of(1, 2, 6) }));
 * frame.column("flux").mean(); // => 3
 * ```
 */
export function toDanfo(table: Table): DanfoFrame {
  const { DataFrame } = danfo();
  const columns = table.schema.fields.map((field, index) => {
    const vector = table.getChildAt(index);
    const read = reader(field.type);
    return Array.from({ length: table.numRows }, (_, row) => read(vector?.get(row)));
  });
  const rows = Array.from({ length: table.numRows }, (_, row) => columns.map((column) => column[row] ?? null));
  // danfojs guesses the type of a column from its first values only.
  const dtypes = table.schema.fields.map(({ type }, index) => dtypeOf(type, columns[index] ?? []));
  const names = table.schema.fields.map(({ name }) => name);
  return new DataFrame(rows, { columns: names, ...(rows.length > 0 ? { dtypes } : {}) });
}

/**
 * An Arrow table with the columns of a frame of danfojs. A column is of numbers, truths or text by what it holds, not
 * by the type that danfojs took it for.
 *
 * @param frame the frame, or one column; not modified
 * @param options `units`: the unit of each column that has one, by name
 * @returns the table; row labels are left out
 * @example
 * ```ts
 * import { danfo, fromDanfo } from "nightbook";
 *
 * const frame = new (danfo().DataFrame)({ flux: [1, 2], name: ["a", "b"] });
 * fromDanfo(frame, { units: { flux: "mJy" } }).numRows; // => 2
 * ```
 */
export function fromDanfo(
  frame: DanfoFrame | DanfoSeries,
  { units = {} }: { units?: Readonly<Record<string, string>> } = {},
): Table {
  const { columns: names } = frame as { columns: string[] };
  const isFrame = typeof (frame as Partial<DanfoFrame>).column === "function";
  const entries = names.map((name): [string, TableColumn] => {
    const values = isFrame ? (frame as DanfoFrame).column(name).values : (frame as DanfoSeries).values;
    return [name, { ...columnOf(values), ...(Object.hasOwn(units, name) ? { unit: units[name] } : {}) }];
  });
  return arrowTable(Object.fromEntries(entries));
}

function columnOf(values: readonly DanfoValue[]): TableColumn {
  const present = values.filter((value) => value !== null && value !== undefined);
  if (present.every((value) => typeof value === "number")) {
    return { type: "float64", values: values.map((value) => (typeof value === "number" ? value : null)) };
  }
  if (present.every((value) => typeof value === "boolean")) {
    return { type: "bool", values: values.map((value) => (typeof value === "boolean" ? value : null)) };
  }
  const text = (value: DanfoValue) => (value === null || value === undefined ? null : String(value));
  return { type: "text", values: values.map(text) };
}

/** How the values of a type become values of a frame. */
function reader(type: DataType): (value: unknown) => DanfoValue {
  const isNumber = DataType.isFloat(type) || DataType.isInt(type);
  const isTime = DataType.isTimestamp(type) || DataType.isDate(type);
  return (value) => {
    if (value === null || value === undefined) return isNumber ? Number.NaN : null;
    if (isTime) return new Date(Number(value)).toISOString();
    if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    return typeof value === "number" || typeof value === "boolean" ? value : String(value);
  };
}

function dtypeOf(type: DataType, values: readonly DanfoValue[]): string {
  if (DataType.isBool(type)) return "boolean";
  if (!(DataType.isFloat(type) || DataType.isInt(type)) || values.some((value) => typeof value === "string"))
    return "string";
  return values.every((value) => Number.isInteger(value)) ? "int32" : "float32";
}
