import { type ErrorPlace, NightbookError } from "../../core/errors";

/** Stable names of what can be wrong with a table of text. */
export type CsvErrorCode =
  /** The bytes are no text. */
  | "CSV_NOT_TEXT"
  /** A line does not fit the others, or a value its column. */
  | "CSV_DAMAGED"
  /** More columns or characters than can be held. */
  | "CSV_TOO_LARGE";

const hints: Record<CsvErrorCode, string> = {
  CSV_NOT_TEXT: "Check that this is the file you meant; text must be UTF-8 or Latin-1",
  CSV_DAMAGED: "Look at this line in an editor",
  CSV_TOO_LARGE: "Cut the file into parts",
};

/** The error of a table of text that cannot be read. */
export function csvError(code: CsvErrorCode, reason: string, place: ErrorPlace = {}, hint = hints[code]) {
  return new NightbookError(`Cannot read the table: ${reason}`, { code, place, hint });
}
