import type { ValueType } from "../fits/table/column-data";
import { isReal, numberArray, wholeRange } from "../table/number-array";
import type { DescribedColumn } from "../table/table-data";
import { csvError } from "./csv-error";
import type { Field } from "./split-rows";

/** Types of single values that text can be read as. */
export type CellType = Exclude<ValueType, "bit">;

/** Words for what is missing, in columns that are otherwise numbers or truths. */
export const usualMissing: readonly string[] = ["", "NA", "N/A", "n/a", "null", "NULL", "None", "--"];

const whole = /^[+-]?(?:0|[1-9]\d*)$/;
const real = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const notFinite = /^(?:([+-]?)(?:inf|infinity)|[+-]?nan)$/i;
const truth = /^(?:true|false)$/i;
/** Digits that a number would lose: identifiers, postal codes, times such as 0930. */
const padded = /^[+-]?0\d+$/;

/**
 * The narrowest type that holds all fields of a column: truths, whole numbers of 32 or 64 bits, real numbers, else text.
 * Nothing is taken for a number that would not be the same again when it is written: neither `007` nor whole numbers
 * beyond 64 bits, nor numbers too large for a double.
 */
export function inferredType(fields: readonly Field[], missing: ReadonlySet<string>): CellType {
  let [truths, wholes, hasBlanks, present] = [true, true, false, 0];
  let [least, most] = [0, 0];
  const long: bigint[] = [];
  for (const written of fields) {
    // Blanks round a number mean nothing.
    const field = written?.trim();
    hasBlanks ||= field === "" && written !== "";
    if (field === undefined || missing.has(field)) continue;
    present++;
    if (truth.test(field)) {
      if (!truths) return "text";
      continue;
    }
    if (truths && present > 1) return "text";
    truths = false;
    if (wholes && whole.test(field)) {
      if (field.length > 15) long.push(BigInt(field.replace("+", "")));
      else if (Number(field) < least) least = Number(field);
      else if (Number(field) > most) most = Number(field);
      continue;
    }
    wholes = false;
    const isReal = real.test(field) && !padded.test(field) && Number.isFinite(Number(field));
    if (!isReal && !notFinite.test(field)) return "text";
  }
  if (present === 0) return hasBlanks ? "text" : "float64";
  if (truths) return "logical";
  if (!wholes) return "float64";
  const extremes = long.reduce(
    ([a, b], value) => [value < a ? value : a, value > b ? value : b],
    [BigInt(least), BigInt(most)],
  );
  for (const type of ["int32", "int64", "uint64"] as const) {
    const [low, high] = wholeRange[type] as readonly [bigint, bigint];
    if (extremes[0] >= low && extremes[1] <= high) return type;
  }
  return "text";
}

/**
 * Fields as a column of a type.
 * @param lineOf the line of a row, for messages
 * @throws {NightbookError} `CSV_DAMAGED` when a field is nothing of the type
 */
export function typedColumn(
  name: string,
  type: CellType,
  fields: readonly Field[],
  missing: ReadonlySet<string>,
  lineOf: (row: number) => number,
): DescribedColumn {
  const common = { name, type, length: fields.length, cellShape: [] };
  const isMissing = (field: Field) => field === undefined || (type !== "text" && missing.has(field.trim()));
  const marks = fields.some(isMissing) ? Uint8Array.from(fields, (field) => Number(isMissing(field))) : undefined;
  if (type === "text") {
    return { ...common, values: fields.map((field) => field ?? ""), ...(marks ? { missing: marks } : {}) };
  }
  const places = type.startsWith("complex") ? 2 : 1;
  const values = numberArray(type, places * fields.length);
  const parse = parser(type);
  for (let row = 0; row < fields.length; row++) {
    const field = fields[row];
    const found = marks?.[row] ? undefined : parse((field as string).trim());
    if (found === undefined && !marks?.[row]) {
      const reason = `column ${name}: ${JSON.stringify(field)} is nothing of the type ${type}`;
      throw csvError("CSV_DAMAGED", reason, { line: lineOf(row) });
    }
    if (Array.isArray(found)) (values as Float64Array).set(found, 2 * row);
    else if (found !== undefined) values[row] = found;
    else if (isReal(type)) (values as Float64Array).fill(Number.NaN, places * row, places * (row + 1));
  }
  return { ...common, values, ...(marks ? { missing: marks } : {}) };
}

type Parsed = number | bigint | [number, number] | undefined;

/** How a field becomes a value; `undefined` when it is none. */
export function parser(type: Exclude<CellType, "text">): (field: string) => Parsed {
  if (type === "logical") return (field) => (truth.test(field) ? Number(/^t/i.test(field)) : undefined);
  if (type.startsWith("complex")) return complexOf;
  if (type.startsWith("float")) return realOf;
  const [low, high] = wholeRange[type] as readonly [bigint, bigint];
  const isLong = type.endsWith("64");
  return (field) => {
    if (!/^[+-]?\d+$/.test(field)) return undefined;
    const value = BigInt(field.replace("+", ""));
    if (value < low || value > high) return undefined;
    return isLong ? value : Number(value);
  };
}

function realOf(field: string): number | undefined {
  if (real.test(field)) return Number(field);
  const special = notFinite.exec(field);
  if (special === null) return undefined;
  if (special[1] === undefined) return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

const number = "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|inf|nan)";
const complex = new RegExp(`^\\(?(?:(${number})(?=[+-]|$|\\)))?(?:(${number})j)?\\)?$`, "i");

/** `1.5+2j`, `(1.5+2j)`, `2j` or `1.5`. */
function complexOf(field: string): [number, number] | undefined {
  const match = complex.exec(field);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return undefined;
  return [realOf(match[1] ?? "0") ?? 0, realOf(match[2] ?? "0") ?? 0];
}
