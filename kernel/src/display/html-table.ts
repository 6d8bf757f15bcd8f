import { escapeHtml } from "nightbook/core";
import type { CellValue, ColumnContent, TableContent } from "./table-content";

const mostRows = 50;
const mostColumns = 40;

/** A table as static HTML, for pages without the lab extension; what does not fit is cut, with a note. Every text is escaped. */
export function htmlTable({ columns, rows, total, totalColumns, caption }: TableContent): string {
  const shown = columns.slice(0, mostColumns);
  const head = shown.map((column) => `<th${align(column)}${hint(column)}>${heading(column)}</th>`).join("");
  const line = (row: CellValue[]) => shown.map((column, at) => `<td${align(column)}>${cell(row[at])}</td>`).join("");
  const body = rows.slice(0, mostRows).map((row) => `<tr>${line(row)}</tr>`);
  const notes: string[] = [];
  if (total > mostRows) notes.push(`${mostRows} of ${total} rows`);
  if (totalColumns > mostColumns) notes.push(`${mostColumns} of ${totalColumns} columns`);
  const title = caption === undefined ? "" : `<caption>${escapeHtml(caption)}</caption>\n`;
  const note = notes.length > 0 ? `\n<p>Showing ${notes.join(", ")}.</p>` : "";
  return `<table>\n${title}<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table>${note}`;
}

function heading({ name, unit }: ColumnContent): string {
  return escapeHtml(unit === undefined ? name : `${name} [${unit}]`);
}

function align({ kind }: ColumnContent): string {
  return kind === "number" ? ' style="text-align:right"' : "";
}

function hint({ description }: ColumnContent): string {
  return description === undefined ? "" : ` title="${escapeHtml(description)}"`;
}

function cell(value: CellValue | undefined): string {
  return value === null || value === undefined ? "" : escapeHtml(String(value));
}
