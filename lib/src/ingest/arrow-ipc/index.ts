export type { ArrowErrorCode } from "./arrow-error";
export { arrowTableOf, writeArrow } from "./arrow-table-of";
export type { ArrowCodecs } from "./messages";
export { readArrow } from "./read-arrow";
