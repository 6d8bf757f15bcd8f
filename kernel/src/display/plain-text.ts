import { inspect } from "node:util";

const longestText = 100_000;
/** Values that a text shows in full; beyond, arrays are cut shorter. */
const mostValues = 20_000;

/** A value as plain text without colour codes; very long texts are cut with a note. */
export function plainText(value: unknown): string {
  const isBig = countValues(value, 5) > mostValues;
  const bounds = isBig ? { depth: 3, maxArrayLength: 12 } : { depth: 4, maxArrayLength: 100 };
  try {
    return cut(inspect(value, { colors: false, maxStringLength: 10_000, ...bounds }));
  } catch (error) {
    // The value's own way of showing itself failed.
    const reason = error instanceof Error ? error.message : String(error);
    return `[${Object.prototype.toString.call(value).slice(8, -1)}: it cannot be shown: ${reason}]`;
  }
}

/** A text cut to a bearable length, with a note. */
export function cut(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText)}\n… ${text.length - longestText} more characters`;
}

/** Roughly how many values `inspect` would write; it stops counting when there are too many. */
function countValues(value: unknown, depth: number): number {
  if (value === null || typeof value !== "object" || depth === 0) return 1;
  if (ArrayBuffer.isView(value)) return 100;
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  if (!Array.isArray(value) && !isPlain) return 1;
  let count = 1;
  for (const inner of Array.isArray(value) ? value.slice(0, 100) : dataValues(value)) {
    count += countValues(inner, depth - 1);
    if (count > mostValues) break;
  }
  return count;
}

function* dataValues(value: object): Generator<unknown> {
  for (const { value: inner } of Object.values(Object.getOwnPropertyDescriptors(value))) yield inner;
}
