import { isNightbookError } from "../../core/errors";
import { type FileSource, fileSource } from "../../ingest/fits/file-source.node";
import { unreadable } from "../files.node";

/**
 * Opens a file and reads what can be known from its beginning.
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, or those of `read` with the path as place
 */
export function openFile<T>(path: string, read: (source: FileSource) => T): { content: T; close(): void } {
  let source: FileSource;
  try {
    source = fileSource(path);
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException);
  }
  try {
    return { content: read(source), close: () => source.close() };
  } catch (error) {
    source.close();
    const { code } = error as NodeJS.ErrnoException;
    if (isNightbookError(error)) throw error.at({ path });
    throw code === "EISDIR" ? unreadable(path, error as NodeJS.ErrnoException) : error;
  }
}
