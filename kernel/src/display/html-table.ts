import { escapeHtml } from "nightbook/core";

const mostRows = 50;
const mostColumns = 40;
const longestText = 200;

/** Rows as a static HTML table; what does not fit is cut, with a note. Every text is escaped. */
export function htmlTable(columns: readonly string[], rows: readonly unknown[], total: number): string {
  const shown = columns.slice(0, mostColumns);
  const head = shown.map((name) => `<th>${escapeHtml(name)}</th>`).join("");
  const body = rows
    .slice(0, mostRows)
    .map((row) => `<tr>${shown.map((name) => `<td>${cell(row, name)}</td>`).join("")}</tr>`)
    .join("\n");
  const notes: string[] = [];
  if (total > mostRows) notes.push(`${mostRows} of ${total} rows`);
  if (columns.length > mostColumns) notes.push(`${mostColumns} of ${columns.length} columns`);
  const note = notes.length > 0 ? `\n<p>Showing ${notes.join(", ")}.</p>` : "";
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>${note}`;
}

/** Rows that a table shows at most. */
export const tableRowLimit = mostRows;

function cell(row: unknown, name: string): string {
  const value = row === null || row === undefined ? undefined : (row as Record<string, unknown>)[name];
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? compact(value) : String(value);
  return escapeHtml(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
}

function compact(value: object): string {
  if (value instanceof Date) return value.toISOString();
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
