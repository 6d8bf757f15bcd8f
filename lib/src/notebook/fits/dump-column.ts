import type { BinaryTableHdu, ColumnData, NumberArray, TableColumn, TableHdu } from "../../ingest/fits";
import { CompressedTableHdu } from "../../ingest/fits";
import { complexStatistics, jsonNumber, numberStatistics, type Sha256, textStatistics } from "./dump-statistics";

/** What a dump says about one column: its description and its values. */
export function dumpColumn(table: TableHdu, column: TableColumn, sha256: Sha256): Record<string, unknown> {
  const { name, unit, display, dimensions } = column;
  const written = (keyword: string) => table.header.get(`${keyword}${column.index + 1}`);
  const described = {
    name,
    format: column.format,
    unit: unit ?? null,
    null: column.null ?? null,
    bscale: written("TSCAL") ?? null,
    bzero: written("TZERO") ?? null,
    disp: display ?? null,
    dim: dimensions ?? null,
  };
  const plain = table instanceof CompressedTableHdu ? table.unpacked() : table;
  const data = shownValues(plain as BinaryTableHdu, column);
  return { ...described, ...(data.offsets ? variable(data, sha256) : fixed(data, column, sha256)) };
}

/** Values as most readers show them: scaled numbers whether they are missing or not, text with its blanks. */
function shownValues(table: BinaryTableHdu, { index, null: none, scale, zero }: TableColumn): ColumnData {
  const data = table.read([index], undefined, { keepBlanks: true })[0];
  if (none === undefined || data.type !== "float64") return data;
  const stored = table.read([index], undefined, { stored: true })[0].values as NumberArray;
  if (stored instanceof Float64Array) return data;
  return { ...data, values: Float64Array.from(stored as Int32Array, (value) => Number(value) * scale + zero) };
}

function fixed(data: ColumnData, column: TableColumn, sha256: Sha256): Record<string, unknown> {
  const { type, values, cellShape, length } = data;
  const shape = [length, ...cellShape];
  const cell = cellShape.reduce((product, size) => product * size, 1);
  if (type === "text") {
    const texts = values as string[];
    const rows = firstRows(Math.min(5, length), cellShape, (i) =>
      cellShape.length === 0 ? texts[i].trimEnd() : texts[i],
    );
    return { values: textStatistics(texts, shape, sha256), first_rows: rows };
  }
  const doubles = toDoubles(values as NumberArray);
  if (type.startsWith("complex")) {
    const rows = firstRows(Math.min(5, length), cellShape, (i) => pair(doubles, i));
    return { values: complexStatistics(doubles, shape, type, sha256), first_rows: rows };
  }
  const isTruth = type === "logical" || type === "bit";
  const one = (i: number) => (isTruth ? doubles[i] === 1 : exactNumber(values as NumberArray, i));
  const rows =
    cell === 0 ? Array.from({ length: Math.min(5, length) }, () => []) : firstRows(Math.min(5, length), cellShape, one);
  return {
    values: numberStatistics(doubles, shape, isTruth ? "bool" : shownType(type, column), sha256),
    first_rows: rows,
  };
}

/** Bytes with a sign are shown as scaled numbers, whole numbers of few digits as short ones. */
function shownType(type: string, { zero, format }: TableColumn): string {
  if (type === "int8" && zero === -128) return "float64";
  return type === "int32" && /^ *I0*[1-4] *$/i.test(format) ? "int16" : type;
}

/** A number as JSON has it, with all digits of long ones. */
function exactNumber(values: NumberArray, i: number): number | bigint | string {
  const value = values[i];
  return typeof value === "bigint" ? value : jsonNumber(value);
}

function firstRows(count: number, cellShape: readonly number[], one: (i: number) => unknown): unknown[] {
  const cell = cellShape.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, row) =>
    cellShape.length === 0 ? one(row) : Array.from({ length: Math.min(8, cell) }, (_, i) => one(row * cell + i)),
  );
}

function variable({ type, values, offsets = new Float64Array(1), length }: ColumnData, sha256: Sha256) {
  const lengths = Array.from({ length: Math.min(64, length) }, (_, row) => offsets[row + 1] - offsets[row]);
  if (type === "text") {
    const texts = (values as string[]).join("").split("");
    const first = (values as string[]).slice(0, 3).map((text) => text.slice(0, 8).split(""));
    return { vla: { lengths, flat: textStatistics(texts, [texts.length], sha256), first_rows: first } };
  }
  const doubles = toDoubles(values as NumberArray);
  const isComplex = type.startsWith("complex");
  const isTruth = type === "logical" || type === "bit";
  const count = offsets[length];
  const one = (i: number) =>
    isComplex ? pair(doubles, i) : isTruth ? doubles[i] === 1 : exactNumber(values as NumberArray, i);
  const flat = isComplex
    ? complexStatistics(doubles, [count], type, sha256)
    : numberStatistics(doubles, [count], count === 0 ? "float64" : isTruth ? "bool" : type, sha256);
  const first = Array.from({ length: Math.min(3, length) }, (_, row) =>
    Array.from({ length: Math.min(8, offsets[row + 1] - offsets[row]) }, (_, i) => one(offsets[row] + i)),
  );
  return { vla: { lengths, flat, first_rows: first } };
}

function pair(doubles: Float64Array, i: number) {
  return { re: jsonNumber(doubles[2 * i]), im: jsonNumber(doubles[2 * i + 1]) };
}

/** Any numbers as doubles. */
export function toDoubles(values: NumberArray): Float64Array {
  if (values instanceof Float64Array) return values;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    const doubles = new Float64Array(values.length);
    for (const [i, value] of values.entries()) doubles[i] = Number(value);
    return doubles;
  }
  return Float64Array.from(values);
}
