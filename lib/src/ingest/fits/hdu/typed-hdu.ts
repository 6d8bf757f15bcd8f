import { CompressedImageHdu } from "../compression/compressed-image-hdu";
import { CompressedTableHdu } from "../compression/compressed-table-hdu";
import { RandomGroupsHdu } from "../groups/random-groups-hdu";
import { ImageHdu } from "../image/image-hdu";
import { AsciiTableHdu } from "../table/ascii-table-hdu";
import { BinaryTableHdu } from "../table/binary-table-hdu";
import { Hdu, type HduRecord } from "./hdu";

/** An HDU that holds a table. */
export type TableHdu = BinaryTableHdu | AsciiTableHdu | CompressedTableHdu;

/** An HDU that holds an image. */
export type AnyImageHdu = ImageHdu | CompressedImageHdu;

/**
 * The HDU that a header describes.
 * @throws {NightbookError} `FITS_DAMAGED` when the header contradicts itself
 */
export function typedHdu(record: HduRecord): Hdu {
  const { header, extent } = record;
  const extension = header.text("XTENSION");
  if (extension === undefined) return extent.isGroups ? new RandomGroupsHdu(record) : new ImageHdu(record);
  if (extension === "IMAGE" || extension === "IUEIMAGE") return new ImageHdu(record);
  if (extension === "TABLE") return new AsciiTableHdu(record);
  if (extension !== "BINTABLE" && extension !== "A3DTABLE") return new Hdu("foreign", record);
  if (header.logical("ZIMAGE") === true) return new CompressedImageHdu(record);
  if (header.logical("ZTABLE") === true) return new CompressedTableHdu(record);
  return new BinaryTableHdu(record);
}
