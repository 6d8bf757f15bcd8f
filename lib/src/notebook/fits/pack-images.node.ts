import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import { isNightbookError, NightbookError } from "../../core/errors";
import { FitsWriter, type ImagePacking, isImage, MemorySink, type TileAlgorithm } from "../../ingest/fits";
import { exists, fileExists, writeOutput } from "../files.node";
import { circumstances } from "../products.node";
import { openFitsPath } from "./open-fits.node";

/** How the images of a file are to be packed. */
export interface PackImagesOptions {
  /** `none` unpacks them. */
  readonly algorithm: TileAlgorithm | "none";
  /** Real numbers: steps per standard deviation of the noise; exact when left out. */
  readonly quantise?: number;
  readonly overwrite?: boolean;
}

/** What came of packing. */
export interface PackedImages {
  readonly input: string;
  readonly output: string;
  /** How many images were packed, or unpacked. */
  readonly images: number;
  /** HDUs that were copied as they are. */
  readonly copied: number;
  /** Bytes of the file that was written. */
  readonly bytes: number;
}

/** Paths of what is written. */
const ofFits = /^\.(fits|fit|fts|fz)$/i;

/**
 * Writes a FITS file again with its images packed tile by tile, or unpacked; all else is copied as it is.
 * @throws {NightbookError} those of reading and writing; `FITS_UNSUPPORTED` when an image cannot be packed so
 * @throws {RangeError} when the extension of the output is none of FITS
 */
export function packFitsImages(input: string, output: string, options: PackImagesOptions): PackedImages {
  const { algorithm, quantise, overwrite = false } = options;
  if (!ofFits.test(extname(output))) throw new RangeError(`Packed images are written as .fits or .fz, not: ${output}`);
  if (!overwrite && exists(output)) throw fileExists(output);
  const packing: ImagePacking | undefined =
    algorithm === "none" ? undefined : { algorithm, quantise, gzip: (bytes) => gzipSync(bytes, { level: 6 }) };
  const sink = new MemorySink();
  const writer = new FitsWriter(sink);
  const { file, close } = openFitsPath(input);
  let [images, copied] = [0, 0];
  try {
    for (const [i, hdu] of file.hdus.entries()) {
      const isPacked = hdu.kind === "compressed image";
      if (!isImage(hdu) || !hdu.hasData || isPacked === (packing !== undefined)) {
        // The empty primary HDU that stands before a first packed image is not needed before the image itself.
        const isShell = i === 0 && !packing && !hdu.hasData && file.hdus[1]?.header.get("ZSIMPLE") === true;
        if (!isShell) writer.copy(hdu);
        copied++;
        continue;
      }
      const header = hdu.imageHeader;
      const { shape, values } = hdu.readStored();
      const isReal = values instanceof Float32Array || values instanceof Float64Array;
      const own = packing && !isReal ? { ...packing, quantise: undefined } : packing;
      const name = /^(PRIMARY|COMPRESSED_IMAGE|)$/.test(hdu.name) ? undefined : hdu.name;
      writer.image({ shape, values }, { header, stored: true, name, version: hdu.version, packing: own });
      images++;
    }
    writer.end();
  } catch (error) {
    throw atInput(error, input);
  } finally {
    close();
  }
  const bytes = sink.bytes();
  writeOutput(output, bytes, { overwrite: true });
  writeOutput(`${output}.run.json`, circumstances([{ path: input }]), { overwrite: true });
  return { input, output, images, copied, bytes: bytes.length };
}

function atInput(error: unknown, path: string): unknown {
  if (isNightbookError(error)) return error.at({ path });
  if (!(error instanceof RangeError)) return error;
  const hint = "Real numbers need --quantise, or GZIP_2, which packs everything";
  return new NightbookError(error.message, { code: "FITS_UNSUPPORTED", place: { path }, hint, cause: error });
}
