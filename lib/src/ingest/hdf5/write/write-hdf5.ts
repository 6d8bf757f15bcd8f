import { MemorySink } from "../../fits/write/byte-sink";
import type { Hdf5Group } from "../hdf5-tree";
import { Hdf5Writer } from "./hdf5-writer";

/**
 * Writes an HDF5 file: groups, data sets of numbers and texts, tables, attributes. No times are stored, so equal trees
 * give equal bytes. Any HDF5 library from version 1.8 on reads it; tables are those of PyTables.
 *
 * @param root the root group
 * @returns the whole file
 * @throws {RangeError} when a name is empty or holds `/`, a shape does not fit its values, or an attribute exceeds 64 KiB
 * @throws {TypeError} when values are neither a typed array nor texts
 * @see [HDFGroup2024]
 *
 * @example
 * ```ts
 * import { writeHdf5 } from "nightbook/ingest";
 *
 * const file = writeHdf5({
 *   attributes: { instrument: "DARKNESS" },
 *   members: {
 *     image: { values: new Float32Array(12), shape: [3, 4], attributes: { unit: "count" } },
 *     stations: { members: { name: { values: ["Elginfield", "Tavistock"] } } },
 *     photons: { columns: [{ name: "time", unit: "us", values: Uint32Array.of(3, 8) }] },
 *   },
 * });
 * file[1] === 0x48; // => true
 * ```
 */
export function writeHdf5(root: Hdf5Group): Uint8Array {
  const sink = new MemorySink();
  const writer = new Hdf5Writer(sink);
  writer.tree("/", root);
  writer.endNow();
  return sink.bytes();
}
