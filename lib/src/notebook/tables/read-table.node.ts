import { isNightbookError, NightbookError } from "../../core/errors";
import { readArrow } from "../../ingest/arrow-ipc";
import { type CsvOptions, readCsv } from "../../ingest/csv";
import { readEcsv } from "../../ingest/ecsv";
import type { Header } from "../../ingest/fits";
import { type Hdf5File, openHdf5 } from "../../ingest/hdf5";
import { installedFilters } from "../../ingest/hdf5/filter-files.node";
import { freshLibrary } from "../../ingest/hdf5/fresh-library.node";
import { readParquet } from "../../ingest/parquet/parquet.node";
import type { DescribedColumn, Fact, TableData } from "../../ingest/table";
import { isZfits } from "../../ingest/zfits";
import { openSimtelDocument } from "../cherenkov/simtel-document.node";
import { fileUnpackers } from "../cherenkov/unpack.node";
import { openZfitsDocument } from "../cherenkov/zfits-document.node";
import { openFitsDocument } from "../fits/fits-document.node";
import { parsedJson } from "../products.node";
import { Records } from "../records/records";
import { type FileStart, fileBytes, fileStart, wholeFile } from "./file-start.node";

/** Options of {@link readTable}. */
export interface ReadTableOptions extends CsvOptions {
  /** Which table: name or number of an HDU, path in an HDF5 file; the first one by default. */
  part?: string | number;
  /** Which columns, in this order; all by default. */
  columns?: readonly string[];
}

/**
 * Reads a table from a file of any format that has tables: FITS, HDF5, Arrow and Feather, CSV, ECSV, Parquet, JSON,
 * events of eventio and zfits. The format is recognised by content, and gzip and zstd are looked through.
 *
 * @param path of the file
 * @returns its rows with units, descriptions and facts
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_UNKNOWN`, `TABLE_MISSING`, and those of the format
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { ingest } from "nightbook";
 *
 * const path = `${mkdtempSync("/tmp/example-")}/stars.csv`;
 * writeFileSync(path, "name,mag\nVega,0.03\nDeneb,1.25\n");
 * const stars = await ingest.table(path);
 * stars.where(({ mag }) => Number(mag) < 1).row(0); // => ({ name: "Vega", mag: 0.03 })
 * ```
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<Records> {
  return (await readTableWithHeader(path, options)).records;
}

/** A table, and the cards of its header where it comes from FITS. */
export async function readTableWithHeader(
  path: string,
  options: ReadTableOptions = {},
): Promise<{ records: Records; header?: Header }> {
  const start = fileStart(path);
  try {
    return await read(path, start, options);
  } catch (error) {
    throw isNightbookError(error) && error.place.path === undefined ? error.at({ path }) : error;
  }
}

async function read(path: string, { kind, packing }: FileStart, options: ReadTableOptions) {
  const { part, columns } = options;
  const only = (table: TableData): { records: Records } => {
    if (part !== undefined) throw missing(path, `The file holds one table; there is no ${part}`);
    const records = new Records(table.columns, { file: path }, table.metadata);
    return { records: columns ? records.select(...columns) : records };
  };
  switch (kind) {
    case "csv":
      return only(readCsv(wholeFile(path, packing), options));
    case "ecsv":
      return only(readEcsv(wholeFile(path, packing)));
    case "arrow":
      return only(readArrow(wholeFile(path, packing), fileUnpackers));
    case "parquet":
      return only(await readParquet(path));
    case "json":
      return only(jsonTable(path, wholeFile(path, packing)));
    case "fits":
      return fitsTable(path, options);
    case "hdf5":
      return { records: await hdf5Table(path, { kind, packing }, options) };
    case "eventio": {
      const document = openSimtelDocument(path);
      try {
        const records = document.table();
        return { records: columns ? records.select(...columns) : records };
      } finally {
        document.close();
      }
    }
    default:
      throw missing(path, "The file is a pickle, which holds no table", "Open it with ingest.open");
  }
}

function missing(
  path: string,
  reason: string,
  hint = "Leave the part out, or open the file with ingest.open",
): NightbookError {
  return new NightbookError(reason, { code: "TABLE_MISSING", place: { path }, hint });
}

