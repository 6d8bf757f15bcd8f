import { type Card, cardLength, commentaryKeywords } from "./card";
import { parseValue } from "./parse-value";

const standardKeyword = /^[A-Z0-9_-]{0,8}$/;

/**
 * Reads one keyword record, or a long one with the CONTINUE records behind it.
 *
 * @param image one or more records of 80 characters
 * @see [Pence2010] section 4
 */
export function parseCard(image: string): Card {
  const first = image.slice(0, cardLength);
  const named = splitKeyword(first);
  const faults = [...named.faults];
  const { keyword, field } = named;
  if (field === undefined) {
    return { keyword, kind: "commentary", value: first.slice(8).trimEnd(), comment: "", image, ...some(faults) };
  }
  const { kind, value, comment, fault } = parseValue(joinContinued(field, image));
  if (fault) faults.push(fault);
  return { keyword, kind, value, comment, image, ...some(faults) };
}

/** The keyword alone of what {@link parseCard} reads. */
export function imageKeyword(image: string): string {
  // In most records the value indicator is where it should be, and all before it is the keyword.
  if (image.indexOf("= ") === 8) return image.slice(0, 8).trim().toUpperCase();
  return splitKeyword(image.slice(0, cardLength)).keyword;
}

/** Keyword and value field of a record; no field where there is no value indicator. */
function splitKeyword(record: string): { keyword: string; field?: string; faults: string[] } {
  const faults: string[] = [];
  const written = record.slice(0, 8).trimEnd();
  const keyword = written.trim().toUpperCase();
  if (keyword === "CONTINUE") return { keyword, faults: ["no text stands before it that could go on"] };
  if (commentaryKeywords.has(keyword) || keyword === "END") return { keyword, faults };
  const equals = record.indexOf("=");
  if (keyword === "HIERARCH" && record[8] === " " && equals >= 0) {
    return { keyword: record.slice(9, equals).trim(), field: record.slice(equals + 1), faults };
  }
  const indicator = record.indexOf("= ");
  if (indicator < 0 || indicator > 8) {
    return { keyword, faults: standardKeyword.test(written) ? [] : ["it has no value indicator"] };
  }
  if (indicator < 8) faults.push("its value indicator is not in column 9");
  const name = record.slice(0, indicator).trim();
  if (!standardKeyword.test(record.slice(0, indicator).trimEnd())) {
    faults.push("its keyword has characters other than A–Z, 0–9, - and _");
  }
  return { keyword: name.toUpperCase(), field: record.slice(indicator + 2), faults };
}

/**
 * The value field with the text of the CONTINUE records behind it, as one text. Texts are put together as they are
 * written: some writers part the two quotes that stand for one.
 */
function joinContinued(field: string, image: string): string {
  if (image.length === cardLength) return field;
  const fields = [field];
  for (let at = cardLength; at < image.length; at += cardLength) fields.push(image.slice(at + 8, at + cardLength));
  const parts = fields.map(parseValue);
  if (parts.some(({ kind }) => kind !== "text" && kind !== "undefined")) return field;
  const text = parts.map(({ written = "" }) => written.trimEnd().replace(/&$/, "")).join("");
  const comment = parts.flatMap((part) => (part.comment === "" ? [] : [part.comment])).join(" ");
  return ` '${text}' / ${comment}`;
}

function some(faults: readonly string[]): { faults?: readonly string[] } {
  return faults.length > 0 ? { faults } : {};
}
