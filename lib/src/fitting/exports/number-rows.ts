/** A number as text that Python's and everyone else's readers take back to the same double. */
export function numberWord(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0.0" : String(value);
}

/**
 * Rows of numbers with a separator, a line each.
 * @param columns shape `[k][n]`
 * @param rows which of the n rows, in this order
 */
export function numberRows(columns: readonly ArrayLike<number>[], rows: Iterable<number>, separator: string): string {
  const lines: string[] = [];
  for (const i of rows) lines.push(columns.map((column) => numberWord(column[i])).join(separator));
  return lines.map((line) => `${line}\n`).join("");
}
