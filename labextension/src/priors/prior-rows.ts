import {
  fragmentationVariable,
  type PriorBlock,
  type PriorDocument,
  type PriorEntry,
  type PriorIssue,
  priorVariable,
  type ResolvedVariable,
  type VariableInfo,
} from "nightbook/priors";
import type { GridPlace } from "./grid-keys";
import { type PriorShape, shapeOf } from "./prior-shape";

/** Columns of the table, in order. */
export type EntryColumn = "name" | "shape" | "first" | "second" | "resolved" | "preview";

export const entryColumns: readonly EntryColumn[] = ["name", "shape", "first", "second", "resolved", "preview"];

/** A line that names a variable. */
export interface EntryRow {
  kind: "entry";
  line: number;
  entry: PriorEntry;
  shape: PriorShape | null;
  /** What is known about a variable of this name. */
  info: VariableInfo | null;
  /** What the language makes of the line; `null` where it makes nothing of it. */
  variable: ResolvedVariable | null;
  /** What is wrong with it, each at its column. */
  issues: readonly PlacedIssue[];
  /** The comment behind it, without `#`. */
  note: string;
}

/** A comment, a heading or a line that could not be understood: shown whole. */
export interface TextRow {
  kind: "comment" | "block" | "broken";
  line: number;
  text: string;
  /** Offsets of the text, for editing it. */
  start: number;
  end: number;
  block: PriorBlock | null;
  issues: readonly PlacedIssue[];
}

export type PriorRow = EntryRow | TextRow;

export interface PlacedIssue {
  column: EntryColumn;
  issue: PriorIssue;
}

/** The rows of the table: every line of the text but the blank ones. */
export function priorRows(
  document: PriorDocument,
  issues: readonly PriorIssue[],
  variables: readonly ResolvedVariable[],
): PriorRow[] {
  const rows: PriorRow[] = [];
  for (const line of document.lines) {
    const here = issues.filter((issue) => issue.line === line.number);
    if (line.entry !== null) {
      const { entry } = line;
      rows.push({
        kind: "entry",
        line: line.number,
        entry,
        shape: shapeOf(entry),
        info: (document.kind === "prior" ? priorVariable : fragmentationVariable)(entry.name.text),
        variable: variables.find((variable) => variable.line === line.number) ?? null,
        issues: here.map((issue) => ({ issue, column: columnOf(entry, line.start + issue.column - 1) })),
        note: line.comment === null ? "" : document.text.slice(line.comment.start + 1, line.comment.end).trim(),
      });
    } else if (line.kind !== "blank" || here.length > 0) {
      const end = line.end - line.ending.length;
      rows.push({
        kind: line.kind === "comment" || line.kind === "block" ? line.kind : "broken",
        line: line.number,
        text: document.text.slice(line.start, end),
        start: line.start,
        end,
        block: document.blocks.find((block) => block.line === line.number) ?? null,
        issues: here.map((issue) => ({ issue, column: "name" })),
      });
    }
  }
  return rows;
}

/** How many cells a row has for the keyboard. */
export function cellCount(row: PriorRow): number {
  return row.kind === "entry" ? entryColumns.length : 1;
}

/** Whether a cell of this row can be typed or chosen in. */
export function isEditable(row: EntryRow, column: EntryColumn): boolean {
  if (column === "second") return !row.entry.fixed || row.entry.second !== null;
  return column === "name" || column === "shape" || column === "first";
}

/** What an edit of a cell builds on: when it changes, the edit has lost its ground. */
export function cellContent(row: PriorRow | undefined, column: number): string {
  if (row === undefined) return "";
  if (row.kind !== "entry") return row.text;
  const { name, first, second, options } = row.entry;
  const texts = { name: [name], first: [first], second: [second], shape: options, resolved: [], preview: [] };
  return [name, ...texts[entryColumns[column]!]].map((field) => field?.text ?? "").join("\n");
}

/** The cell that a problem lies in. */
export function placeOfIssue(rows: readonly PriorRow[], issue: PriorIssue): GridPlace | null {
  const row = rows.findIndex((candidate) => candidate.line === issue.line);
  const candidate = rows[row];
  if (candidate === undefined) return null;
  const placed = candidate.issues.find((other) => other.issue === issue);
  return { row, column: candidate.kind === "entry" ? entryColumns.indexOf(placed?.column ?? "name") : 0 };
}

/** The column that holds a place of the text; the name where it lies between fields. */
function columnOf(entry: PriorEntry, offset: number): EntryColumn {
  const within = (field: { start: number; end: number } | null): boolean =>
    field !== null && offset >= field.start && offset < Math.max(field.end, field.start + 1);
  if (within(entry.first)) return "first";
  if (within(entry.second)) return "second";
  return entry.options.some(within) ? "shape" : "name";
}
