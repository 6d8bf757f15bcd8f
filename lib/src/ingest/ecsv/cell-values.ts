import { csvError } from "../csv/csv-error";
import type { Field } from "../csv/split-rows";
import { type CellType, parser } from "../csv/typed-column";
import type { ColumnData, ValueType } from "../fits/table/column-data";
import { isReal, numberArray } from "../table/number-array";
import type { DescribedColumn } from "../table/table-data";

/** What stands in a list of JSON. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** JSON with the numbers beside it that Python writes, and whole numbers as text, so that they keep their digits. */
function parseCell(field: string): Json {
  const plain = field.replace(/"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  return JSON.parse(plain) as Json;
}

/**
 * A column whose cells are lists of JSON: all of one shape, or of different lengths.
 *
 * @param shape of a cell, `null` where lengths differ
 * @throws {NightbookError} `CSV_DAMAGED` with the line
 */
export function listColumn(
  name: string,
  type: CellType,
  shape: readonly (number | null)[],
  fields: readonly Field[],
  lineOf: (row: number) => number,
): DescribedColumn {
  const isVariable = shape.includes(null);
  const flat: Json[] = [];
  const offsets = new Float64Array(fields.length + 1);
  const count = shape.reduce<number>((product, length) => product * (length ?? 1), 1);
  if (!(count <= 1e9)) throw csvError("CSV_TOO_LARGE", `column ${name}: cells of ${shape.join(" × ")} values`);
  for (const [row, field] of fields.entries()) {
    const failed = (reason: string) => csvError("CSV_DAMAGED", `column ${name}: ${reason}`, { line: lineOf(row) });
    if (field === undefined || field === "") {
      if (!isVariable) for (let i = 0; i < count; i++) flat.push(null);
    } else {
      let cell: Json;
      try {
        cell = parseCell(field);
      } catch {
        throw failed(`${JSON.stringify(field.slice(0, 40))} is no list of JSON`);
      }
      if (!flatten(cell, isVariable ? [null] : shape, flat)) throw failed(`a cell is not of the shape [${shape}]`);
    }
    offsets[row + 1] = flat.length;
  }
  const common = { name, length: fields.length, cellShape: isVariable ? [] : (shape as number[]) };
  const row = (i: number) => fields.findIndex((_, at) => offsets[at + 1] > i);
  return { ...common, ...valuesOf(name, type, flat, (i) => lineOf(row(i))), ...(isVariable ? { offsets } : {}) };
}

/** Appends the values of a list; false when it has another shape. */
function flatten(cell: Json, shape: readonly (number | null)[], into: Json[]): boolean {
  if (shape.length === 0) {
    into.push(cell);
    return !Array.isArray(cell);
  }
  if (cell === null && shape[0] !== null) {
    for (let i = shape.reduce<number>((product, length) => product * (length ?? 1), 1); i > 0; i--) into.push(null);
    return true;
  }
  if (!Array.isArray(cell) || (shape[0] !== null && cell.length !== shape[0])) return false;
  return cell.every((item) => flatten(item, shape.slice(1), into));
}

function valuesOf(
  name: string,
  type: CellType,
  flat: readonly Json[],
  lineOf: (i: number) => number,
): Pick<ColumnData, "type" | "values" | "missing"> {
  const marks = flat.includes(null) ? Uint8Array.from(flat, (value) => Number(value === null)) : undefined;
  const missing = marks ? { missing: marks } : {};
  const text = (value: Json) => (typeof value === "string" ? value : value === null ? "" : JSON.stringify(value));
  if (type === "text") return { type, values: flat.map(text), ...missing };
  const places = type.startsWith("complex") ? 2 : 1;
  const values = numberArray(type, places * flat.length);
  const parse = parser(type);
  for (const [i, value] of flat.entries()) {
    if (value === null) {
      if (isReal(type)) (values as Float64Array).fill(Number.NaN, places * i, places * (i + 1));
      continue;
    }
    const found = parse(String(value));
    if (found === undefined) {
      const reason = `column ${name}: ${JSON.stringify(value).slice(0, 40)} is nothing of the type ${type}`;
      throw csvError("CSV_DAMAGED", reason, { line: lineOf(i) });
    }
    if (Array.isArray(found)) (values as Float64Array).set(found, 2 * i);
    else values[i] = found;
  }
  return { type: type as ValueType, values, ...missing };
}
