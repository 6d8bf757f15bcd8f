import { randomBytes } from "node:crypto";
import { renameSync, rmSync } from "node:fs";
import { extname } from "node:path";
import { isNightbookError, NightbookError } from "../../core/errors";
import { writeArrow } from "../../ingest/arrow-ipc";
import { writeCsv } from "../../ingest/csv";
import { writeEcsv } from "../../ingest/ecsv";
import type { Header } from "../../ingest/fits";
import { writeParquet } from "../../ingest/parquet/parquet.node";
import type { TableData } from "../../ingest/table";
import { exists, fileExists, writeOutput } from "../files.node";
import { tableToFits } from "./to-fits";
import { tableToHdf5 } from "./to-hdf5";

/** Options of writing a table. */
export interface SaveTableOptions {
  /** Replace a file that is there. */
  overwrite?: boolean;
  /** Name of the table in formats that hold several: `EXTNAME` of FITS, the path in HDF5. */
  name?: string;
  /** FITS only: the cards of the table, instead of those made from its facts. */
  header?: Header;
}

/** Formats that are written, by extension. */
export type TableFormat = "fits" | "hdf5" | "csv" | "tsv" | "ecsv" | "arrow" | "parquet";

const formats: Record<string, TableFormat> = {
  ...{ ".fits": "fits", ".fit": "fits", ".fts": "fits", ".h5": "hdf5", ".hdf5": "hdf5", ".hdf": "hdf5" },
  ...{ ".csv": "csv", ".tsv": "tsv", ".ecsv": "ecsv", ".arrow": "arrow", ".feather": "arrow", ".ftr": "arrow" },
  ...{ ".parquet": "parquet", ".pq": "parquet" },
};

/**
 * The format that a path names.
 * @throws {RangeError} when its extension names none
 */
export function tableFormat(path: string): TableFormat {
  const format = formats[extname(path).toLowerCase()];
  if (format) return format;
  throw new RangeError(
    `The extension names no format (it would be one of ${Object.keys(formats).join(", ")}): ${path}`,
  );
}

/** Writes a table in the format that the extension names; see `Records.save`. */
export async function saveTable(table: TableData, path: string, options: SaveTableOptions = {}): Promise<void> {
  const format = tableFormat(path);
  if (!options.overwrite && exists(path)) throw fileExists(path);
  if (format === "parquet") await viaTemporary(path, (temporary) => writeParquet(table, temporary));
  else writeOutput(path, await contentOf(table, format, path, options), { overwrite: true });
}

async function contentOf(
  table: TableData,
  format: Exclude<TableFormat, "parquet">,
  path: string,
  { name, header }: SaveTableOptions,
): Promise<Uint8Array> {
  try {
    switch (format) {
      case "fits":
        return tableToFits(table, name, header);
      case "hdf5":
        return tableToHdf5(table, name?.replace(/^\/+|\/+$/g, "").replaceAll("/", "_") || "table");
      case "csv":
        return writeCsv(table);
      case "tsv":
        return writeCsv(table, { separator: "\t" });
      case "ecsv":
        return writeEcsv(table);
      case "arrow":
        return writeArrow(table);
    }
  } catch (cause) {
    if (isNightbookError(cause) || !(cause instanceof RangeError)) throw cause;
    throw new NightbookError(`The table does not fit this format: ${cause.message}`, {
      code: "TABLE_UNSUPPORTED",
      place: { path },
      hint: "Choose some of the columns, or ECSV or Feather, which hold everything",
      cause,
    });
  }
}

/** For writers that want a path. */
async function viaTemporary(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.part`;
  try {
    await write(temporary);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
