import { type ByteSource, memorySource } from "./byte-source";
import type { Finding } from "./finding";
import { fitsError } from "./fits-error";
import { DamagedHdu, type Hdu } from "./hdu/hdu";
import { listHdus } from "./hdu/list-hdus";
import type { AnyImageHdu, TableHdu } from "./hdu/typed-hdu";
import { inspectHdu } from "./header/inspect-hdu";
import { type Codecs, plainCodecs } from "./packing/codecs";
import { unpackedSource } from "./packing/unpacked-source";

/** Options of {@link openFits}. */
export interface FitsOptions {
  /** Unpackers faster than our own. */
  codecs?: Codecs;
  /** Most bytes that a packed file may become; 256 MiB or a hundred times its length by default. */
  maxUnpackedBytes?: number;
}

/** A FITS file whose headers have been read; data are read when they are asked for. */
export class FitsFile {
  constructor(
    /** The bytes, unpacked. */
    readonly source: ByteSource,
    /** All HDUs in order. */
    readonly hdus: readonly Hdu[],
    /** What was found wrong while the headers were read; {@link FitsFile.verify} looks closer. */
    readonly findings: readonly Finding[],
  ) {}

  /**
   * An HDU by number from 0, by name (whatever its case), or by name and version (EXTVER).
   * @throws {NightbookError} `FITS_MISSING` when there is none
   */
  hdu(wanted: number | string, version?: number): Hdu {
    const found =
      typeof wanted === "number"
        ? this.hdus[wanted]
        : this.hdus.find(
            (hdu) =>
              hdu.name.toUpperCase() === wanted.trim().toUpperCase() &&
              (version === undefined || hdu.version === version),
          );
    if (found !== undefined) return found;
    const names = this.hdus.map((hdu) => (hdu.name === "" ? String(hdu.index) : hdu.name)).slice(0, 12);
    const what = `there is no HDU ${wanted}${version === undefined ? "" : ` of version ${version}`}`;
    throw fitsError("FITS_MISSING", what, {}, `The file has ${names.join(", ")}`);
  }

  /**
   * An HDU that holds an image, packed or not; without a name the first one with data.
   * @throws {NightbookError} `FITS_MISSING` when there is none, or it holds something else
   */
  image(wanted?: number | string, version?: number): AnyImageHdu {
    const hdu = wanted === undefined ? this.hdus.find((one) => isImage(one) && one.hasData) : this.hdu(wanted, version);
    if (hdu !== undefined && isImage(hdu)) return hdu;
    throw this.#notOfKind(hdu, "an image");
  }

  /**
   * An HDU that holds a table; without a name the first one.
   * @throws {NightbookError} `FITS_MISSING` when there is none, or it holds something else
   */
  table(wanted?: number | string, version?: number): TableHdu {
    const hdu = wanted === undefined ? this.hdus.find(isTable) : this.hdu(wanted, version);
    if (hdu !== undefined && isTable(hdu)) return hdu;
    throw this.#notOfKind(hdu, "a table");
  }

  /** Looks at everything: structure, mandatory keywords, cards, both checksums. The data are read for that. */
  verify(): Finding[] {
    return [...this.findings, ...this.hdus.flatMap(inspectHdu)];
  }

  #notOfKind(hdu: Hdu | undefined, what: string): Error {
    if (hdu instanceof DamagedHdu) return hdu.error;
    return fitsError("FITS_MISSING", hdu ? `${hdu.label} is not ${what} (${hdu.kind})` : `it does not hold ${what}`);
  }
}

/**
 * True for an HDU that holds an image, packed or not.
 *
 * @example
 * ```ts
 * import { isImage, openFits, writeFits } from "nightbook/fits";
 *
 * isImage(openFits(writeFits([])).hdus[0]); // => true
 * ```
 */
export function isImage(hdu: Hdu): hdu is AnyImageHdu {
  return hdu.kind === "image" || hdu.kind === "compressed image";
}

/**
 * True for an HDU that holds a table.
 *
 * @example
 * ```ts
 * import { isTable, openFits, writeFits } from "nightbook/fits";
 *
 * const file = openFits(writeFits([{ table: [{ name: "PI", values: Int16Array.of(1, 2) }] }]));
 * file.hdus.map(isTable); // => [false, true]
 * ```
 */
export function isTable(hdu: Hdu): hdu is TableHdu {
  return hdu.kind === "binary table" || hdu.kind === "ascii table" || hdu.kind === "compressed table";
}

/**
 * Opens FITS: reads the headers. Files packed by gzip or `compress` are unpacked in memory.
 *
 * @param input the bytes, or a source that reads them in parts
 * @throws {NightbookError} `FITS_NOT_FITS`, `FITS_DAMAGED`, `FITS_TOO_LARGE`; what is wrong but does not keep the file
 * from being read stands in `findings`
 * @see [Pence2010]
 *
 * @example
 * ```ts
 * import { openFits, writeFits } from "nightbook/fits";
 *
 * const bytes = writeFits([{ image: { shape: [2, 3], values: Int16Array.of(1, 2, 3, 4, 5, 6) } }]);
 * const { shape, values } = openFits(bytes).image().read();
 * shape.join(" × "); // => "2 × 3"
 * values[5]; // => 6
 * ```
 */
export function openFits(input: Uint8Array | ByteSource, options: FitsOptions = {}): FitsFile {
  const codecs = options.codecs ?? plainCodecs;
  const source = unpackedSource("read" in input ? input : memorySource(input), codecs, options.maxUnpackedBytes);
  const { hdus, findings } = listHdus(source, codecs);
  return new FitsFile(source, hdus, findings);
}
