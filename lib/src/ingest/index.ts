export * from "./fits";
export * from "./hdf5";
export * from "./pickle";
export * from "./trajectory";
