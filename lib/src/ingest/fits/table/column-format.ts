/** Letters of TFORM in binary tables. */
export type FormatCode = "L" | "X" | "B" | "I" | "J" | "K" | "A" | "E" | "D" | "C" | "M" | "P" | "Q";

/** What TFORM says about a column of a binary table. */
export interface ColumnFormat {
  code: FormatCode;
  /** Elements per cell: bits for X, characters for A. */
  repeat: number;
  /** Type of the elements in the heap, for P and Q. */
  element?: FormatCode;
  /** Longest array in the heap, as TFORM tells it. */
  longest?: number;
  /** Characters of each text when a cell of type A holds several (`60A20`). */
  substring?: number;
  /** Bytes of a cell in the row. */
  bytes: number;
}

/** Bytes of an element; for X of eight of them. */
export const elementBytes: Readonly<Record<FormatCode, number>> = {
  ...{ L: 1, X: 1, B: 1, I: 2, J: 4, K: 8, A: 1, E: 4, D: 8, C: 8, M: 16, P: 8, Q: 16 },
};

/** Bytes of a number of elements. */
export function bytesOf(code: FormatCode, count: number): number {
  return code === "X" ? Math.ceil(count / 8) : elementBytes[code] * count;
}

/**
 * Takes a TFORM of a binary table apart.
 * @returns `undefined` when it follows no rule
 * @see [Pence2010] section 7.3.1
 */
export function columnFormat(text: string): ColumnFormat | undefined {
  const match = /^ *(\d*) *([LXBIJKAEDCMPQ])(.*)$/i.exec(text);
  if (match === null) return undefined;
  const repeat = match[1] === "" ? 1 : Number(match[1]);
  const code = match[2].toUpperCase() as FormatCode;
  const rest = match[3].trim();
  if (!Number.isSafeInteger(repeat)) return undefined;
  if (code === "P" || code === "Q") {
    const array = /^([LXBIJKAEDCM])(?: *\( *(\d*) *\))?/i.exec(rest);
    if (array === null || repeat > 1) return undefined;
    const element = array[1].toUpperCase() as FormatCode;
    const bytes = repeat * elementBytes[code];
    return { code, repeat, element, bytes, ...(array[2] ? { longest: Number(array[2]) } : {}) };
  }
  const width = code === "A" ? /^(\d+)/.exec(rest) : null;
  const substring = width === null ? undefined : Number(width[1]);
  const splits = substring !== undefined && substring > 0 && substring < repeat;
  return { code, repeat, bytes: bytesOf(code, repeat), ...(splits ? { substring } : {}) };
}
