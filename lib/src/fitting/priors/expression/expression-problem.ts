/** What is wrong with an expression, and where in its text. */
export interface ExpressionProblem {
  /** Stable machine-readable name, for example `"UNKNOWN_NAME"`. */
  code: string;
  message: string;
  hint?: string;
  start: number;
  end: number;
}

/** Carries a problem out of a recursion; never leaves this folder. */
export class ExpressionFailure extends Error {
  readonly problem: ExpressionProblem;

  constructor(code: string, message: string, place: { start: number; end: number }, hint?: string) {
    super(message);
    this.problem = { code, message, hint, start: place.start, end: place.end };
  }
}
