import { type ErrorPlace, NightbookError } from "../../core/errors";

/** Stable names of what can be wrong with an Arrow file. */
export type ArrowErrorCode =
  /** The bytes are no Arrow file or stream. */
  | "ARROW_NOT_ARROW"
  /** What it says about itself is impossible. */
  | "ARROW_DAMAGED"
  /** More memory would be needed than the bytes of the file can account for. */
  | "ARROW_TOO_LARGE"
  /** A type or a packing that is not read here. */
  | "ARROW_UNSUPPORTED";

const hints: Record<ArrowErrorCode, string> = {
  ARROW_NOT_ARROW: "Check that this is the file you meant",
  ARROW_DAMAGED: "Copy the file again from its source, or write it again",
  ARROW_TOO_LARGE: "Check the file: the sizes that it declares do not fit it",
  ARROW_UNSUPPORTED: "Leave the column out, or change its type, where the file is written",
};

/** The error of an Arrow file that cannot be read. */
export function arrowError(code: ArrowErrorCode, reason: string, place: ErrorPlace = {}): NightbookError {
  return new NightbookError(`Cannot read the Arrow file: ${reason}`, { code, place, hint: hints[code] });
}
