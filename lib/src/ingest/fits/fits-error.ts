import { type ErrorPlace, NightbookError } from "../../core/errors";

/** Stable names of what can be wrong with a FITS file. */
export type FitsErrorCode =
  /** The bytes are not FITS at all. */
  | "FITS_NOT_FITS"
  /** A header cannot be understood, or what it declares contradicts itself. */
  | "FITS_DAMAGED"
  /** The file ends before what its headers declare. */
  | "FITS_TRUNCATED"
  /** More memory would be needed than the bytes of the file can account for. */
  | "FITS_TOO_LARGE"
  /** There is no such HDU, column or keyword. */
  | "FITS_MISSING"
  /** Valid FITS of a kind that is not read here. */
  | "FITS_UNSUPPORTED";

const hints: Record<FitsErrorCode, string> = {
  FITS_NOT_FITS: "Check that this is the file you meant",
  FITS_DAMAGED: 'Copy the file again from its source; "nightbook fits verify" lists what is wrong with it',
  FITS_TRUNCATED: "Copy the file again from its source: a part of it is missing",
  FITS_TOO_LARGE: "Check the header: the sizes that it declares do not fit the file",
  FITS_MISSING: '"nightbook fits info" lists what the file holds',
  FITS_UNSUPPORTED: "Convert it with the program that wrote it",
};

/**
 * The error of a FITS file that cannot be read on.
 * @param hint what to do, when there is better advice than the usual one of the code
 */
export function fitsError(
  code: FitsErrorCode,
  reason: string,
  place: ErrorPlace = {},
  hint: string = hints[code],
): NightbookError {
  return new NightbookError(`Cannot read the FITS file: ${reason}`, { code, place, hint });
}
