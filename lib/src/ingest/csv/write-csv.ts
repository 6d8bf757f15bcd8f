import { concatenatedBytes } from "../../core/concatenated";
import { utf8 } from "../../core/text";
import { rowCount, type TableData } from "../table/table-data";
import { cellWriter } from "../table/value-text";

/** Options of {@link writeCsv}. */
export interface WriteCsvOptions {
  /** One character; a comma by default. */
  separator?: string;
}

/** Characters that are turned into bytes at a time. */
const pieceLength = 1 << 20;

/**
 * A table as comma-separated values in UTF-8, with a line of names. Numbers have the fewest digits that give them back;
 * cells of several values are lists of JSON; what is missing is left out. Units and descriptions have no place in this
 * format: {@link writeEcsv} keeps them.
 *
 * @see [Shafranovich2005]
 *
 * @example
 * ```ts
 * import { readCsv, writeCsv } from "nightbook/ingest";
 *
 * String.fromCharCode(...writeCsv(readCsv("a;b\n1;x\n"))); // => "a,b\n1,x\n"
 * ```
 */
export function writeCsv(table: TableData, { separator = "," }: WriteCsvOptions = {}): Uint8Array {
  return tableBytes(table, separator, "");
}

/** Names and rows behind some text. */
export function tableBytes(table: TableData, separator: string, head: string): Uint8Array {
  const { columns } = table;
  const quotes = new RegExp(`["\r\n${separator === "\\" ? "\\\\" : separator}]|^[ \t#]|[ \t]$`);
  const field = (text: string) => (quotes.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text);
  const writers = columns.map(cellWriter);
  const isText = columns.map(({ values }) => Array.isArray(values));
  const pieces: Uint8Array[] = [];
  let text = `${head}${columns.map(({ name }) => field(name)).join(separator)}\n`;
  for (let row = 0; row < rowCount(table); row++) {
    for (let k = 0; k < writers.length; k++) {
      const cell = writers[k](row);
      if (k > 0) text += separator;
      // A line without a character would not be a row.
      if (cell === undefined) text += writers.length === 1 ? '""' : "";
      else text += isText[k] || cell.startsWith("[") ? field(cell) : cell;
    }
    text += "\n";
    if (text.length > pieceLength) {
      pieces.push(utf8(text));
      text = "";
    }
  }
  pieces.push(utf8(text));
  return concatenatedBytes(pieces);
}
