import { randomUUID } from "node:crypto";
import { type RowOrder, rowOrder, type TableSort } from "./row-order";
import { type CellValue, rowsOf, type TableSource } from "./table-content";

/** Tables of which only the first rows travelled: pages may ask for the others. */
const kept = new Map<string, KeptTable>();
const mostTables = 20;
const mostRows = 1000;

/** What a page asks for: rows from a place on, in the order of a column or as the table came. */
export interface RowRequest {
  from: number;
  count: number;
  sort?: TableSort | null;
}

/** Keeps a table, the last twenty of them, and returns the name under which its rows can be asked for. */
export function keepTable(source: TableSource): string {
  const id = randomUUID();
  kept.set(id, new KeptTable(source));
  const oldest = kept.keys().next().value;
  if (kept.size > mostTables && oldest !== undefined) kept.delete(oldest);
  return id;
}

/** A table that is kept, or `undefined`: it is too old, or of another process. */
export function keptTable(id: unknown): KeptTable | undefined {
  return typeof id === "string" ? kept.get(id) : undefined;
}

/** A table with the order in which it was asked for last. */
export class KeptTable {
  private sorted: { sort: TableSort; order: RowOrder } | undefined;

  constructor(private readonly source: TableSource) {}

  /** Some of its rows, as they travel; at most a thousand. */
  rows({ from, count, sort }: RowRequest): CellValue[][] {
    const { total } = this.source;
    const start = Math.min(total, Math.max(0, Math.floor(from) || 0));
    const length = Math.min(total - start, mostRows, Math.max(0, Math.floor(count) || 0));
    const order = this.order(sort);
    return rowsOf(
      this.source,
      Array.from({ length }, (_, row) => (order === undefined ? start + row : (order[start + row] ?? 0))),
    );
  }

  private order(sort: TableSort | null | undefined): RowOrder | undefined {
    if (!sort || this.source.columns[sort.column] === undefined) return undefined;
    const same = this.sorted?.sort.column === sort.column && this.sorted.sort.direction === sort.direction;
    if (!same) this.sorted = { sort, order: rowOrder(this.source, sort) };
    return this.sorted?.order;
  }
}
