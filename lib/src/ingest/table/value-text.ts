import type { ColumnData } from "../fits/table/column-data";
import { cellLength } from "./table-data";

/**
 * A function that writes cells of a column as text from which the same values can be read: the fewest digits that give
 * the same number, `True` and `False`, `nan`, `inf`, complex numbers as `1.5+2j`, bits as `0110`, cells of several values
 * as a list of JSON.
 *
 * @returns the text of a row, `undefined` where a single value is missing
 */
export function cellWriter(column: ColumnData): (row: number) => string | undefined {
  const { values, cellShape, offsets, missing, type } = column;
  const one = elementWriter(column);
  if (Array.isArray(values) && (offsets || cellShape.length === 0)) {
    return (row) => (missing?.[row] ? undefined : values[row]);
  }
  const step = type.startsWith("complex") ? 2 : 1;
  if (offsets) {
    return (row) => listText(one, step * offsets[row], step * offsets[row + 1], step, []);
  }
  const cell = cellLength(column);
  if (type === "bit") {
    return (row) => Array.from({ length: cell }, (_, i) => one(row * cell + i)).join("");
  }
  if (cellShape.length === 0) return (row) => (missing?.[row] ? undefined : one(row * step));
  return (row) => listText(one, row * cell, (row + 1) * cell, step, cellShape, missing);
}

/** A list, of lists where a cell has more than one axis. */
function listText(
  one: (i: number) => string,
  from: number,
  to: number,
  step: number,
  shape: readonly number[],
  missing?: Uint8Array,
): string {
  const count = shape.length > 1 ? shape[0] : (to - from) / step;
  const width = count === 0 ? 0 : (to - from) / count;
  const item = (i: number) =>
    shape.length > 1
      ? listText(one, from + i * width, from + (i + 1) * width, step, shape.slice(1), missing)
      : missing?.[(from + i * width) / step]
        ? "null"
        : jsonOf(one(from + i * width));
  return `[${Array.from({ length: count }, (_, i) => item(i)).join(",")}]`;
}

/** Numbers that JSON does not have are written as Python's reader of JSON knows them. */
function jsonOf(text: string): string {
  if (text === "nan") return "NaN";
  if (text === "inf") return "Infinity";
  return text === "-inf" ? "-Infinity" : text;
}

function elementWriter({ values, type, cellShape, offsets }: ColumnData): (i: number) => string {
  if (Array.isArray(values)) return (i) => JSON.stringify(values[i]);
  // Python's words, but JSON's in lists.
  const [yes, no] = cellShape.length === 0 && offsets === undefined ? ["True", "False"] : ["true", "false"];
  if (type === "logical") return (i) => (values[i] ? yes : no);
  if (type === "float32") return (i) => float32Text(values[i] as number);
  if (type === "float64") return (i) => realText(values[i] as number);
  if (!type.startsWith("complex")) return (i) => String(values[i]);
  const real = type === "complex64" ? float32Text : realText;
  return (i) => {
    const [re, im] = [real(values[i] as number), real(values[i + 1] as number)];
    const text = `${re}${/^[-+]/.test(im) ? "" : "+"}${im}j`;
    return cellShape.length === 0 ? text : JSON.stringify(text);
  };
}

/** A double in the fewest digits that give it back. */
export function realText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A number of 32 bits in the fewest digits that give it back. */
export function float32Text(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return realText(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return realText(short);
  }
  return realText(Number(value.toPrecision(9)));
}
