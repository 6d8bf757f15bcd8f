import { isNightbookError } from "../../core/errors";
import { type FileSource, fileSource } from "../../ingest/fits/file-source.node";
import { type Hdf5File, type OpenHdf5Options, openHdf5 } from "../../ingest/hdf5";
import { installedFilters } from "../../ingest/hdf5/filter-files.node";
import { freshLibrary } from "../../ingest/hdf5/fresh-library.node";
import { unreadable } from "../files.node";

/**
 * Opens an HDF5 file on disk, of which only the parts that are asked for are read. Links into other files are not
 * followed.
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, or those of {@link openHdf5} with the path as place
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { ingest } from "nightbook";
 *
 * const path = `${mkdtempSync("/tmp/example-")}/map.h5`;
 * writeFileSync(path, ingest.writeHdf5({ members: { flags: { values: Uint8Array.of(0, 1), shape: [1, 2] } } }));
 * const file = await ingest.hdf5(path);
 * file.array("flags").read().shape; // => [1, 2]
 * file.close();
 * ```
 */
export async function openHdf5Path(path: string, options: OpenHdf5Options = {}): Promise<Hdf5File> {
  let source: FileSource;
  try {
    source = fileSource(path);
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException);
  }
  try {
    return await openHdf5(source, { filters: installedFilters, anotherLibrary: freshLibrary, ...options });
  } catch (error) {
    source.close();
    if (isNightbookError(error)) throw error.at({ path });
    throw (error as NodeJS.ErrnoException).code === "EISDIR" ? unreadable(path, error as NodeJS.ErrnoException) : error;
  }
}
