export * from "./hdf5";
export * from "./pickle";
export * from "./trajectory";
