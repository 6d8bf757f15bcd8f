import type { RecordColumn } from "./records";

/** A row of `describe()`: what a column is and the statistics of its numbers. */
export function describeColumn(column: RecordColumn): string[] {
  const { name, unit = "", type, values, length, cellShape, offsets, missing, description = "" } = column;
  const shape = offsets ? "[…]" : cellShape.length > 0 ? `[${cellShape.join("×")}]` : "";
  const about = [name, unit, `${type}${shape}`];
  if (Array.isArray(values)) return [...about, String(length), "", "", "", "", description];
  let [count, mean, squares, least, most] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    if (missing?.[i] || !Number.isFinite(value)) continue;
    count++;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const text = (value: number) => (count === 0 ? "" : String(Number(value.toPrecision(6))));
  const deviation = Math.sqrt(squares / Math.max(1, count - 1));
  return [...about, String(count), text(mean), text(deviation), text(least), text(most), description];
}
