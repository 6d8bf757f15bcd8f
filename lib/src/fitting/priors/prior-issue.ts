import { type ErrorPlace, NightbookError } from "../../core/errors";

/** How much an issue matters: an error forbids a fit, a warning does not, an info only tells. */
export type PriorIssueSeverity = "error" | "warning" | "info";

/** Which of the two languages a text is written in. */
export type PriorFileKind = "prior" | "extraprior";

/** Something to say about one place of a prior file. Lines and columns count from one, in UTF-16 units. */
export interface PriorIssue {
  severity: PriorIssueSeverity;
  /** Stable machine-readable name, for example `"UNKNOWN_VARIABLE"`. */
  code: string;
  /** What is wrong, one sentence without the place. */
  message: string;
  /** What to do about it, one sentence. */
  hint?: string;
  line: number;
  column: number;
  /** Column after the last marked character. */
  endColumn: number;
  /** The text the place lies in. */
  file: PriorFileKind;
  /** Its name, when the parser was told one. */
  fileName?: string;
}

/**
 * A prior that cannot be used. Carries every issue; as an error it speaks of the first one.
 *
 * @example
 * ```ts
 * import { PriorError } from "nightbook/priors";
 * const error = new PriorError([
 *   { severity: "error", code: "UNKNOWN_VARIABLE", message: "Unknown variable rhoo", hint: "Did you mean rho?",
 *     line: 4, column: 1, endColumn: 5, file: "prior", fileName: "my.prior" },
 * ]);
 * error.oneLine(); // => "my.prior, line 4, column 1: Unknown variable rhoo. Did you mean rho?"
 * ```
 */
export class PriorError extends NightbookError {
  /** All issues, warnings included, in the order of the text. */
  readonly issues: readonly PriorIssue[];

  constructor(issues: readonly PriorIssue[]) {
    const errors = issues.filter((issue) => issue.severity === "error");
    const first = errors[0];
    const others = errors.length - 1;
    const more = others > 0 ? ` (and ${others} more ${others === 1 ? "error" : "errors"})` : "";
    super(`${first?.message ?? "The prior cannot be used"}${more}`, {
      code: `PRIOR_${first?.code ?? "INVALID"}`,
      place: first ? placeOf(first) : {},
      hint: first?.hint,
    });
    this.issues = issues;
  }

  /** The same issues in a file whose name was not known before. */
  override at(place: ErrorPlace): PriorError {
    return new PriorError(this.issues.map((issue) => ({ fileName: place.path, ...issue })));
  }
}

function placeOf({ fileName, line, column }: PriorIssue): ErrorPlace {
  return { ...(fileName === undefined ? {} : { path: fileName }), line, column };
}
