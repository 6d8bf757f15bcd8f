export * from "./eventio";
export * from "./fits";
export * from "./hdf5";
export * from "./pickle";
export * from "./trajectory";
export * from "./zfits";
