import type { CardKind, CardValue } from "./card";

/** A value field taken apart. */
export interface ParsedValue {
  kind: CardKind;
  value: CardValue;
  comment: string;
  /** Text as it stands between its quotes. */
  written?: string;
  fault?: string;
}

const digits = String.raw`(?:\.\d+|\d+(?:\.\d*)?)(?: *[deDE] *[+-]? *\d+)?`;
const number = `[+-]? *${digits}`;
const plain = new RegExp(
  String.raw`^ *(?:([TF])|(${number})|\( *(${number}) *, *(${number}) *\))? *(?:/ *(.*))?$`,
  "s",
);

/**
 * Reads the field behind the value indicator: value, then perhaps a slash and a comment.
 * Numbers may have blanks inside and exponents written with D, as older files do.
 *
 * @param field characters from the value indicator to the end of the record
 * @see [Pence2010] section 4.2
 */
export function parseValue(field: string): ParsedValue {
  if (/^ *'/.test(field)) return parseText(field);
  const match = plain.exec(field);
  if (match === null) {
    const slash = field.indexOf("/");
    return {
      kind: "unparsable",
      value: (slash < 0 ? field : field.slice(0, slash)).trim(),
      comment: slash < 0 ? "" : field.slice(slash + 1).trim(),
      fault: "its value is neither text, number nor logical",
    };
  }
  const comment = (match[5] ?? "").trimEnd();
  if (match[1] !== undefined) return { kind: "logical", value: match[1] === "T", comment };
  if (match[2] !== undefined) return { ...parseNumber(match[2]), comment };
  if (match[3] !== undefined) {
    const value = { re: Number(parseNumber(match[3]).value), im: Number(parseNumber(match[4]).value) };
    return { kind: "complex", value, comment };
  }
  return { kind: "undefined", value: null, comment };
}

/** Text between quotes, in which a quote is written twice. A stray quote inside is taken for what it means. */
function parseText(field: string): ParsedValue {
  const start = field.indexOf("'") + 1;
  const found = closingQuote(field, start, true) ?? closingQuote(field, start, false);
  if (!found) return { kind: "unparsable", value: field.trim(), comment: "", fault: "its text has no closing quote" };
  const written = field.slice(start, found.end);
  const value = written.replaceAll("''", "'").trimEnd();
  const fault = found.stray ? "a quote inside its text is not doubled" : undefined;
  return { kind: "text", value, comment: found.comment, written, fault };
}

/** The quote behind which nothing stands but a comment; one that is doubled is none, where `pairs` says so. */
function closingQuote(field: string, start: number, pairs: boolean) {
  let stray = !pairs;
  for (let i = start; i < field.length; i++) {
    if (field[i] !== "'") continue;
    if (pairs && field[i + 1] === "'") {
      i++;
      continue;
    }
    const after = /^ *(?:\/ *(.*))?$/s.exec(field.slice(i + 1));
    if (after) return { end: i, comment: (after[1] ?? "").trimEnd(), stray };
    stray = true;
  }
  return undefined;
}

function parseNumber(text: string): { kind: "integer" | "real"; value: number | bigint } {
  const compact = text.replaceAll(" ", "");
  if (/^[+-]?\d+$/.test(compact)) {
    const value = Number(compact);
    return { kind: "integer", value: Number.isSafeInteger(value) ? value + 0 : BigInt(compact.replace(/^\+/, "")) };
  }
  return { kind: "real", value: Number(compact.replace(/[dD]/, "E")) };
}
