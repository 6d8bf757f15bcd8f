export { deflate } from "./deflate";
export { gzip } from "./gzip";
export { inflate } from "./inflate";
