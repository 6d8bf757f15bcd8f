import type { TranslationBundle } from "@jupyterlab/translation";
import { countText } from "../status/number-text";
import type { ShownRows } from "./shown-rows";
import type { TableContent } from "./table-content";

type Translate = Pick<TranslationBundle, "__">;

/** How large a table is, for those who do not see it. */
export function sizeText({ total, totalColumns }: TableContent, trans: Translate): string {
  return trans.__("Table, rows: %1, columns: %2", countText(total), countText(totalColumns));
}

/** Which rows are shown of those that can be had, and in which order. */
export function rowsText(
  { columns }: Pick<TableContent, "columns">,
  { from, to, available, sort }: Pick<ShownRows, "from" | "to" | "available" | "sort">,
  trans: Translate,
): string {
  if (available === 0) return trans.__("No rows");
  const part = trans.__("Rows %1–%2 of %3", countText(from + 1), countText(to), countText(available));
  const name = sort === null ? undefined : columns[sort.column]?.name;
  if (sort === null || name === undefined) return part;
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
