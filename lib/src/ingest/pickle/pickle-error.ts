import { NightbookError } from "../../core/errors";

/** What can be wrong with a pickle. */
export type PickleErrorCode =
  | "PICKLE_TRUNCATED"
  | "PICKLE_DAMAGED"
  | "PICKLE_UNSUPPORTED"
  | "PICKLE_TOO_LARGE"
  | "PICKLE_FORBIDDEN_CALL";

const hints: Record<PickleErrorCode, string> = {
  PICKLE_TRUNCATED: "Copy the file again from its source: a part of it is missing",
  PICKLE_DAMAGED: "Copy the file again from its source, and check that it is an uncompressed pickle",
  PICKLE_UNSUPPORTED: "Write the file again in Python with pickle.dump(value, file, protocol=4)",
  PICKLE_TOO_LARGE:
    "The file is damaged or was made to do harm: copy it again from its source, or find out who made it",
  PICKLE_FORBIDDEN_CALL:
    "Nothing was executed. A data file never needs this: find out who made it, and do not open it in Python",
};

/**
 * The error of a pickle that cannot be read.
 * @param offset byte at which the failing instruction begins
 * @param hint replaces the usual remedy of the code
 */
export function pickleError(code: PickleErrorCode, offset: number, reason: string, hint?: string): NightbookError {
  return new NightbookError(`Cannot read the pickle: ${reason}`, {
    code,
    place: { offset },
    hint: hint ?? hints[code],
  });
}
