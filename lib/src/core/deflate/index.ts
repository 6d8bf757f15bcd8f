export { adler32, crc32 } from "./crc32";
export { deflate } from "./deflate";
export { gzip } from "./gzip";
export { inflate } from "./inflate";
