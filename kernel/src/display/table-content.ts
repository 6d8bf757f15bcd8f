/** MIME type of a table, drawn by the lab extension as pages that can be sorted. */
export const tableMime = "application/vnd.nightbook.table.v1+json";

/** Comm target under which pages ask for the rows that did not travel. */
export const tablePagesTarget = "nightbook.table";

/** How values of a column are compared and set. */
export type ColumnKind = "number" | "text" | "truth" | "time";

/** One column of a table. */
export interface ColumnContent {
  name: string;
  kind: ColumnKind;
  unit?: string;
  description?: string;
}

/** A value as JSON can carry it; numbers that JSON lacks (`NaN`, `Infinity`, big integers) are text. */
export type CellValue = number | string | boolean | null;

/** A table, or its first rows. */
export interface TableContent {
  v: 1;
  columns: ColumnContent[];
  rows: CellValue[][];
  /** Number of rows of the whole table. */
  total: number;
  /** Number of columns of the whole table. */
  totalColumns: number;
  caption?: string;
  /** Under this name the kernel, while it lives, gives the rows that did not travel. */
  id?: string;
}

/** Where a table's values come from. */
export interface TableSource {
  columns: readonly { name: string; unit?: string; description?: string; isTime?: boolean }[];
  total: number;
  /** Only the first rows can be read. */
  isPartial?: boolean;
  /** The value of a column in a row. */
  value(row: number, column: number): unknown;
}

/** Rows and columns that travel at most. */
const mostRows = 1000;
const mostColumns = 200;
const mostValues = 20_000;
const longestText = 300;

/** The first rows of a table as they travel to the page. */
export function tableContent(source: TableSource, caption?: string): TableContent {
  const shown = source.columns.slice(0, mostColumns);
  const count = Math.min(source.total, mostRows, Math.max(20, Math.floor(mostValues / Math.max(1, shown.length))));
  const rows: CellValue[][] = Array.from({ length: count }, () => []);
  const columns = shown.map(({ name, unit, description, isTime = false }, column) => {
    const values = rows.map((_, row) => source.value(row, column));
    const kind = isTime ? "time" : kindOf(values);
    for (const [row, value] of values.entries()) rows[row]?.push(cellValue(value, kind === "time"));
    return { name, kind, ...(unit ? { unit } : {}), ...(description ? { description } : {}) };
  });
  const content: TableContent = { v: 1, columns, rows, total: source.total, totalColumns: source.columns.length };
  return caption === undefined ? content : { ...content, caption };
}

/** Some rows of a table, with the columns that travel. */
export function rowsOf(source: TableSource, order: readonly number[]): CellValue[][] {
  const shown = source.columns.slice(0, mostColumns);
  return order.map((row) => shown.map(({ isTime = false }, column) => cellValue(source.value(row, column), isTime)));
}

function kindOf(values: readonly unknown[]): ColumnKind {
  const present = values.filter((value) => value !== null && value !== undefined);
  const all = (is: (value: unknown) => boolean) => present.length > 0 && present.every(is);
  if (all((value) => typeof value === "number" || typeof value === "bigint")) return "number";
  if (all((value) => typeof value === "boolean")) return "truth";
  return all((value) => value instanceof Date) ? "time" : "text";
}

function cellValue(value: unknown, isTime: boolean): CellValue {
  if (value === null || value === undefined) return null;
  if (isTime) return timeText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "boolean") return value;
  if (value instanceof Date) return timeText(value);
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return shorten(typeof value === "object" ? compact(value) : String(value));
}

function timeText(value: unknown): string {
  const date = value instanceof Date ? value : new Date(Number(value));
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
}

function compact(value: object): string {
  const list = listed(value);
  if (list !== undefined) return list;
  try {
    return JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? String(inner) : inner)) ?? String(value);
  } catch {
    return String(value);
  }
}

/** The first values of an array, a typed array or an Arrow vector. */
function listed(value: object): string | undefined {
  const { length } = value as { length?: unknown };
  const { get } = value as { get?: unknown };
  const isList = Array.isArray(value) || ArrayBuffer.isView(value) || typeof get === "function";
  if (!isList || typeof length !== "number") return undefined;
  const most = 8;
  const at = (index: number): unknown =>
    typeof get === "function" ? get.call(value, index) : (value as unknown as ArrayLike<unknown>)[index];
  const first = Array.from({ length: Math.min(length, most) }, (_, index) =>
    shorten(String(cellValue(at(index), false))),
  );
  return `[${first.join(", ")}${length > most ? `, … ${length - most} more` : ""}]`;
}

function shorten(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
