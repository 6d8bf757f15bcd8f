import { deflate } from "../../../core/deflate";
import { ByteWriter } from "./byte-writer";

/** A way of packing chunks: a filter of HDF5, its parameters, and what packs. */
export interface Hdf5Compression {
  /** Number under which the filter is registered. */
  readonly filter: number;
  /** Name of a filter that is not part of HDF5. */
  readonly name?: string;
  /** What the file tells readers besides. */
  readonly parameters: (chunk: { readonly bytes: number; readonly elementBytes: number }) => readonly number[];
  /** Packs a chunk; a promise lets other threads do it, in {@link Hdf5Writer.table} only. */
  readonly pack: (chunk: Uint8Array, elementBytes: number) => Uint8Array | Promise<Uint8Array>;
}

/**
 * Compression that every HDF5 library can undo: zlib (RFC 1950), "gzip" in HDF5's words.
 *
 * @param level 1 to 9, which the file records
 * @param pack makes a zlib stream of a chunk; a small packer of our own when left out, at which the level has no effect
 *
 * @example
 * ```ts
 * import { deflateSync } from "node:zlib";
 * import { writeHdf5, zlibCompression } from "nightbook/ingest";
 *
 * const compression = zlibCompression(1, (bytes) => deflateSync(bytes, { level: 1 }));
 * const values = Float64Array.from({ length: 10_000 }, (_, i) => i);
 * writeHdf5({ members: { x: { values, chunks: [5000], shuffle: true, compression } } }).length < 20_000; // => true
 * ```
 */
export function zlibCompression(level = 1, pack: Hdf5Compression["pack"] = deflate): Hdf5Compression {
  if (!Number.isInteger(level) || level < 1 || level > 9) {
    throw new RangeError(`The level of zlib is a whole number from 1 to 9: ${level}`);
  }
  return { filter: 1, parameters: () => [level], pack };
}

/** How chunks are stored: the bytes of each element sorted by significance, then packed. */
export interface ChunkFilters {
  readonly shuffle?: boolean;
  readonly compression?: Hdf5Compression;
}

const shuffleFilter = 2;

/** The message of an object header that lists the filters, in the order in which they were applied; none needs none. */
export function filterMessage(
  { shuffle = false, compression }: ChunkFilters,
  elementBytes: number,
  chunkBytes: number,
): Uint8Array | undefined {
  const filters: { id: number; name: string; values: readonly number[] }[] = [];
  if (shuffle) filters.push({ id: shuffleFilter, name: "", values: [elementBytes] });
  if (compression) {
    const { filter, name = "", parameters } = compression;
    filters.push({ id: filter, name, values: parameters({ bytes: chunkBytes, elementBytes }) });
  }
  if (filters.length === 0) return undefined;
  const out = new ByteWriter().u8(2, filters.length);
  for (const { id, name, values } of filters) {
    out.u16(id);
    // Only filters from 256 on have a name, here with the zero that ends it.
    if (id >= 256) out.u16(name.length + 1);
    out.u16(id === shuffleFilter ? 0 : 1).u16(values.length);
    if (id >= 256) out.text(name).u8(0);
    for (const value of values) out.u32(value);
  }
  return out.toBytes();
}
