import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NightbookError } from "../../core/errors";
import { bytesFromBase64 } from "../../core/text";
import { readMessages } from "../arrow-ipc/messages";
import { type CellType, typedColumn } from "../csv/typed-column";
import { writeCsv } from "../csv/write-csv";
import { listColumn } from "../ecsv/cell-values";
import type { ValueType } from "../fits/table/column-data";
import { type DescribedColumn, type Fact, rowCount, type TableData } from "../table/table-data";
import { type RunSql, sqlName, sqlText, withDuckDb } from "./duckdb.node";

/** Types of DuckDB and ours. */
const types: readonly [string, Exclude<ValueType, "bit">][] = [
  ["BOOLEAN", "logical"],
  ["TINYINT", "int8"],
  ["SMALLINT", "int16"],
  ["INTEGER", "int32"],
  ["BIGINT", "int64"],
  ["UTINYINT", "uint8"],
  ["USMALLINT", "uint16"],
  ["UINTEGER", "uint32"],
  ["UBIGINT", "uint64"],
  ["FLOAT", "float32"],
  ["DOUBLE", "float64"],
];
const typeOfName = new Map(types);
const nameOfType = new Map<ValueType, string>(types.map(([name, type]) => [type, name]));

/** Under which key our own facts stand in the metadata of a file. */
const ownKey = "nightbook";

/** What is noted about a column: its unit and description, and what Parquet has no type for. */
interface Note {
  unit?: string;
  description?: string;
  type?: ValueType;
  shape?: number[];
}

interface Notes {
  columns: Record<string, Note>;
  metadata?: Record<string, Fact>;
}

/**
 * Reads a Parquet file with DuckDB. Decimals, times and records become text; units are those that we or PyArrow noted.
 *
 * @throws {NightbookError} `PARQUET_NEEDS_DUCKDB`, `PARQUET_DAMAGED`
 */
export async function readParquet(path: string): Promise<TableData> {
  return withDuckDb((run) =>
    guarded(path, async () => {
      const file = `read_parquet(${sqlText(path)})`;
      const [names, kinds] = (await run(`DESCRIBE SELECT * FROM ${file}`)).columns as [string[], string[]];
      // Everything but numbers and truths comes as text, lists as JSON.
      const selected = names.map((name, i) => {
        if (typeOfName.has(kinds[i])) return sqlName(name);
        const isList = kinds[i].endsWith("]") || kinds[i].startsWith("STRUCT") || kinds[i].startsWith("MAP");
        return isList ? `to_json(${sqlName(name)})::VARCHAR` : `${sqlName(name)}::VARCHAR`;
      });
      const { columns } = await run(`SELECT ${selected.join(", ")} FROM ${file}`);
      const notes = await notesOf(run, path);
      return {
        columns: names.map((name, i) => {
          const note = Object.hasOwn(notes.columns, name) ? notes.columns[name] : {};
          // Without rows there are no columns.
          return described(column(name, kinds[i], columns[i] ?? [], note), note);
        }),
        ...(notes.metadata && Object.keys(notes.metadata).length > 0 ? { metadata: notes.metadata } : {}),
      };
    }),
  );
}

/**
 * Writes a Parquet file with DuckDB, units and facts in its metadata.
 * @throws {NightbookError} `PARQUET_NEEDS_DUCKDB`, `PARQUET_DAMAGED`
 */
