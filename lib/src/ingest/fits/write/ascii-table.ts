import { Header } from "../header/header";
import type { NumberArray } from "../image/pixel-array";
import type { ColumnContent } from "./column-layout";
import { addIdentity, freeCards, withCards } from "./header-bytes";
import type { TableOptions } from "./table-writer";

/** A column as characters. */
interface Field {
  /** TFORM without the width. */
  readonly code: "A" | "I" | "E" | "D";
  readonly decimals: number;
  readonly texts: readonly string[];
  readonly width: number;
}

/** Stands for numbers that are missing, and for NaN. */
const missingText = "NaN";

/**
 * An ASCII table: its header, but for the checksums, and its rows.
 * @throws {RangeError} when a column is of a kind that such a table does not have
 */
export function asciiTable(
  columns: readonly ColumnContent[],
  options: TableOptions,
): { header: Header; rows: Uint8Array } {
  const fields = columns.map((column) => fieldOf(column, options.textWidths?.[column.name] ?? 0));
  const count = fields[0]?.texts.length ?? 0;
  const odd = fields.findIndex(({ texts }) => texts.length !== count);
  if (odd >= 0) {
    throw new RangeError(
      `Columns must have equal length: ${columns[odd].name} has ${fields[odd].texts.length} rows, not ${count}`,
    );
  }
  // A blank between columns lets people read them.
  const starts = fields.map((_, i) => fields.slice(0, i).reduce((sum, { width }) => sum + width + 1, 0));
  const rowBytes = fields.length === 0 ? 0 : starts[fields.length - 1] + fields[fields.length - 1].width;
  const rows = new Uint8Array(count * rowBytes).fill(0x20);
  for (const [i, { texts, width, code }] of fields.entries()) {
    for (const [row, text] of texts.entries()) {
      // Numbers end where their column does.
      const at = row * rowBytes + starts[i] + (code === "A" ? 0 : width - text.length);
      for (let k = 0; k < text.length; k++) rows[at + k] = text.charCodeAt(k);
    }
  }
  return { header: headerOf(columns, fields, starts, [rowBytes, count], options), rows };
}

function headerOf(
  columns: readonly ColumnContent[],
  fields: readonly Field[],
  starts: readonly number[],
  [rowBytes, count]: readonly [number, number],
  options: TableOptions,
): Header {
  const header = new Header()
    .set("XTENSION", "TABLE", { comment: "ASCII table extension" })
    .set("BITPIX", 8)
    .set("NAXIS", 2)
    .set("NAXIS1", rowBytes, { comment: "characters per row" })
    .set("NAXIS2", count, { comment: "rows" })
    .set("PCOUNT", 0)
    .set("GCOUNT", 1)
    .set("TFIELDS", fields.length, { comment: "columns" });
  addIdentity(header, options);
  for (const [i, { code, width, decimals, texts }] of fields.entries()) {
    const n = i + 1;
    const { name, unit, description, display } = columns[i];
    const isReal = code === "E" || code === "D";
    header.set(`TTYPE${n}`, name).set(`TBCOL${n}`, starts[i] + 1);
    header.set(`TFORM${n}`, `${code}${width}${isReal ? `.${decimals}` : ""}`);
    if (unit !== undefined) header.set(`TUNIT${n}`, unit);
    if (code !== "A" && texts.includes(missingText)) header.set(`TNULL${n}`, missingText);
    if (display !== undefined) header.set(`TDISP${n}`, display);
    if (description !== undefined) header.set(`TCOMM${n}`, description);
  }
  return options.header ? withCards(header, freeCards(options.header, "table")) : header;
}

function fieldOf({ name, values, type, cellShape = [], offsets, missing }: ColumnContent, least: number): Field {
  const isPlain = type === undefined || !/^(logical|bit|complex)/.test(type);
  if (!isPlain || cellShape.length > 0 || offsets) {
    throw new RangeError(`An ASCII table holds texts and single numbers only, not: ${name}`);
  }
  const wide = (field: Omit<Field, "width">): Field => {
    return { ...field, width: field.texts.reduce((most, { length }) => Math.max(most, length), Math.max(1, least)) };
  };
  if (isTexts(values)) {
    const odd = values.find((text) => !/^[ -~]*$/.test(text));
    if (odd === undefined) return wide({ code: "A", decimals: 0, texts: values });
    throw new RangeError(`Text of an ASCII table is printable ASCII only (column ${name}): ${JSON.stringify(odd)}`);
  }
  const isReal = values instanceof Float32Array || values instanceof Float64Array;
  if (!isReal) return wide({ code: "I", decimals: 0, texts: numberTexts(values, missing, String) });
  // As many digits as tell every number from its neighbours.
  const isDouble = values instanceof Float64Array;
  const decimals = isDouble ? 16 : 8;
  const write = (value: number | bigint) => {
    if (Number.isNaN(value)) return missingText;
    if (!Number.isFinite(value))
      throw new RangeError(`An ASCII table cannot hold infinite numbers (column ${name}): ${value}`);
    return realText(value as number, decimals, isDouble ? "D" : "E");
  };
  return wide({ code: isDouble ? "D" : "E", decimals, texts: numberTexts(values, missing, write) });
}

function isTexts(values: ColumnContent["values"]): values is string[] {
  return Array.isArray(values);
}

function numberTexts(
  values: NumberArray,
  missing: Uint8Array | undefined,
  write: (value: number | bigint) => string,
): string[] {
  return Array.from(values as ArrayLike<number | bigint>, (value, i) => (missing?.[i] ? missingText : write(value)));
}

/** A number with an exponent of two digits or more. */
function realText(value: number, decimals: number, letter: "E" | "D"): string {
  const sign = Object.is(value, -0) ? "-" : "";
  const [digits, exponent] = value.toExponential(decimals).split("e");
  return `${sign}${digits}${letter}${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}
