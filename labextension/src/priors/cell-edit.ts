import type { TextEdit } from "nightbook/priors";
import { fieldEdit } from "./field-edit";
import { entryColumns, type PriorRow } from "./prior-rows";

/** The change of the text when a cell gets what was typed in it; `null` where nothing changes. */
export function cellEdit(source: string, row: PriorRow, column: number, typed: string): TextEdit | null {
  if (row.kind !== "entry") return { start: row.start, end: row.end, text: typed.replace(/[\r\n]+/g, " ") };
  const field = entryColumns[column];
  if (field !== "name" && field !== "first" && field !== "second") return null;
  if (typed.trim() === (row.entry[field]?.text ?? "")) return null;
  return fieldEdit(source, row.entry, field, typed);
}
