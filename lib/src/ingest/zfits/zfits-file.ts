import type { ByteSource } from "../fits/byte-source";
import type { Finding } from "../fits/finding";
import { fitsError } from "../fits/fits-error";
import { type FitsFile, openFits } from "../fits/fits-file";
import type { Hdu } from "../fits/hdu/hdu";
import type { BlockUnpackers } from "./codecs/unpack-block";
import { ZfitsTable } from "./zfits-table";

/** A file of CTA's raw data: FITS whose tables are packed tile by tile. */
export class ZfitsFile {
  constructor(
    /** The same file as plain FITS, for its headers. */
    readonly fits: FitsFile,
    readonly tables: readonly ZfitsTable[],
    readonly findings: readonly Finding[],
  ) {}

  /** The table of events. */
  get events(): ZfitsTable {
    return this.table("Events");
  }

  /**
   * A table by its name.
   * @throws {NightbookError} `FITS_MISSING`
   */
  table(name: string): ZfitsTable {
    const found = this.tables.find((table) => table.name.toUpperCase() === name.toUpperCase());
    if (found) return found;
    const names = this.tables.map((table) => table.name).join(", ");
    throw fitsError("FITS_MISSING", `there is no table ${name}`, {}, `The file has ${names}`);
  }
}

/** True for an HDU whose table is packed as CTA does. */
export function isZfits({ header }: Hdu): boolean {
  return header.logical("ZTABLE") === true && header.has("ZTILELEN") && header.has("ZNAXIS2") && header.has("ZFORM1");
}

/**
 * Opens a file of CTA's raw data (`.fits.fz`): reads headers and catalogues. Values are unpacked when they are asked
 * for, column by column and tile by tile.
 *
 * @param input the bytes, or a source that reads them in parts
 * @throws {NightbookError} `FITS_NOT_FITS`, `FITS_DAMAGED`, `FITS_MISSING` when it has no such table; what is wrong but
 * does not keep the file from being read stands in `findings`
 */
export function openZfits(input: Uint8Array | ByteSource, unpackers: BlockUnpackers = {}): ZfitsFile {
  const fits = openFits(input);
  const found = fits.hdus.filter(isZfits);
  if (found.length === 0)
    throw fitsError("FITS_MISSING", "it holds no table packed tile by tile as raw data of CTA are");
  const tables = found.map((hdu) => new ZfitsTable(hdu, unpackers));
  const cut = tables
    .filter(({ length, declaredLength }) => length < declaredLength)
    .map(({ hdu, length, declaredLength }): Finding => {
      const message = `The tiles of ${declaredLength - length} of ${declaredLength} rows are not in the file`;
      return { severity: "error", code: "TILES_CUT", message, hdu: hdu.index };
    });
  return new ZfitsFile(fits, tables, [...fits.findings, ...cut]);
}
