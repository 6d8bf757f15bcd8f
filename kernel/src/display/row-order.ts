import type { TableSource } from "./table-content";

/** By which column rows are sorted, and in which direction. */
export interface TableSort {
  column: number;
  direction: "ascending" | "descending";
}

/** Indices of rows. */
export type RowOrder = Uint32Array;

/** Text as people sort it: `star 2` before `star 10`. */
const collator = new Intl.Collator("en", { numeric: true });

/**
 * The order of all rows by a column, by the rules of the lab extension: numbers, times and truths go before texts, and
 * `NaN` and missing values to the end in both directions; equal rows keep their order.
 */
export function rowOrder(source: TableSource, { column, direction }: TableSort): RowOrder {
  const sign = direction === "descending" ? -1 : 1;
  const values = Array.from({ length: source.total }, (_, row) => source.value(row, column));
  const keys = values.map(comparable);
  return Uint32Array.from(values.keys()).sort((a, b) => compare(keys[a], keys[b], sign) || a - b);
}

type Key = number | bigint | string | undefined;

/** What a value is compared by; `undefined` for what stays at the end. */
function comparable(value: unknown): Key {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  if (typeof value === "bigint" || typeof value === "string") return value;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  return String(value);
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === "string" && typeof b === "string") return sign * collator.compare(a, b);
  if (typeof a === "string" || typeof b === "string") return sign * (typeof a === "string" ? 1 : -1);
  return a < b ? -sign : a > b ? sign : 0;
}
