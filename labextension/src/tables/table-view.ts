import type { Sort } from "./row-order";

/** How a table is looked at. */
export interface TableView {
  sort: Sort | null;
  /** Index of the first row of the page, within the order of the rows. */
  first: number;
  /** Rows per page. */
  size: number;
}

/** Rows per page that can be chosen. */
export const pageSizes: readonly number[] = [10, 20, 50, 100, 1000];

export const initialView: TableView = { sort: null, first: 0, size: 20 };

/** A page among the others: counted from 0, and the rows it holds, the last one exclusive. */
export interface Page {
  index: number;
  count: number;
  from: number;
  to: number;
}

/** The page that a view shows; a table that has become shorter shows its last one. */
export function pageOf(view: TableView, rows: number): Page {
  const count = Math.max(1, Math.ceil(rows / view.size));
  const index = Math.min(count - 1, Math.max(0, Math.floor(view.first / view.size)));
  const from = index * view.size;
  return { index, count, from, to: Math.min(rows, from + view.size) };
}

/** Goes to a page, or to the nearest one there is. */
export function toPage(view: TableView, index: number, rows: number): TableView {
  const { count } = pageOf(view, rows);
  return { ...view, first: Math.min(count - 1, Math.max(0, index)) * view.size };
}

/** Changes the rows per page; the row at the top stays on the page. */
export function withSize(view: TableView, size: number, rows: number): TableView {
  const { from } = pageOf(view, rows);
  return { ...view, size, first: Math.floor(from / size) * size };
}

/** Sorts by a column: upwards, then downwards, then as the table came. Begins at the first page. */
export function sortedBy(view: TableView, column: number): TableView {
  return { ...view, first: 0, sort: nextSort(view.sort, column) };
}

function nextSort(sort: Sort | null, column: number): Sort | null {
  if (sort?.column !== column) return { column, direction: "ascending" };
  return sort.direction === "ascending" ? { column, direction: "descending" } : null;
}
