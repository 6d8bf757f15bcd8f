import { extname } from "node:path";
import type { ExportContext, ExportedFile } from "../fitting/exports";
import {
  arvizTree,
  dynestyTree,
  getdistFiles,
  npzFile,
  polychordFiles,
  samplesArrow,
  samplesCsv,
  ultranestFiles,
} from "../fitting/exports";
import type { NestedSamplingResult } from "../fitting/nested-sampling";
import { netcdf4, writeHdf5 } from "../ingest";
import { exists, fileExists, writeOutput } from "./files.node";

/**
 * Where the samples of a fit can go on to. `npz` and `hdf5`: everything, under dynesty's names. `anesthetic`: PolyChord's
 * files. `getdist`: a chain for GetDist, anesthetic and Cobaya. `arviz`: netCDF-4 with equal-weight draws. `csv`, `arrow`: a
 * table of samples. `ultranest`: evidence and moments as JSON.
 */
export type ExportFormat = "npz" | "hdf5" | "anesthetic" | "getdist" | "arviz" | "csv" | "arrow" | "ultranest";

/** Options of {@link exportResult}. */
export interface ExportOptions {
  /**
   * Default by the extension of the path: `.npz`, `.h5` and `.hdf5`, `.nc`, `.csv`, `.arrow` and `.feather`. The formats
   * `"anesthetic"`, `"getdist"` and `"ultranest"` make several files, whose names begin with the path.
   */
  format?: ExportFormat;
  /** Replace files that exist. Default false. */
  overwrite?: boolean;
  /** Seed of the equal-weight draws of `"arviz"`. Default 0. */
  seed?: number | string;
}

const formatOfExtension: Readonly<Record<string, ExportFormat>> = {
  ".npz": "npz",
  ".h5": "hdf5",
  ".hdf5": "hdf5",
  ".nc": "arviz",
  ".csv": "csv",
  ".arrow": "arrow",
  ".feather": "arrow",
};

type Writer = (nested: NestedSamplingResult, context: ExportContext, options: ExportOptions) => ExportedFile[];

const single = (content: Uint8Array | string): ExportedFile[] => [{ suffix: "", content }];

const writers: Readonly<Record<ExportFormat, Writer>> = {
  npz: (nested, context) => single(npzFile(nested, context)),
  hdf5: (nested, context) => single(writeHdf5(dynestyTree(nested, context))),
  anesthetic: polychordFiles,
  getdist: getdistFiles,
  arviz: (nested, context, { seed }) => single(writeHdf5(netcdf4(arvizTree(nested, { seed }, context)))),
  csv: (nested, context) => single(samplesCsv(nested, context)),
  arrow: (nested, context) => single(samplesArrow(nested, context)),
  ultranest: ultranestFiles,
};

/**
 * Writes a result for other programs. Equal results give equal bytes.
 *
 * @param nested samples, weights, evidence
 * @param path the file, or what the names of the files begin with
 * @param options format, whether to replace files
 * @param context provenance, names, labels, limits
 * @returns the paths of the files
 * @throws {RangeError} when the format is not given and the extension tells none, or there is no such format
 * @throws {NightbookError} `FILE_EXISTS` before anything is written, `FILE_UNWRITABLE`, `EXPORT_NEEDS_CONTOURS`
 */
export function exportResult(
  nested: NestedSamplingResult,
  path: string,
  options: ExportOptions = {},
  context: ExportContext = {},
): string[] {
  const format = options.format ?? formatOfExtension[extname(path).toLowerCase()];
  if (format === undefined) {
    const known = Object.keys(formatOfExtension).join(", ");
    throw new RangeError(`The extension tells no format (it would be one of ${known}), so give { format }: ${path}`);
  }
  if (!Object.hasOwn(writers, format)) {
    throw new RangeError(`Format is none of ${Object.keys(writers).join(", ")}: ${format}`);
  }
  const files = writers[format](nested, context, options).map(({ suffix, content }) => ({
    path: path + suffix,
    content,
  }));
  const present = options.overwrite ? undefined : files.find((file) => exists(file.path));
  if (present) throw fileExists(present.path);
  for (const file of files) writeOutput(file.path, file.content, { overwrite: true });
  return files.map((file) => file.path);
}
