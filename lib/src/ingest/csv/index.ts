export type { CsvErrorCode } from "./csv-error";
export { type CsvOptions, readCsv } from "./read-csv";
export type { CellType as CsvType } from "./typed-column";
export { type WriteCsvOptions, writeCsv } from "./write-csv";
