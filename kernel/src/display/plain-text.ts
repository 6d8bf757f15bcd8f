import { inspect } from "node:util";

const longestText = 100_000;

/** A value as plain text without colour codes; very long texts are cut with a note. */
export function plainText(value: unknown): string {
  const text = inspect(value, { colors: false, depth: 4, maxArrayLength: 100, maxStringLength: 10_000 });
  return cut(text);
}

/** A text cut to a bearable length, with a note. */
export function cut(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText)}\n… ${text.length - longestText} more characters`;
}
