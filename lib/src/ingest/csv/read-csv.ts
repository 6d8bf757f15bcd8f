import { distinctColumnNames, type TableData } from "../table/table-data";
import { csvError } from "./csv-error";
import { plainText } from "./plain-text";
import { type Field, splitRows } from "./split-rows";
import { type CellType, inferredType, typedColumn, usualMissing } from "./typed-column";

/** Options of {@link readCsv}. */
export interface CsvOptions {
  /** One character; found from the first line when it is left out: comma, tab, semicolon, bar, blank. */
  separator?: string;
  /** Whether the first row holds names. When it is left out: unless all its fields are numbers. */
  header?: boolean;
  /** Words for what is missing, where a column is otherwise numbers or truths. */
  missing?: readonly string[];
  /** Types of columns that must not be guessed, by name. */
  types?: Readonly<Record<string, CellType>>;
  /** Lines before the table that begin so are comments; `#` by default, empty for none. */
  comment?: string;
}

/** More columns are a wrong separator or damage. */
const mostColumns = 100_000;

/**
 * Reads comma-separated values. Types are found from all fields of a column, see `types` for what must be given;
 * nothing becomes a number that would lose something. Fields without anything in them are missing.
 *
 * @param input bytes (UTF-8, or Latin-1), or text
 * @throws {NightbookError} `CSV_NOT_TEXT`, `CSV_DAMAGED` with the line, `CSV_TOO_LARGE`
 * @see [Shafranovich2005]
 *
 * @example
 * ```ts
 * import { readCsv } from "nightbook/ingest";
 *
 * const [name, flux] = readCsv('name,flux\n"Vega, α Lyr",3.6\nSirius,\n').columns;
 * name.values; // => ["Vega, α Lyr", "Sirius"]
 * flux.missing; // => Uint8Array.of(0, 1)
 * ```
 */
export function readCsv(input: Uint8Array | string, options: CsvOptions = {}): TableData {
  const text = typeof input === "string" ? input.replace(/^\ufeff/, "") : plainText(input);
  const { comments, start, line } = leadingComments(text, options.comment ?? "#");
  const separator = options.separator ?? guessedSeparator(text, start);
  if (separator.length !== 1) throw new RangeError(`A separator is one character: ${JSON.stringify(separator)}`);
  const rows = new Rows();
  splitRows(text, start, separator, (fields, at) => rows.add(fields, at), line);
  const missing = new Set(options.missing ?? usualMissing);
  const names = namesOf(rows, comments, separator, options.header);
  for (const name of Object.keys(options.types ?? {})) {
    if (!names.includes(name)) throw new RangeError(`There is no such column (there are ${names.join(", ")}): ${name}`);
  }
  const columns = rows.columns.map((fields, i) => {
    const type = options.types?.[names[i]] ?? inferredType(fields, missing);
    return typedColumn(names[i], type, fields, missing, (row) => rows.lines[row]);
  });
  return { columns, ...(comments.length > 0 ? { metadata: { comments } } : {}) };
}

/** Fields by column, and the line of each row. */
class Rows {
  readonly columns: Field[][] = [];
  readonly lines: number[] = [];

  add(fields: Field[], line: number): undefined {
    if (this.lines.length === 0) {
      if (fields.length > mostColumns) throw csvError("CSV_TOO_LARGE", `${fields.length} columns are too many`);
      for (const _field of fields) this.columns.push([]);
    }
    if (fields.length !== this.columns.length) {
      const reason = `this line has ${fields.length} fields, the lines before it ${this.columns.length}`;
      throw csvError("CSV_DAMAGED", reason, { line }, "Look at this line in an editor, or give the separator");
    }
    for (const [i, field] of fields.entries()) this.columns[i].push(field);
    this.lines.push(line);
  }

  /** Takes the first row away. */
  shift(): Field[] {
    this.lines.shift();
    return this.columns.map((fields) => fields.shift());
  }
}

/** Names from the first row, else from the last comment if it has as many words, else by number. */
function namesOf(rows: Rows, comments: readonly string[], separator: string, header?: boolean): string[] {
  const isNumber = (fields: readonly Field[]) => /^(int|uint|float)/.test(inferredType([fields[0]], new Set()));
  const hasHeader = header ?? !(rows.lines.length > 0 && rows.columns.every((fields) => fields[0] && isNumber(fields)));
  if (hasHeader) {
    return distinctColumnNames(rows.shift().map((name, i) => (name?.trim() ? name.trim() : `column ${i + 1}`)));
  }
  const words: string[] = [];
  splitRows(comments.at(-1) ?? "", 0, separator, (fields) => {
    words.push(...fields.map((field) => field?.trim() ?? ""));
    return false;
  });
  const fits = words.length === rows.columns.length && words.every((word) => word !== "");
  return distinctColumnNames(fits ? words : rows.columns.map((_, i) => `column ${i + 1}`));
}

function leadingComments(text: string, mark: string): { comments: string[]; start: number; line: number } {
  const comments: string[] = [];
  let [start, line] = [0, 1];
  while (mark !== "" && text.startsWith(mark, start)) {
    const end = /\r\n|\r|\n|$/g;
    end.lastIndex = start;
    const match = end.exec(text) as RegExpExecArray;
    comments.push(text.slice(start + mark.length, match.index).trim());
    start = match.index + match[0].length;
    line++;
    if (match[0] === "") break;
  }
  return { comments, start, line };
}

/** The first of the usual separators that the first row has outside quotes. */
function guessedSeparator(text: string, start: number): string {
  const head = /^[\r\n]*(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text.slice(start, start + 100_000))?.[0] ?? "";
  const bare = head.replace(/"(?:[^"]|"")*"/g, "").trim();
  return [",", "\t", ";", "|", " "].find((separator) => bare.includes(separator)) ?? ",";
}
