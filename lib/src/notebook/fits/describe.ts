import {
  CompressedImageHdu,
  DamagedHdu,
  type FitsFile,
  type Hdu,
  isImage,
  isTable,
  RandomGroupsHdu,
} from "../../ingest/fits";
import { Table } from "../table";

/** One line about what an HDU holds. */
export function describeHdu(hdu: Hdu): string {
  if (hdu instanceof DamagedHdu) return "cannot be read";
  if (isTable(hdu)) return `${hdu.length} rows × ${hdu.columns.length} columns`;
  if (hdu instanceof RandomGroupsHdu) return `${hdu.length} groups of ${hdu.shape.join(" × ")}`;
  if (!isImage(hdu)) return `${hdu.record.extent.bytes} bytes`;
  if (!hdu.hasData) return "no data";
  const bitpix = hdu.imageHeader.integer("BITPIX") ?? 0;
  const type = bitpix < 0 ? `float${-bitpix}` : bitpix === 8 ? "uint8" : `int${bitpix}`;
  const packed = hdu instanceof CompressedImageHdu ? `, packed with ${hdu.algorithm}` : "";
  return `${hdu.shape.join(" × ")}, ${type}${packed}`;
}

/** The HDUs of a file as a table. */
export function hduTable({ hdus }: FitsFile, caption = ""): Table {
  return new Table(
    [
      { title: "HDU", align: "right" },
      { title: "name" },
      { title: "version", align: "right" },
      { title: "kind" },
      { title: "holds" },
      { title: "cards", align: "right" },
    ],
    hdus.map((hdu) => [
      String(hdu.index),
      hdu.name,
      String(hdu.version),
      hdu.kind,
      describeHdu(hdu),
      String(hdu.header.cards.length),
    ]),
    caption,
  );
}

/** The columns of a table as a table. */
export function columnTable(hdu: Hdu, caption = ""): Table {
  const columns = isTable(hdu) ? hdu.columns : [];
  return new Table(
    [{ title: "column" }, { title: "unit" }, { title: "format" }, { title: "cell" }, { title: "description" }],
    columns.map(({ name, unit = "", format, cellShape, description = "" }) => [
      name,
      unit,
      format,
      cellShape.length === 0 ? "" : cellShape.join(" × "),
      description,
    ]),
    caption,
  );
}
