import type { CellValue, ColumnKind, TableContent } from "./table-content";

/** By which column rows are sorted, and in which direction, in the words of `aria-sort`. */
export interface Sort {
  column: number;
  direction: "ascending" | "descending";
}

/** What a value is compared by: first its rank, then its number, then its text. */
interface Key {
  rank: number;
  number: number;
  text: string;
}

/** Values that stay at the end in both directions. */
const ranks = { number: 0, truth: 1, text: 2, notANumber: 3, missing: 4 };

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const integer = /^[+-]?\d+$/;
/** Text as people sort it: `star 2` before `star 10`. */
const collator = new Intl.Collator("en", { numeric: true });

/**
 * The rows of a table in the order of a column, as indices. Numbers go before other values,
 * `NaN` and missing values to the end in both directions; equal rows keep their order.
 */
export function rowOrder({ columns, rows }: Pick<TableContent, "columns" | "rows">, sort: Sort | null): number[] {
  const order = rows.map((_, row) => row);
  const column = sort === null ? undefined : columns[sort.column];
  if (sort === null || column === undefined) return order;
  const keys = rows.map((row) => keyOf(row[sort.column] ?? null, column.kind));
  const sign = sort.direction === "ascending" ? 1 : -1;
  return order.sort((a, b) => compare(keys[a] as Key, keys[b] as Key, sign));
}

function compare(a: Key, b: Key, sign: number): number {
  if (a.rank !== b.rank) return (a.rank - b.rank) * (Math.max(a.rank, b.rank) >= ranks.notANumber ? 1 : sign);
  if (a.rank === ranks.text) return sign * collator.compare(a.text, b.text);
  if (a.number !== b.number) return a.number < b.number ? -sign : sign;
  return sign * compareIntegers(a.text, b.text);
}

/** Large integers differ where their numbers no longer do. */
function compareIntegers(a: string, b: string): number {
  if (a === b || !integer.test(a) || !integer.test(b)) return 0;
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function keyOf(value: CellValue, kind: ColumnKind): Key {
  if (value === null) return { rank: ranks.missing, number: 0, text: "" };
  const text = String(value);
  if (typeof value === "boolean") return { rank: ranks.truth, number: Number(value), text };
  if (kind === "number" && text === "NaN") return { rank: ranks.notANumber, number: 0, text };
  const number = numberOf(value, kind);
  return Number.isNaN(number) ? { rank: ranks.text, number: 0, text } : { rank: ranks.number, number, text };
}

function numberOf(value: number | string, kind: ColumnKind): number {
  if (typeof value === "number") return value;
  if (kind === "time") return Date.parse(value);
  if (plainNumber.test(value)) return Number(value);
  return kind === "number" && /^-?Infinity$/.test(value) ? Number(value) : Number.NaN;
}
