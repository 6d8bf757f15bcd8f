export { type ByteSource, memorySource } from "./byte-source";
export { type Card, type CardKind, type CardValue, type HeaderComplex, isComplex } from "./cards/card";
export type { ChecksumState } from "./checksum/verify-checksums";
export { CompressedImageHdu } from "./compression/compressed-image-hdu";
export { CompressedTableHdu } from "./compression/compressed-table-hdu";
export type { TileAlgorithm } from "./compression/pack-tile";
export type { Finding } from "./finding";
export type { FitsErrorCode } from "./fits-error";
export { FitsFile, type FitsOptions, isImage, isTable, openFits } from "./fits-file";
export { RandomGroupsHdu } from "./groups/random-groups-hdu";
export { DamagedHdu, Hdu, type HduKind, type HduRecord } from "./hdu/hdu";
export type { AnyImageHdu, TableHdu } from "./hdu/typed-hdu";
export type { DataExtent } from "./header/data-extent";
export { Header, type SetOptions } from "./header/header";
export { type FitsImage, ImageHdu } from "./image/image-hdu";
export type { NumberArray, PixelBlock, StoredArray } from "./image/pixel-array";
export type { Section } from "./image/section";
export type { Codecs } from "./packing/codecs";
export { AsciiTableHdu } from "./table/ascii-table-hdu";
export { BinaryTableHdu } from "./table/binary-table-hdu";
export type { ColumnData, ValueType } from "./table/column-data";
export type { BatchOptions, FitsTable } from "./table/fits-table";
export type { ReadOptions } from "./table/read-columns";
export type { RowRange } from "./table/row-range";
export type { TableColumn } from "./table/table-column";
export { leapSeconds } from "./time/leap-seconds";
export { mjdOf, type TimeReference, type TimeScale, timeReference, utcOf } from "./time/time-reference";
export {
  CelestialWcs,
  celestialWcs,
  type PixelPlace,
  type SkyPlace,
  tableWcs,
  type WcsKeywords,
} from "./wcs/celestial-wcs";
export { type ByteSink, MemorySink } from "./write/byte-sink";
export type { ColumnContent } from "./write/column-layout";
export { FitsWriter, type ImageContent, type ImageOptions, type WriteOptions } from "./write/fits-writer";
export type { ImagePacking } from "./write/packed-image";
export type { TableOptions, TableWriter } from "./write/table-writer";
export { type HduContent, writeFits } from "./write/write-fits";
