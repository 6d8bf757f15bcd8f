import type { Expression } from "./expression/expression";
import type { PriorFileKind, PriorIssue } from "./prior-issue";

/** A stretch of the text: offsets in UTF-16 units from its beginning, `end` exclusive. */
export interface TextSpan {
  start: number;
  end: number;
}

/** One comma-separated field, without the blanks around it. */
export interface PriorField extends TextSpan {
  text: string;
}

/** A line that names a variable: `name, first, second, options…`. */
export interface PriorEntry {
  /** All fields in order; `fields[0]` is the name. The index is what {@link replaceField} takes. */
  fields: readonly PriorField[];
  name: PriorField;
  /** Minimum, sigma or alpha; the value of a fixed variable. */
  first: PriorField | null;
  /** Maximum, mean or mode; `null` on a fixed line that has none. */
  second: PriorField | null;
  /** norm, invgamma, log, fix; and what is none of them. */
  options: readonly PriorField[];
  fixed: boolean;
  /** Parsed values; `null` where there is none, where it is a word, or where it does not parse. */
  expressions: readonly [Expression | null, Expression | null];
  /** Index into {@link PriorDocument.blocks}; `null` outside a block. */
  block: number | null;
}

/** What a line is. `unread` lines are beyond the limits on size; `broken` ones could not be understood. */
export type PriorLineKind = "blank" | "comment" | "block" | "entry" | "broken" | "unread";

/** One line, complete: `raw` of all lines, joined, is the text. */
export interface PriorLine extends TextSpan {
  /** Counts from one. */
  number: number;
  kind: PriorLineKind;
  /** The line with its ending. */
  raw: string;
  /** `"\n"`, `"\r\n"`, `"\r"`, or `""` on a last line without one. */
  ending: string;
  /** From the `#` to the end of the line. */
  comment: TextSpan | null;
  entry: PriorEntry | null;
}

/** Kind of a fragmentation: all fragments (A), main body (M), fragments (F), eroding fragments (EF), dust (D). */
export type FragmentationType = "M" | "A" | "F" | "EF" | "D";

/** A `- TYPE` block of an `.extraprior` file. */
export interface PriorBlock {
  type: FragmentationType;
  /** Counts the blocks of this type from zero. */
  index: number;
  /** What the names of its variables end in, for example `_EF0`. */
  suffix: string;
  /** Line of the header. */
  line: number;
  /** The header without comment. */
  span: TextSpan;
}

/** A prior file, loss-free, with everything found in it. */
export interface PriorDocument {
  kind: PriorFileKind;
  fileName?: string;
  text: string;
  lines: readonly PriorLine[];
  blocks: readonly PriorBlock[];
  /** What the parser alone can tell; resolving adds to it. */
  issues: readonly PriorIssue[];
}
