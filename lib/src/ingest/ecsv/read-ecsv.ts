import { csvError } from "../csv/csv-error";
import { plainText } from "../csv/plain-text";
import { type Field, splitRows } from "../csv/split-rows";
import { type CellType, typedColumn } from "../csv/typed-column";
import type { DescribedColumn, Fact, TableData } from "../table/table-data";
import { listColumn } from "./cell-values";
import { readYaml } from "./yaml";

const types: Record<string, CellType> = {
  ...{ bool: "logical", string: "text", str: "text", complex64: "complex64", complex128: "complex128" },
  ...{ int8: "int8", int16: "int16", int32: "int32", int64: "int64", int: "int64" },
  ...{ uint8: "uint8", uint16: "uint16", uint32: "uint32", uint64: "uint64" },
  ...{ float16: "float32", float32: "float32", float64: "float64", float128: "float64", float: "float64" },
  complex256: "complex128",
};

/** A header longer than this is damage. */
const longestHeader = 1 << 23;
/** Columns that a header may describe. */
const mostColumns = 100_000;

/**
 * True for bytes that begin as ECSV does.
 *
 * @example
 * ```ts
 * import { isEcsv } from "nightbook/ingest";
 *
 * isEcsv(Uint8Array.from("# %ECSV 1.0", (character) => character.charCodeAt(0))); // => true
 * ```
 */
export function isEcsv(bytes: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?# *%ECSV /.test(String.fromCharCode(...bytes.subarray(0, 40)));
}

/**
 * Reads the enhanced comma-separated values of astropy: columns with types, units and descriptions, lists in cells, and
 * facts about the table. Columns into which astropy takes its objects apart (times, coordinates) stay columns.
 *
 * @throws {NightbookError} `CSV_NOT_TEXT`, `CSV_DAMAGED` with the line, `CSV_TOO_LARGE`
 * @see [Aldcroft2016]
 *
 * @example
 * ```ts
 * import { readEcsv, writeEcsv } from "nightbook/ingest";
 *
 * const column = { name: "flux", unit: "mJy", type: "float64", length: 2, cellShape: [], values: Float64Array.of(1, 2) };
 * readEcsv(writeEcsv({ columns: [column] })).columns[0].unit; // => "mJy"
 * ```
 */
export function readEcsv(input: Uint8Array | string): TableData {
  const text = typeof input === "string" ? input.replace(/^\ufeff/, "") : plainText(input);
  const { yaml, start, line } = headerOf(text);
  const header = readYaml(yaml, 2) as Record<string, Fact> | null;
  const described = header?.["datatype"];
  const separator = header?.["delimiter"] ?? " ";
  if (!Array.isArray(described) || described.length === 0 || described.length > mostColumns) {
    throw csvError("CSV_DAMAGED", "its header has no list of columns (datatype)", { line: 1 });
  }
  if (separator !== " " && separator !== ",") {
    throw csvError("CSV_DAMAGED", `columns are separated by a blank or a comma, not ${JSON.stringify(separator)}`, {
      line: 1,
    });
  }
  const columns = described.map(columnInfo);
  const fields: Field[][] = columns.map(() => []);
  const lines: number[] = [];
  let names: Field[] | undefined;
  const visit = (row: Field[], at: number): undefined => {
    if (row[0]?.startsWith("#") && names === undefined) return;
    if (names === undefined) {
      names = row;
      return;
    }
    // A line that ends with its separator has one field more when blanks separate.
    if (row.length !== columns.length) {
      const reason = `this line has ${row.length} fields, the header ${columns.length} columns`;
      throw csvError("CSV_DAMAGED", reason, { line: at });
    }
    for (const [i, field] of row.entries()) fields[i].push(field);
    lines.push(at);
  };
  splitRows(text, start, separator, visit, line, false);
  const wanted = columns.map(({ name }) => name);
  if (names === undefined || names.length !== wanted.length || names.some((name, i) => (name ?? "") !== wanted[i])) {
    throw csvError("CSV_DAMAGED", "the line of names does not agree with the header", { line });
  }
  const metadata = factsOf(header?.["meta"] ?? null);
  return {
    columns: columns.map((info, i) => column(info, fields[i], (row) => lines[row])),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

interface ColumnInfo {
  name: string;
  type: CellType;
  /** Of a cell, for lists; `null` where lengths differ. */
  shape?: (number | null)[];
  unit?: string;
  description?: string;
}

function columnInfo(entry: Fact, index: number): ColumnInfo {
  const failed = (reason: string) =>
    csvError("CSV_DAMAGED", `column ${index + 1} of the header ${reason}`, { line: 1 });
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) throw failed("is no mapping");
  const { name, datatype, subtype, unit, description } = entry as Record<string, Fact>;
  const type = typeof datatype === "string" && Object.hasOwn(types, datatype) ? types[datatype] : undefined;
  if (name === undefined || name === null || typeof name === "object" || type === undefined) {
    throw failed(`has no name or an unknown type: ${JSON.stringify(datatype ?? null)}`);
  }
  const list = /^([a-z]+\d*)\[((?:\d+|null)(?: *, *(?:\d+|null))*)?\]$/.exec(
    typeof subtype === "string" ? subtype : "",
  );
  const isLists = list !== null && Object.hasOwn(types, list[1]) && type === "text";
  return {
    name: String(name),
    type: isLists ? types[list[1]] : type,
    ...(isLists ? { shape: (list[2] ?? "null").split(",").map((n) => (n.trim() === "null" ? null : Number(n))) } : {}),
    ...(unit !== undefined && unit !== null && unit !== "" ? { unit: unitText(unit) } : {}),
    ...(typeof description === "string" && description !== "" ? { description } : {}),
  };
}

/** A unit is text, or an object of astropy with its text in it. */
function unitText(unit: Fact): string {
  const inner = typeof unit === "object" && unit !== null ? (unit as Record<string, Fact>)["unit"] : unit;
  return typeof inner === "object" || inner === undefined ? "" : String(inner);
}

function column(info: ColumnInfo, fields: readonly Field[], lineOf: (row: number) => number): DescribedColumn {
  const { name, type, shape, unit, description } = info;
  const data = shape
    ? listColumn(name, type, shape, fields, lineOf)
    : // Quoted or not, astropy takes nothing for something that is missing, in text too.
      typedColumn(name, type, type === "text" ? fields.map((field) => field || undefined) : fields, emptyOnly, lineOf);
  return { ...data, ...(unit === undefined ? {} : { unit }), ...(description === undefined ? {} : { description }) };
}

const emptyOnly: ReadonlySet<string> = new Set([""]);

/** Facts, without what astropy notes about its own objects. */
function factsOf(meta: Fact): Record<string, Fact> {
  if (typeof meta !== "object" || meta === null || Array.isArray(meta)) return meta === null ? {} : { meta };
  const entries = Object.entries(meta as Record<string, Fact>);
  return Object.fromEntries(entries.filter(([name]) => name !== "__serialized_columns__"));
}

/** The lines of the header without their marks, and where the table begins. */
function headerOf(text: string): { yaml: string; start: number; line: number } {
  const lines: string[] = [];
  let start = 0;
  while (text[start] === "#" && start < longestHeader) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    const content = text.slice(start + 1, text[stop - 1] === "\r" ? stop - 1 : stop);
    lines.push(content.startsWith(" ") ? content.slice(1) : content);
    start = stop + 1;
  }
  if (!/^ *%ECSV /.test(lines[0] ?? "")) throw csvError("CSV_DAMAGED", "it does not begin with # %ECSV", { line: 1 });
  return { yaml: lines.slice(1).join("\n"), start, line: lines.length + 1 };
}
