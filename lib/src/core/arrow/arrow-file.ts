import { type Table, tableToIPC } from "apache-arrow";

/**
 * A table as an Arrow file, which is also a Feather file of version 2.
 * @returns the bytes, equal for equal tables
 */
export function arrowFile(table: Table): Uint8Array {
  return tableToIPC(table, "file");
}