export async function writeParquet(table: TableData, path: string): Promise<void> {
  await withDuckDb((run) =>
    guarded(path, async () => {
      const folder = mkdtempSync(join(tmpdir(), "nightbook-parquet-"));
      try {
        const source = join(folder, "table.csv");
        writeFileSync(source, writeCsv(table));
        const columns = table.columns.map(({ name }) => `${sqlText(name)}: 'VARCHAR'`).join(", ");
        const options = `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false`;
        const from = `read_csv(${sqlText(source)}, ${options}, auto_detect = false, columns = {${columns}})`;
        const casts = table.columns.map(
          (one) => `CAST(${sqlName(one.name)} AS ${sqlType(one)}) AS ${sqlName(one.name)}`,
        );
        const notes = JSON.stringify(notesFor(table));
        const to = `FORMAT parquet, COMPRESSION zstd, KV_METADATA {${ownKey}: ${sqlText(notes)}}`;
        const rows = rowCount(table) === 0 ? " WHERE false" : "";
        await run(`COPY (SELECT ${casts.join(", ")} FROM ${from}${rows}) TO ${sqlText(path)} (${to})`);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
  );
}

function sqlType({ type, cellShape, offsets, values }: DescribedColumn): string {
  const isList = cellShape.length > 0 || (offsets !== undefined && !Array.isArray(values));
  const element = type.startsWith("complex") || type === "bit" ? "VARCHAR" : (nameOfType.get(type) ?? "VARCHAR");
  if (type === "bit") return "VARCHAR";
  return isList ? `${element}${"[]".repeat(Math.max(1, cellShape.length))}` : element;
}

function notesFor({ columns, metadata }: TableData): Notes {
  const notes = columns.map(({ name, unit, description, type, cellShape }): [string, Notes["columns"][string]] => [
    name,
    {
      ...(unit ? { unit } : {}),
      ...(description ? { description } : {}),
      ...(type.startsWith("complex") || type === "bit" ? { type } : {}),
      ...(cellShape.length > 0 ? { shape: cellShape } : {}),
    },
  ]);
  return { columns: Object.fromEntries(notes), ...(metadata ? { metadata: metadata as Record<string, Fact> } : {}) };
}

/** What we noted in the file, or what PyArrow did; nothing when the notes are damaged. */
async function notesOf(run: RunSql, path: string): Promise<Notes> {
  try {
    const sql = `SELECT decode(key), CASE WHEN decode(key) IN ('${ownKey}', 'ARROW:schema') THEN decode(value) END`;
    const [keys, values] = (await run(`${sql} FROM parquet_kv_metadata(${sqlText(path)})`)).columns as string[][];
    const own = values[keys.indexOf(ownKey)];
    const notes = own ? ownNotes(JSON.parse(own)) : arrowNotes(values[keys.indexOf("ARROW:schema")]);
    return notes ?? { columns: {} };
  } catch {
    return { columns: {} };
  }
}

/** Notes of our own form; `undefined` for anything else. */
function ownNotes(value: unknown): Notes | undefined {
  const isObject = (item: unknown): item is object => typeof item === "object" && item !== null && !Array.isArray(item);
  const notes = value as Notes;
  const isOurs =
    isObject(notes) &&
    isObject(notes.columns) &&
    (notes.metadata === undefined || isObject(notes.metadata)) &&
    Object.values(notes.columns).every(
      (note) => isObject(note) && (note.shape === undefined || Array.isArray(note.shape)),
    );
  return isOurs ? notes : undefined;
}

function arrowNotes(arrow: string | undefined): Notes {
  const notes: Notes = { columns: {} };
  for (const message of arrow ? readMessages(bytesFromBase64(arrow), {}) : []) {
    if (message.kind !== "schema") continue;
    for (const { name, metadata } of message.schema.fields) notes.columns[name] = metadata;
  }
  return notes;
}

function described(column: DescribedColumn, { unit, description }: Note): DescribedColumn {
  return { ...column, ...(unit ? { unit } : {}), ...(description ? { description } : {}) };
}

function column(name: string, kind: string, values: readonly unknown[], note: Note): DescribedColumn {
  const fields = values.map((value) => (value === null || value === undefined ? undefined : String(value)));
  const lineOf = (row: number) => row;
  const list = /^([A-Z]+)((?:\[\d*\])+)$/.exec(kind);
  const element = elementType(list ? list[1] : kind, note);
  if (list && element && (element !== "text" || note.shape)) {
    const shape = [...list[2].matchAll(/\[(\d*)\]/g)].map(([, length]) => (length === "" ? null : Number(length)));
    const isNoted = note.shape?.length === shape.length && note.shape.every(Number.isInteger);
    if (isNoted) return listColumn(name, element, note.shape ?? [], fields, lineOf);
    if (shape.length === 1 || !shape.includes(null)) return listColumn(name, element, shape.reverse(), fields, lineOf);
  }
  const bits = note.type === "bit" ? bitColumn(name, fields, note.shape) : undefined;
  return bits ?? typedColumn(name, list ? "text" : (element ?? "text"), fields, new Set(), lineOf);
}

/** Our type for one of DuckDB; complex numbers are text to it. */
function elementType(kind: string, { type }: Note): CellType | undefined {
  if (kind !== "VARCHAR") return typeOfName.get(kind);
  return type === "complex64" || type === "complex128" ? type : "text";
}

/** Digits 0 and 1 as bits; `undefined` when a cell is anything else. */
function bitColumn(
  name: string,
  fields: readonly (string | undefined)[],
  shape: readonly number[] = [],
): DescribedColumn | undefined {
  const count = shape.reduce((product, length) => product * length, 1);
  if (!fields.every((field) => field?.length === count && /^[01]*$/.test(field))) return undefined;
  const values = Uint8Array.from(fields.join(""), Number);
  return { name, type: "bit", length: fields.length, cellShape: [...shape], values };
}

async function guarded<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof NightbookError) throw cause;
    throw new NightbookError(`DuckDB cannot do this: ${(cause as Error).message}`, {
      code: "PARQUET_DAMAGED",
      place: { path },
      hint: "Check the file, or write it again",
      cause,
    });
  }
}
