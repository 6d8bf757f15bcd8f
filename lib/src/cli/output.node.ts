import { isNightbookError } from "../core/errors";
import { PriorError } from "../notebook/prior.node";

/** Prints one JSON document on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`);
}

/** Prints a line on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What to print of a failure: a line each with file, place, reason and remedy. A bug of ours keeps its stack. */
export function failureLines(error: unknown): string[] {
  if (error instanceof PriorError)
    return error.issues.filter((issue) => issue.severity === "error").map((issue) => new PriorError([issue]).oneLine());
  if (isNightbookError(error)) return [error.oneLine()];
  if (error instanceof RangeError || error instanceof TypeError) return [`${error.message}.`];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

/** Rows as aligned columns, the first row being the heading. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
