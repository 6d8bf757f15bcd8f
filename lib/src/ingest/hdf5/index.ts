export type * from "./hdf5-tree";
export * from "./netcdf4";
export type { AttributeValue as Hdf5StoredValue } from "./read/attribute-values";
export type { Hdf5ErrorCode } from "./read/hdf5-error";
export {
  Hdf5File,
  type Hdf5Object,
  type Hdf5Other,
  type Hdf5Source,
  Hdf5StoredGroup,
  openHdf5,
} from "./read/hdf5-file";
export type { FilterModules } from "./read/hdf5-library";
export type { OpenHdf5Options } from "./read/open-library-file";
export { type ArrayValues as Hdf5ArrayValues, Hdf5StoredArray } from "./read/stored-array";
export { type Hdf5ColumnData, type Hdf5ColumnInfo, Hdf5StoredTable } from "./read/stored-table";
export { type Hdf5Compression, zlibCompression } from "./write/compression";
export { Hdf5Writer } from "./write/hdf5-writer";
export { lz4Compression } from "./write/lz4-compression";
export { TableWriter as Hdf5TableWriter } from "./write/table-writer";
export * from "./write/write-hdf5";
