import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LibraryFactory } from "./read/hdf5-library";

/** The module of h5wasm that makes instances; the package shows only the one that it has made. */
const moduleOfPackage = "h5wasm/dist/esm/hdf5_util.js";

/**
 * Makes another instance of the HDF5 library that is installed.
 * @throws {Error} when it is not found
 */
export const freshLibrary: LibraryFactory = async () => {
  const places = (require.resolve.paths("h5wasm") ?? []).map((folder) => join(folder, moduleOfPackage));
  const found = places.find((path) => existsSync(path));
  if (!found) throw new Error(`There is no ${moduleOfPackage}`);
  const { default: make } = await import(pathToFileURL(found).href);
  return make({ noInitialRun: true });
};
