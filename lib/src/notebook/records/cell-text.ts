import type { ColumnData } from "../../ingest/fits";

/** A cell as a table shows it: at most six digits of a number, the first values of an array. */
export function cellText(column: ColumnData, row: number): string {
  const { values, cellShape, offsets, type, missing } = column;
  const places = type.startsWith("complex") ? 2 : 1;
  const cell = cellShape.reduce((product, length) => product * length, 1) * places;
  if (Array.isArray(values)) {
    if (cellShape.length === 0) return values[row];
    const first = values.slice(row * cell, row * cell + Math.min(4, cell)).join(", ");
    return cell > 4 ? `${first}, … (${cell})` : first;
  }
  const one = (i: number) => (type === "logical" ? (values[i] ? "true" : "false") : numberText(values[i]));
  if (!offsets && cell === 1) return missing?.[row] ? "" : one(row);
  const [from, to] = offsets ? [offsets[row] * places, offsets[row + 1] * places] : [row * cell, (row + 1) * cell];
  if (type === "bit") return Array.from(values.slice(from, Math.min(to, from + 64)), String).join("");
  const first = Array.from({ length: Math.min(4, to - from) }, (_, i) => one(from + i)).join(", ");
  return to - from > 4 ? `${first}, … (${(to - from) / places})` : first;
}

function numberText(value: number | bigint): string {
  if (typeof value === "bigint" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(Math.abs(value) >= 1e6 ? 12 : 6)));
}
