import { csvError } from "./csv-error";

/** A field; `undefined` where nothing stands, not even quotes. */
export type Field = string | undefined;

/**
 * Takes text of RFC 4180 apart, row by row. Lines may end in any way; quoted fields may hold separators, line breaks and
 * doubled quotes; lines without a character are passed over.
 *
 * @param start where to begin
 * @param separator one character; with a blank any number of blanks separates
 * @param visit is handed each row and its one-based line; false ends the reading
 * @param firstLine number of the line at `start`
 * @param tabs whether tabs are blanks, too
 * @throws {NightbookError} `CSV_DAMAGED` when quotes do not end, or something stands behind them
 * @see [Shafranovich2005]
 */
export function splitRows(
  text: string,
  start: number,
  separator: string,
  visit: (fields: Field[], line: number) => boolean | undefined,
  firstLine = 1,
  tabs = true,
): void {
  const ofBlanks = separator === " ";
  const isTab = (at: number) => ofBlanks && tabs && text[at] === "\t";
  let line = firstLine;
  for (let at = start; at < text.length; ) {
    const rowLine = line;
    const fields: Field[] = [];
    for (;;) {
      if (ofBlanks) while (text[at] === " " || isTab(at)) at++;
      if (ofBlanks && fields.length > 0 && isEnd(text, at)) break;
      if (text[at] === '"') {
        const { value, after, lines } = quoted(text, at, line);
        fields.push(value);
        at = after;
        line += lines;
        if (!isEnd(text, at) && text[at] !== separator && !isTab(at)) {
          throw csvError("CSV_DAMAGED", "something stands behind the closing quotes", { line });
        }
      } else {
        const from = at;
        while (!isEnd(text, at) && text[at] !== separator && !isTab(at)) at++;
        fields.push(at === from ? undefined : text.slice(from, at));
      }
      if (isEnd(text, at)) break;
      at++;
    }
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line++;
    if (fields.length === 1 && fields[0] === undefined) continue;
    if (visit(fields, rowLine) === false) return;
  }
}

function isEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13 || at >= text.length;
}

/** A quoted field, the place behind it, and how many lines it goes over. */
function quoted(text: string, start: number, line: number): { value: string; after: number; lines: number } {
  let end = text.indexOf('"', start + 1);
  let hasQuotes = false;
  while (end >= 0 && text[end + 1] === '"') {
    hasQuotes = true;
    end = text.indexOf('"', end + 2);
  }
  if (end < 0) throw csvError("CSV_DAMAGED", "the quotes that begin here do not end", { line });
  const raw = text.slice(start + 1, end);
  const lines = raw.includes("\n") || raw.includes("\r") ? raw.split(/\r\n|\r|\n/).length - 1 : 0;
  return { value: hasQuotes ? raw.replaceAll('""', '"') : raw, after: end + 1, lines };
}
