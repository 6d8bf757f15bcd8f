import { type Hdf5Compression, Hdf5Writer } from "../../ingest/hdf5";
import { type FileSink, fileSink } from "../../ingest/hdf5/file-sink.node";
import { lz4Compression } from "../../ingest/hdf5/write/lz4-compression";
import { zlibOnThreads } from "../../ingest/hdf5/zlib-threads.node";
import { unreadable } from "../files.node";

/** Writes an HDF5 file to disk; its end closes the file. */
export class Hdf5OnDisk extends Hdf5Writer {
  readonly #sink: FileSink;

  constructor(sink: FileSink) {
    super(sink);
    this.#sink = sink;
  }

  override async end(): Promise<void> {
    try {
      await super.end();
    } finally {
      this.#sink.close();
    }
  }
}

/**
 * Begins an HDF5 file on disk, to which tables and arrays are then added part by part; what the file held is gone.
 *
 * @throws {NightbookError} `FILE_MISSING` when there is no such folder, `FILE_UNREADABLE` when it cannot be written
 *
 * @example
 * ```ts
 * import { mkdtempSync } from "node:fs";
 * import { ingest } from "nightbook";
 *
 * const path = `${mkdtempSync("/tmp/example-")}/photons.h5`;
 * const file = ingest.createHdf5(path);
 * const rows = [{ name: "time", unit: "us", values: Uint32Array.of(3, 8, 9) }];
 * const photons = file.table("/Photons/PhotonTable", rows, { compression: ingest.zlib() });
 * await photons.append(rows);
 * await file.end();
 * const found = await ingest.hdf5(path);
 * found.table("/Photons/PhotonTable").column("time").values; // => Uint32Array.of(3, 8, 9)
 * found.close();
 * ```
 */
export function createHdf5(path: string): Hdf5OnDisk {
  try {
    return new Hdf5OnDisk(fileSink(path));
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException);
  }
}

/**
 * zlib on all cores, for tables of {@link createHdf5}.
 * @param level 1 (fast) to 9 (small)
 *
 * @example
 * ```ts
 * import { ingest } from "nightbook";
 *
 * ingest.zlib(1).filter; // => 1
 * ```
 */
export function zlib(level = 1): Hdf5Compression {
  return zlibOnThreads(level);
}

/**
 * LZ4, for tables of {@link createHdf5}: fast, and larger than zlib. PyTables reads it, h5py with hdf5plugin.
 *
 * @example
 * ```ts
 * import { ingest } from "nightbook";
 *
 * ingest.lz4().name; // => "blosc"
 * ```
 */
export function lz4(): Hdf5Compression {
  return lz4Compression();
}
