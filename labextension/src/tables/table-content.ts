/** MIME type of a table as the kernel sends it, beside static HTML and text. */
export const tableMime = "application/vnd.nightbook.table.v1+json";

const kinds = ["number", "text", "truth", "time"] as const;

/** How values of a column are compared and set. */
export type ColumnKind = (typeof kinds)[number];

/** One column of a table. */
export interface TableColumn {
  name: string;
  kind: ColumnKind;
  unit: string;
  description: string;
}

/** A value; numbers that JSON lacks are text, a missing value is `null`. */
export type CellValue = number | string | boolean | null;

/** A table, or the part of it that travelled. */
export interface TableContent {
  columns: TableColumn[];
  /** Every row has a value for every column. */
  rows: CellValue[][];
  /** Number of rows of the whole table. */
  total: number;
  /** Number of columns of the whole table. */
  totalColumns: number;
  caption: string;
  /** The kernel's name for a table whose rows did not all travel; empty where it keeps none. */
  id: string;
}

type Fields = Record<string, unknown>;

/**
 * A table from whatever an output carries, or `null` when it is not one this page understands.
 * Rows are cut or filled up to the number of columns; what is no plain value becomes text.
 */
export function readTable(data: unknown): TableContent | null {
  if (!isFields(data) || data.v !== 1 || !Array.isArray(data.columns) || !Array.isArray(data.rows)) return null;
  const columns = data.columns.map(readColumn);
  const rows = data.rows.map((row: unknown) => columns.map((_, at) => cellValue(Array.isArray(row) ? row[at] : null)));
  return {
    columns,
    rows,
    total: Math.max(rows.length, count(data.total)),
    totalColumns: Math.max(columns.length, count(data.totalColumns)),
    caption: text(data.caption),
    id: text(data.id),
  };
}

function readColumn(data: unknown): TableColumn {
  const { name, kind, unit, description } = isFields(data) ? data : ({} as Fields);
  const known = kinds.find((one) => one === kind) ?? "text";
  return { name: text(name), kind: known, unit: text(unit), description: text(description) };
}

function cellValue(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  return JSON.stringify(value) ?? null;
}

function isFields(data: unknown): data is Fields {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.floor(value) : 0;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
