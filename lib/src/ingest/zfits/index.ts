export type { BlockUnpackers } from "./codecs/unpack-block";
export type { ZfitsColumn } from "./column-layout";
export { readMessage } from "./protobuf";
export { isZfits, openZfits, ZfitsFile } from "./zfits-file";
export { type ZfitsMessage, type ZfitsRow, ZfitsTable } from "./zfits-table";
