import { isNightbookError } from "../../core/errors";
import { openFits } from "../../ingest/fits";
import type { Hdf5File } from "../../ingest/hdf5";
import { type PickleValue, readPickle } from "../../ingest/pickle";
import { trajectoryRecord } from "../../ingest/trajectory";
import { openFile } from "../cherenkov/file-path.node";
import { openSimtelDocument, type SimtelDocument } from "../cherenkov/simtel-document.node";
import { openZfitsDocument, type ZfitsDocument } from "../cherenkov/zfits-document.node";
import { type FitsDocument, openFitsDocument } from "../fits/fits-document.node";
import type { Meteor } from "../meteor.node";
import { openMeteor } from "../meteor-input/open-meteor.node";
import { parsedJson } from "../products.node";
import type { Records } from "../records/records";
import { fileStart, wholeFile } from "./file-start.node";
import { isCtaTable, openHdf5Path, readTable } from "./read-table.node";

type Packed = "" | ".gz" | ".zst" | ".Z";

/** What becomes of a file, as far as its name tells. */
export type Opened<Path extends string> =
  Path extends `${string}.${"csv" | "tsv" | "ecsv" | "arrow" | "feather" | "parquet"}${Packed}`
    ? Records
    : Path extends `${string}.fits.fz`
      ? FitsDocument | ZfitsDocument
      : Path extends `${string}.${"fits" | "fit" | "evt" | "lc" | "pha"}${Packed}`
        ? FitsDocument
        : Path extends `${string}.${"h5" | "hdf5"}`
          ? Hdf5File
          : Path extends `${string}.simtel${Packed}`
            ? SimtelDocument
            : FitsDocument | ZfitsDocument | Hdf5File | SimtelDocument | Records | Meteor | PickleValue | unknown;

/**
 * Opens a file of any format that is known here, by its content whatever its name: FITS, raw data of CTA (zfits), HDF5,
 * eventio, pickles, JSON, and tables in CSV, ECSV, Arrow (Feather) and Parquet; packing by gzip and zstd is looked
 * through. What comes back draws itself in a cell.
 *
 * @param path of the file
 * @returns a {@link FitsDocument}, {@link ZfitsDocument}, `Hdf5File`, {@link SimtelDocument}, {@link Records}, a
 * {@link Meteor} for the pickle of a trajectory, or the value of another pickle or of JSON
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_UNKNOWN`, and those of the format
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { ingest } from "nightbook";
 *
 * const path = `${mkdtempSync("/tmp/example-")}/flux.csv`;
 * writeFileSync(path, "time,flux\n1,2.5\n2,2.75\n");
 * const curve = await ingest.open(`${path}` as `${string}.csv`);
 * curve.values("flux"); // => Float64Array.of(2.5, 2.75)
 * ```
 */
export async function open<Path extends string>(path: Path): Promise<Opened<Path>> {
  const opened = await openAny(path);
  return opened as Opened<Path>;
}

async function openAny(path: string): Promise<unknown> {
  const { kind, packing } = fileStart(path);
  switch (kind) {
    case "fits": {
      const { content: isOfCta, close } = openFile(
        path,
        (source) => packing === undefined && openFits(source).hdus.some(isCtaTable),
      );
      close();
      return isOfCta ? openZfitsDocument(path) : openFitsDocument(path);
    }
    case "hdf5":
      return openHdf5Path(path, { packing });
    case "eventio":
      return openSimtelDocument(path);
    case "json":
      return parsedJson(path, wholeFile(path, packing));
    case "pickle":
      return pickleOrMeteor(path, wholeFile(path, packing));
    default:
      return readTable(path);
  }
}

async function pickleOrMeteor(path: string, bytes: Uint8Array): Promise<unknown> {
  try {
    const value = readPickle(bytes);
    try {
      trajectoryRecord(value, path);
    } catch (error) {
      if (isNightbookError(error)) return value;
      throw error;
    }
  } catch (error) {
    throw isNightbookError(error) ? error.at({ path }) : error;
  }
  return openMeteor(path);
}
