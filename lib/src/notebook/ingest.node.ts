export * from "../ingest";
export { openSimtelDocument as simtel } from "./cherenkov/simtel-document.node";
export { streamSimtelFile as simtelStream } from "./cherenkov/simtel-stream.node";
export { openZfitsDocument as zfits } from "./cherenkov/zfits-document.node";
export { openFitsDocument as fits } from "./fits/fits-document.node";
export { createHdf5, type Hdf5OnDisk, zlib } from "./hdf5/create-hdf5.node";
export { openHdf5Path as hdf5 } from "./hdf5/open-hdf5.node";
export { openMeteor as meteor } from "./meteor-input/open-meteor.node";
