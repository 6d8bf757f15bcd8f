import { type ErrorPlace, NightbookError } from "../../core/errors";

/** Stable names of what can be wrong with an eventio file. */
export type EventioErrorCode =
  /** The bytes are not eventio at all. */
  | "EVENTIO_NOT_EVENTIO"
  /** An object contradicts itself. */
  | "EVENTIO_DAMAGED"
  /** More memory would be needed than the bytes of the file can account for. */
  | "EVENTIO_TOO_LARGE"
  /** There is no such event or object. */
  | "EVENTIO_MISSING"
  /** An object of a version that is not known here. */
  | "EVENTIO_UNSUPPORTED";

const hints: Record<EventioErrorCode, string> = {
  EVENTIO_NOT_EVENTIO: "Check that this is the file you meant",
  EVENTIO_DAMAGED: "Copy the file again from its source",
  EVENTIO_TOO_LARGE: "Check the file: the sizes that it declares do not fit its bytes",
  EVENTIO_MISSING: "Show the file in a cell to see what it holds",
  EVENTIO_UNSUPPORTED: "Write the file with an older version of the simulation, or leave this object out",
};

/**
 * The error of an eventio file that cannot be read on.
 * @param hint what to do, when there is better advice than the usual one of the code
 */
export function eventioError(
  code: EventioErrorCode,
  reason: string,
  place: ErrorPlace = {},
  hint: string = hints[code],
): NightbookError {
  return new NightbookError(`Cannot read the eventio file: ${reason}`, { code, place, hint });
}
