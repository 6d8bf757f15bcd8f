/** A complex number of a header. */
export interface HeaderComplex {
  re: number;
  im: number;
}

/** What a keyword can hold: `null` is an undefined value, `bigint` a whole number beyond 2⁵³. */
export type CardValue = string | number | bigint | boolean | HeaderComplex | null;

/**
 * What the characters of a card are:
 * a value of one of the types of the standard, `undefined` when there is a value indicator and no value,
 * `commentary` (COMMENT, HISTORY, blank keyword, and cards without value indicator), and `unparsable` when the value
 * field follows no rule.
 */
export type CardKind = "text" | "integer" | "real" | "complex" | "logical" | "undefined" | "commentary" | "unparsable";

/** One keyword record of a header, with the CONTINUE records that belong to it. */
export interface Card {
  /** Upper case, or as written after HIERARCH. */
  readonly keyword: string;
  readonly kind: CardKind;
  /** Text without trailing blanks; of an unparsable card the characters of its value field. */
  readonly value: CardValue;
  readonly comment: string;
  /** The 80-character records as they stand in the file; left out of a card made here. */
  readonly image?: string;
  /** How the records break the standard, one phrase each. */
  readonly faults?: readonly string[];
}

/** Length of a record, characters. */
export const cardLength = 80;

/** Keywords whose cards hold text and no value. */
export const commentaryKeywords: ReadonlySet<string> = new Set(["", "COMMENT", "HISTORY"]);

/**
 * True for a complex header value.
 *
 * @example
 * ```ts
 * import { isComplex } from "nightbook/fits";
 *
 * isComplex({ re: 1, im: 0 }); // => true
 * ```
 */
export function isComplex(value: CardValue): value is HeaderComplex {
  return typeof value === "object" && value !== null;
}
