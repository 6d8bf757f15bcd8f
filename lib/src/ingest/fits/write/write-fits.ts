import type { Hdu } from "../hdu/hdu";
import type { Header } from "../header/header";
import { MemorySink } from "./byte-sink";
import type { ColumnContent } from "./column-layout";
import { FitsWriter, type ImageContent, type ImageOptions, type WriteOptions } from "./fits-writer";
import type { TableOptions } from "./table-writer";

/** One HDU to write: an image, a binary or ASCII table, a header alone, or an HDU that was read, copied as it stands. */
export type HduContent =
  | ({ image: ImageContent } & ImageOptions)
  | ({ table: readonly ColumnContent[] } & TableOptions)
  | ({ asciiTable: readonly ColumnContent[] } & TableOptions)
  | { header: Header; name?: string; version?: number }
  | { copy: Hdu };

/**
 * A FITS file with checksums. Equal content gives equal bytes.
 *
 * @param hdus in order; a file that begins with a table gets an empty primary HDU
 * @returns the bytes
 * @throws {RangeError} when something cannot be written as FITS
 * @see [Pence2010]
 *
 * @example
 * ```ts
 * import { openFits, writeFits } from "nightbook/fits";
 *
 * const bytes = writeFits([
 *   { table: [{ name: "RATE", unit: "count/s", values: Float32Array.of(1.5, 2.5) }], name: "LIGHTCURVE" },
 * ]);
 * openFits(bytes).table("LIGHTCURVE").column("RATE").unit; // => "count/s"
 * ```
 */
export function writeFits(hdus: readonly HduContent[], options: WriteOptions = {}): Uint8Array {
  const sink = new MemorySink();
  const writer = new FitsWriter(sink, options);
  for (const hdu of hdus) addHdu(writer, hdu);
  writer.end();
  return sink.bytes();
}

/** Writes one HDU of a list. */
export function addHdu(writer: FitsWriter, hdu: HduContent): void {
  if ("image" in hdu) writer.image(hdu.image, hdu);
  else if ("table" in hdu) writer.table(hdu.table, hdu).append(hdu.table);
  else if ("asciiTable" in hdu) writer.asciiTable(hdu.asciiTable, hdu);
  else if ("copy" in hdu) writer.copy(hdu.copy);
  else writer.header(hdu.header, hdu);
}
