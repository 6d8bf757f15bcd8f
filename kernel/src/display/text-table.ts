import type { CellValue, ColumnContent, TableContent } from "./table-content";

const mostRows = 20;
const mostColumns = 12;
const widest = 24;

/** A table as aligned text: what a terminal and a screen reader get. */
export function textTable({ columns, rows, total, totalColumns, caption }: TableContent): string {
  const shown = columns.slice(0, mostColumns);
  const cells = [
    shown.map(({ name, unit }) => narrow(unit === undefined ? name : `${name} [${unit}]`)),
    ...rows.slice(0, mostRows).map((row) => shown.map((_, at) => narrow(text(row[at])))),
  ];
  const widths = shown.map((_, at) => Math.max(...cells.map((row) => length(row[at]))));
  const lines = cells.map((row) =>
    row
      .map((value, at) => pad(value, widths[at] ?? 0, shown[at]))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  const more = totalColumns > mostColumns ? `, ${totalColumns} columns` : "";
  const last = total > mostRows || more !== "" ? [`… ${total} rows${more} in all`] : [];
  return [...(caption === undefined ? [] : [caption]), ...lines, ...last].join("\n");
}

function text(value: CellValue | undefined): string {
  return value === null || value === undefined ? "" : String(value).replace(/\s+/g, " ");
}

function narrow(value: string): string {
  return length(value) > widest ? `${[...value].slice(0, widest - 1).join("")}…` : value;
}

function pad(value: string, width: number, column: ColumnContent | undefined): string {
  const gap = " ".repeat(Math.max(0, width - length(value)));
  return column?.kind === "number" ? gap + value : value + gap;
}

function length(value: string | undefined): number {
  return [...(value ?? "")].length;
}
