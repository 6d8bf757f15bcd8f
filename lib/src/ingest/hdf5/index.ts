export type * from "./hdf5-tree";
export * from "./netcdf4";
export * from "./write-hdf5";
