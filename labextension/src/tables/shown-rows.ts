import { isSameQuery, type RowPage, type RowQuery } from "./kernel-rows";
import type { Sort } from "./row-order";
import type { CellValue, TableContent } from "./table-content";
import { pageOf, type TableView } from "./table-view";

/** The rows that stand in a table, which need not yet be those that its view asks for. */
export interface ShownRows {
  rows: { key: number; values: readonly CellValue[] }[];
  /** Place of the first among those that can be had, counted from 0, and behind the last. */
  from: number;
  to: number;
  /** How many rows can be had. */
  available: number;
  /** In which order they stand. */
  sort: Sort | null;
  /** Others are on their way. */
  isLate: boolean;
}

/** What a view asks of the kernel, of a table of so many rows. */
export function queryOf(view: TableView, total: number): RowQuery {
  const { from, to } = pageOf(view, total);
  return { from, count: to - from, sort: view.sort };
}

/**
 * The rows that are shown: those that the kernel gave last, or else those that travelled.
 * @param far what came last from the kernel, `null` before the first did, `undefined` where none gives rows
 * @param order of the rows that travelled, as indices
 */
export function shownRows(
  content: Pick<TableContent, "rows" | "total">,
  far: RowPage | null | undefined,
  view: TableView,
  order: readonly number[],
): ShownRows {
  const { rows, total } = content;
  const asked = queryOf(view, total);
  if (far) {
    const { from, sort } = far;
    const keyed = far.rows.map((values, at) => ({ key: from + at, values }));
    return {
      rows: keyed,
      from,
      to: from + keyed.length,
      available: total,
      sort,
      isLate: !isSameQuery(far, asked),
    };
  }
  const { from, to } = pageOf(view, rows.length);
  const near = order.slice(from, to).map((row) => ({ key: row, values: rows[row] ?? [] }));
  // As they came, the first rows are the first of the whole table.
  const areThose = far === null && view.sort === null && isSameQuery(asked, { from, count: to - from, sort: null });
  const available = areThose ? total : rows.length;
  return { rows: near, from, to, available, sort: view.sort, isLate: far === null && !areThose };
}
