export type * from "./hdf5-tree";
export * from "./netcdf4";
export { type Hdf5Compression, zlibCompression } from "./write/compression";
export { Hdf5Writer } from "./write/hdf5-writer";
export { TableWriter as Hdf5TableWriter } from "./write/table-writer";
export * from "./write/write-hdf5";
