import type { PriorLine } from "./prior-document";

/** Most lines that are understood. */
export const maxLines = 5000;
/** Longest line that is understood, in UTF-16 units. */
export const maxLineLength = 4000;

/** Cuts a text into lines, every character kept; what is beyond the limits is marked `unread`. */
export function splitLines(text: string): PriorLine[] {
  const lines: PriorLine[] = [];
  const ending = /\r\n|\n|\r/g;
  let start = 0;
  while (start < text.length && lines.length < maxLines) {
    ending.lastIndex = start;
    const match = ending.exec(text);
    const end = match ? ending.lastIndex : text.length;
    lines.push(lineOf(text, start, end, match?.[0] ?? "", lines.length + 1));
    start = end;
  }
  // what follows is kept in one piece
  if (start < text.length) lines.push({ ...lineOf(text, start, text.length, "", lines.length + 1), kind: "unread" });
  return lines;
}

function lineOf(text: string, start: number, end: number, ending: string, number: number): PriorLine {
  const raw = text.slice(start, end);
  const kind = raw.length > maxLineLength ? "unread" : "blank";
  return { number, kind, raw, start, end, ending, comment: null, entry: null };
}
