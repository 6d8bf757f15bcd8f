export { columnTable, describeHdu, hduTable } from "./describe";
export { dumpFits } from "./dump.node";
export { type FitsOnDisk, type OpenFitsOptions, openFitsPath } from "./open-fits.node";
export { type FitsReport, verifyFits } from "./verify.node";
