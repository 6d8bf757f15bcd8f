import { type ErrorPlace, NightbookError } from "../../../core/errors";

/** Stable names of what can be wrong with an HDF5 file. */
export type Hdf5ErrorCode =
  /** The bytes are not HDF5 at all. */
  | "HDF5_NOT_HDF5"
  /** What the file says cannot be followed, or a checksum is wrong. */
  | "HDF5_DAMAGED"
  /** More memory would be needed than the bytes of the file can account for. */
  | "HDF5_TOO_LARGE"
  /** There is no such object or column. */
  | "HDF5_MISSING"
  /** Valid HDF5 of a kind that is not read here. */
  | "HDF5_UNSUPPORTED";

const hints: Record<Hdf5ErrorCode, string> = {
  HDF5_NOT_HDF5: "Check that this is the file you meant",
  HDF5_DAMAGED: "Copy the file again from its source, or write it anew with the program that made it",
  HDF5_TOO_LARGE: "Read a part of it, or allow more with maxBytes",
  HDF5_MISSING: "Show the file to see what it holds",
  HDF5_UNSUPPORTED: "Convert it with the program that wrote it",
};

/**
 * The error of an HDF5 file that cannot be read on.
 * @param hint what to do, when there is better advice than the usual one of the code
 */
export function hdf5Error(
  code: Hdf5ErrorCode,
  reason: string,
  place: ErrorPlace = {},
  hint: string = hints[code],
  cause?: unknown,
): NightbookError {
  return new NightbookError(`Cannot read the HDF5 file: ${reason}`, { code, place, hint, cause });
}
