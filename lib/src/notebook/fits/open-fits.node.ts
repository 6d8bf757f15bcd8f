import { isNightbookError } from "../../core/errors";
import { type FitsFile, openFits } from "../../ingest/fits";
import { type FileSource, fileSource } from "../../ingest/fits/file-source.node";
import { unreadable } from "../files.node";
import { gunzip } from "../gunzip.node";

/** Options of opening a FITS file by its path. */
export interface OpenFitsOptions {
  /** Most bytes that a packed file may become; 256 MiB or a hundred times its length by default. */
  maxUnpackedBytes?: number;
}

/** A FITS file on disk, read in parts as they are asked for. */
export interface FitsOnDisk {
  file: FitsFile;
  path: string;
  close(): void;
}

/** Memory that is not cleared: readers write all of it. */
const allocate = (bytes: number): ArrayBuffer => Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer;

/**
 * Opens a FITS file.
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, or those of {@link openFits} with the path as place
 */
export function openFitsPath(path: string, options: OpenFitsOptions = {}): FitsOnDisk {
  let source: FileSource;
  try {
    source = fileSource(path);
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException);
  }
  try {
    return { path, file: openFits(source, { ...options, codecs: { gunzip, allocate } }), close: () => source.close() };
  } catch (error) {
    source.close();
    const { code } = error as NodeJS.ErrnoException;
    if (isNightbookError(error)) throw error.at({ path });
    throw code === "EISDIR" ? unreadable(path, error as NodeJS.ErrnoException) : error;
  }
}
