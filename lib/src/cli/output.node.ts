import { isNightbookError, NightbookError } from "../core/errors";
import { printable } from "../core/text";
import { PriorError, type PriorIssue } from "../notebook/prior.node";

/** Prints one JSON document on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`);
}

/** Prints a line on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line about one place of a prior file: file, place, reason and remedy. */
export function issueLine({ message, code, fileName, line, column, hint }: PriorIssue): string {
  return new NightbookError(message, { code, place: { path: fileName, line, column }, hint }).oneLine();
}

/** What to print of a failure: a line each with file, place, reason and remedy. A bug of ours keeps its stack. */
export function failureLines(error: unknown): string[] {
  if (error instanceof PriorError) return error.issues.filter(({ severity }) => severity === "error").map(issueLine);
  if (isNightbookError(error)) return [error.oneLine()];
  if (error instanceof RangeError || error instanceof TypeError) return [`${printable(error.message)}.`];
  return [
    isSystemError(error)
      ? systemErrorLine(error)
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  ];
}

/** An error of the operating system, as `node:fs` throws it. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return error instanceof Error && typeof code === "string" && typeof syscall === "string";
}

function systemErrorLine({ code, path, message, syscall }: NodeJS.ErrnoException): string {
  // Node writes "EACCES: permission denied, open '/a/b'": the words between are for people.
  const reason = /^[A-Z0-9]+: (.*?),/.exec(message)?.[1] ?? message;
  const hint = "Check the path, its permissions and the free space";
  return new NightbookError(`Cannot ${syscall}: ${reason}`, {
    code: code ?? "SYSTEM",
    place: { path },
    hint,
  }).oneLine();
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
