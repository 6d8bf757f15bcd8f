import type { DescribedColumn } from "../../../src/ingest/table";

/** Values as the golden file has them: whole numbers as text, so that they keep their digits. */
export function plain(value: unknown, column: DescribedColumn): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return column.type.startsWith("float") ? value : String(value);
  return Array.from(value as Float64Array, (item) => plain(item, column));
}
