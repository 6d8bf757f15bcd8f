import type { PriorField } from "./prior-document";

/**
 * Splits at the commas outside brackets, so that np.maximum(1, 2) stays one field. Where the
 * brackets do not match, every comma splits.
 * @param text one line without comment and ending
 * @param offset where `text` begins in the document
 * @returns fields without the blanks around them
 */
export function splitFields(text: string, offset: number): PriorField[] {
  const commas = commasOutsideBrackets(text) ?? everyComma(text);
  const fields: PriorField[] = [];
  let from = 0;
  for (const to of [...commas, text.length]) {
    const piece = text.slice(from, to);
    const trimmed = piece.trim();
    const start = offset + from + (trimmed === "" ? 0 : piece.indexOf(trimmed));
    fields.push({ text: trimmed, start, end: start + trimmed.length });
    from = to + 1;
  }
  return fields;
}

function commasOutsideBrackets(text: string): number[] | null {
  const commas: number[] = [];
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")") depth--;
    else if (text[i] === "," && depth === 0) commas.push(i);
    if (depth < 0) return null;
  }
  return depth === 0 ? commas : null;
}

function everyComma(text: string): number[] {
  return [...text.matchAll(/,/g)].map((match) => match.index);
}
