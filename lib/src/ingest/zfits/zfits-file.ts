import { type ByteSource, memorySource } from "../fits/byte-source";
import type { Finding } from "../fits/finding";
import { fitsError } from "../fits/fits-error";
import { type FitsFile, openFits } from "../fits/fits-file";
import { Hdu } from "../fits/hdu/hdu";
import { listHdus } from "../fits/hdu/list-hdus";
import { typedHdu } from "../fits/hdu/typed-hdu";
import type { Header } from "../fits/header/header";
import { plainCodecs } from "../fits/packing/codecs";
import { unpackedSource } from "../fits/packing/unpacked-source";
import type { BlockUnpackers } from "./codecs/unpack-block";
import { ZfitsTable } from "./zfits-table";

/** A file of CTA's raw data: FITS whose tables are packed tile by tile. */
export class ZfitsFile {
  #fits: FitsFile | undefined;

  constructor(
    /** The bytes, unpacked where gzip had packed the whole file. */
    readonly source: ByteSource,
    readonly tables: readonly ZfitsTable[],
    readonly findings: readonly Finding[],
  ) {}

  /** The same file as plain FITS, for its headers. */
  get fits(): FitsFile {
    this.#fits ??= openFits(this.source);
    return this.#fits;
  }

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

/**
 * True for an HDU whose table is packed as CTA does.
 *
 * @example
 * ```ts
 * import { openFits, writeFits } from "nightbook/fits";
 * import { isZfits } from "nightbook/ingest";
 *
 * openFits(writeFits([])).hdus.some(isZfits); // => false
 * ```
 */
export function isZfits({ header }: Hdu): boolean {
  return isPacked(header);
}

function isPacked(header: Header): boolean {
  return header.logical("ZTABLE") === true && header.has("ZTILELEN") && header.has("ZNAXIS2") && header.has("ZFORM1");
}

/**
 * Opens a file of CTA's raw data (`.fits.fz`): reads headers and catalogues. Values are unpacked when they are asked
 * for, column by column and tile by tile.
 *
 * @param input the bytes, or a source that reads them in parts
 * @throws {NightbookError} `FITS_NOT_FITS`, `FITS_DAMAGED`, `FITS_MISSING` when it has no such table; what is wrong but
 * does not keep the file from being read stands in `findings`
 *
 * @example
 * ```ts
 * import { openZfits } from "nightbook/ingest";
 *
 * // A table of one row and one column, `event_id`, kept as it is in one tile.
 * const card = (name: string, value: unknown) => `${name.padEnd(8)}= ${String(value).padStart(20)}`.padEnd(80);
 * const text = (name: string, value: string) => card(name, `'${value.padEnd(8)}'`);
 * const cards = [
 *   [card("SIMPLE", "T"), card("BITPIX", 8), card("NAXIS", 0)],
 *   [
 *     ...[text("XTENSION", "BINTABLE"), card("BITPIX", 8), card("NAXIS", 2), card("NAXIS1", 16), card("NAXIS2", 1)],
 *     ...[card("PCOUNT", 36), card("GCOUNT", 1), card("TFIELDS", 1), text("EXTNAME", "Events"), card("ZTABLE", "T")],
 *     ...[card("ZNAXIS1", 8), card("ZNAXIS2", 1), card("ZTILELEN", 1), card("ZHEAPPTR", 16)],
 *     ...[text("PBFHEAD", "R1v1.Event"), text("TTYPE1", "event_id"), text("TFORM1", "1QB"), text("ZFORM1", "1K")],
 *     ...[text("ZCTYP1", "CTA"), text("TPBID1", "1")],
 *   ],
 * ].map((header) => [...header, "END".padEnd(80)].join(""));
 * const bytes = new Uint8Array(3 * 2880);
 * cards.forEach((header, i) => bytes.fill(32, 2880 * i, 2880 * (i + 1)).set([...header].map((c) => c.charCodeAt(0)), 2880 * i));
 * const data = new DataView(bytes.buffer, 2 * 2880);
 * data.setBigInt64(0, 20n); // the catalogue: length and place of the block
 * data.setBigInt64(8, 16n);
 * [0x54, 0x49, 0x4c, 0x45, 1].forEach((byte, i) => data.setUint8(16 + i, byte)); // "TILE", one row
 * data.setBigUint64(32, 20n, true); // the block: its length, order C, one codec (0, raw)
 * [0x43, 1, 0, 0].forEach((byte, i) => data.setUint8(40 + i, byte));
 * data.setBigUint64(44, 17n, true);
 * const [event] = openZfits(bytes).events.messages();
 * event.event_id; // => 17
 * ```
 */
export function openZfits(input: Uint8Array | ByteSource, unpackers: BlockUnpackers = {}): ZfitsFile {
  const source = unpackedSource("read" in input ? input : memorySource(input), plainCodecs);
  // Without the columns of the tables that FITS sees, which would take most of the time.
  const { hdus, findings } = listHdus(source, plainCodecs, (record) =>
    isPacked(record.header) ? new Hdu("compressed table", record) : typedHdu(record),
  );
  const found = hdus.filter(isZfits);
  if (found.length === 0)
    throw fitsError("FITS_MISSING", "it holds no table packed tile by tile as raw data of CTA are");
  const tables = found.map((hdu) => new ZfitsTable(hdu, unpackers));
  const cut = tables
    .filter(({ length, declaredLength }) => length < declaredLength)
    .map(({ hdu, length, declaredLength }): Finding => {
      const message = `The tiles of ${declaredLength - length} of ${declaredLength} rows are not in the file`;
      return { severity: "error", code: "TILES_CUT", message, hdu: hdu.index };
    });
  return new ZfitsFile(source, tables, [...findings, ...cut]);
}