function fitsTable(path: string, { part, columns }: ReadTableOptions): { records: Records; header?: Header } {
  const document = openFitsDocument(path);
  const wanted = typeof part === "string" && /^\d+$/.test(part) ? Number(part) : part;
  try {
    const tables = document.file.hdus.filter(isCtaTable);
    const isOfCta = wanted === undefined ? tables.length > 0 : tables.includes(document.file.hdu(wanted));
    if (!isOfCta) return { records: document.table(wanted, { columns }), header: document.file.table(wanted).header };
  } finally {
    document.close();
  }
  const packed = openZfitsDocument(path);
  try {
    const name = wanted === undefined ? undefined : packed.file.fits.hdu(wanted).name;
    return { records: packed.table(name, { columns }) };
  } finally {
    packed.close();
  }
}

/** Tables that CTA packs by codecs of its own; the standard has other ones under the same keywords. */
export function isCtaTable(hdu: Parameters<typeof isZfits>[0]): boolean {
  return isZfits(hdu) && (hdu.header.has("PBFHEAD") || hdu.header.text("ZCTYP1") === "CTA");
}

/** Opens an HDF5 file on disk; closing it closes the file. */
export async function openHdf5Path(path: string, { packing }: Pick<FileStart, "packing"> = {}): Promise<Hdf5File> {
  // Closing the HDF5 file closes what it reads from.
  const { content, close } = fileBytes(path, packing);
  try {
    return await openHdf5(content, { filters: installedFilters, anotherLibrary: freshLibrary });
  } catch (error) {
    close();
    throw isNightbookError(error) ? error.at({ path }) : error;
  }
}

async function hdf5Table(path: string, start: FileStart, { part, columns }: ReadTableOptions): Promise<Records> {
  const file = await openHdf5Path(path, start);
  try {
    const table = file.table(part === undefined ? undefined : String(part));
    const facts: Record<string, Fact> = {};
    const ofTables = /^(CLASS|VERSION|TITLE|NROWS|FIELD_\d+_\w+|CTAFIELD_\d+_\w+|.*_(UNIT|DESC))$/;
    for (const name of Object.keys(table.attributes)) {
      const value = table.attributes[name];
      if (ofTables.test(name)) continue;
      if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") facts[name] = value;
      else if (Array.isArray(value) && value.every((item) => typeof item === "string")) facts[name] = value;
    }
    return new Records(table.read(columns), { file: path, part: table.path }, facts);
  } finally {
    file.close();
  }
}

/** A list of records, or an object of lists of equal length. */
function jsonTable(path: string, bytes: Uint8Array): TableData {
  const value = parsedJson(path, bytes);
  const isObject = (item: unknown): item is Record<string, unknown> =>
    typeof item === "object" && item !== null && !Array.isArray(item);
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) {
    const names = [...new Set(value.flatMap((row) => Object.keys(row)))];
    return {
      columns: names.map((name) =>
        jsonColumn(
          name,
          value.map((row) => row[name]),
        ),
      ),
    };
  }
  const lists = isObject(value) ? Object.entries(value) : [];
  if (
    lists.length > 0 &&
    lists.every(([, list]) => Array.isArray(list) && list.length === (lists[0][1] as []).length)
  ) {
    return { columns: lists.map(([name, list]) => jsonColumn(name, list as unknown[])) };
  }
  throw missing(path, "The JSON is neither a list of records nor lists of equal length", "Open it with ingest.open");
}

function jsonColumn(name: string, cells: readonly unknown[]): DescribedColumn {
  const marks = Uint8Array.from(cells, (cell) => Number(cell === null || cell === undefined));
  const missing = marks.includes(1) ? { missing: marks } : {};
  const common = { name, length: cells.length, cellShape: [], ...missing };
  const there = cells.filter((_, i) => !marks[i]);
  if (there.every((cell) => typeof cell === "number")) {
    return { ...common, type: "float64", values: Float64Array.from(cells, (cell) => (cell as number) ?? Number.NaN) };
  }
  if (there.every((cell) => typeof cell === "boolean")) {
    return { ...common, type: "logical", values: Uint8Array.from(cells, (cell) => Number(cell === true)) };
  }
  const text = (cell: unknown) => (typeof cell === "string" ? cell : JSON.stringify(cell));
  return { ...common, type: "text", values: cells.map((cell, i) => (marks[i] ? "" : text(cell))) };
}
