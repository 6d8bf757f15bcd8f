import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { type Hdf5Compression, zlibCompression } from "./write/compression";

const deflateOnThread = promisify(deflate) as (bytes: Uint8Array, options: { level: number }) => Promise<Uint8Array>;

/**
 * zlib on the threads that Node keeps, so that chunks of a {@link Hdf5Writer} are packed on all cores.
 * @param level 1 (fast) to 9 (small)
 */
export function zlibOnThreads(level = 1): Hdf5Compression {
  return zlibCompression(level, (bytes) => deflateOnThread(bytes, { level }));
}
