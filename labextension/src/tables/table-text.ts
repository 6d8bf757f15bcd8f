import type { TranslationBundle } from "@jupyterlab/translation";
import { countText } from "../status/number-text";
import type { Sort } from "./row-order";
import type { TableContent } from "./table-content";
import type { Page } from "./table-view";

type Translate = Pick<TranslationBundle, "__">;

/** How large a table is, for those who do not see it. */
export function sizeText({ total, totalColumns }: TableContent, trans: Translate): string {
  return trans.__("Table, rows: %1, columns: %2", countText(total), countText(totalColumns));
}

/** Which rows the page shows of those that can be had, and in which order. */
export function pageText(
  { columns }: TableContent,
  page: Page,
  available: number,
  sort: Sort | null,
  trans: Translate,
): string {
  if (available === 0) return trans.__("No rows");
  const part = trans.__("Rows %1–%2 of %3", countText(page.from + 1), countText(page.to), countText(available));
  if (sort === null) return part;
  const name = columns[sort.column]?.name ?? "";
  return sort.direction === "ascending"
    ? trans.__("%1, by %2, ascending", part, name)
    : trans.__("%1, by %2, descending", part, name);
}

/** What of the table cannot be had, one sentence each. */
export function cutNotes(
  { columns, total, totalColumns }: TableContent,
  available: number,
  trans: Translate,
): string[] {
  const notes: string[] = [];
  if (total > available)
    notes.push(
      trans.__(
        "Only the first %1 of %2 rows are here; sorting orders these alone.",
        countText(available),
        countText(total),
      ),
    );
  if (totalColumns > columns.length)
    notes.push(
      trans.__("Only the first %1 of %2 columns are here.", countText(columns.length), countText(totalColumns)),
    );
  return notes;
}
