import { printable } from "./text";

/** Where in the world a failure happened; fields that do not apply are left out. */
export interface ErrorPlace {
  /** File the data came from, as the user named it. */
  path?: string;
  /** One-based line. */
  line?: number;
  /** One-based column. */
  column?: number;
  /** Byte offset in a binary file. */
  offset?: number;
  /** Anything else that tells the place: an HDU, a row, a station. */
  part?: string;
}

/** Options of a {@link NightbookError}. */
export interface NightbookErrorOptions {
  /** Stable machine-readable name of the failure, for example `"PICKLE_TRUNCATED"`. */
  code: string;
  /** Where it happened. */
  place?: ErrorPlace;
  /** What the user can do about it, one sentence. */
  hint?: string;
  /** The failure underneath. */
  cause?: unknown;
}

/**
 * Something the world did wrong: a damaged file, an impossible prior, a missing program.
 * A caller's own mistake is a `TypeError` or `RangeError` instead.
 *
 * @example
 * ```ts
 * import { NightbookError } from "nightbook/core";
 *
 * const error = new NightbookError("Cannot read the pickle: it ends inside a string", {
 *   code: "PICKLE_TRUNCATED",
 *   place: { path: "a.pickle", offset: 12 },
 *   hint: "Copy the file again from its source",
 * });
 * error.oneLine(); // => "a.pickle, byte 12: Cannot read the pickle: it ends inside a string. Copy the file again from its source."
 * ```
 */
export class NightbookError extends Error {
  override readonly name: string = "NightbookError";
  readonly code: string;
  readonly place: ErrorPlace;
  readonly hint: string | undefined;

  constructor(message: string, options: NightbookErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.place = options.place ?? {};
    this.hint = options.hint;
  }

  /** File, place, reason and remedy on one line, as the command line prints it; see {@link printable}. */
  oneLine(): string {
    const place = formatPlace(this.place);
    const reason = this.message.replace(/\s*\n\s*/g, "; ");
    const hint = this.hint ? ` ${sentence(this.hint)}` : "";
    return printable(`${place === "" ? "" : `${place}: `}${sentence(reason)}${hint}`);
  }

  /** The same error with a place filled in where it was not known before, for example the path. */
  at(place: ErrorPlace): NightbookError {
    return new NightbookError(this.message, {
      code: this.code,
      place: { ...place, ...this.place },
      hint: this.hint,
      cause: this.cause,
    });
  }
}

/**
 * True for an error of this family, also when it comes from another copy of the package or a worker.
 *
 * @example
 * ```ts
 * import { isNightbookError } from "nightbook/core";
 *
 * isNightbookError(new RangeError("Too far: 9")); // => false
 * ```
 */
export function isNightbookError(error: unknown): error is NightbookError {
  return (
    error instanceof Error && error.name === "NightbookError" && typeof (error as NightbookError).code === "string"
  );
}

/**
 * A place in words, from the parts that are known, with control characters as escapes.
 *
 * @example
 * ```ts
 * import { formatPlace } from "nightbook/core";
 *
 * formatPlace({ path: "my.prior", line: 3, column: 7 }); // => "my.prior, line 3, column 7"
 * ```
 */
export function formatPlace(place: ErrorPlace): string {
  const parts: string[] = [];
  if (place.path !== undefined) parts.push(place.path);
  if (place.part !== undefined) parts.push(place.part);
  if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.column !== undefined) parts.push(`column ${place.column}`);
  if (place.offset !== undefined) parts.push(`byte ${place.offset}`);
  return printable(parts.join(", "));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
