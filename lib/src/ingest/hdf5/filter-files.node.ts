import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FilterModules } from "./read/hdf5-library";

/** The modules of filters that come with h5wasm-plugins. */
export const installedFilters: FilterModules = (name) => {
  const folder = join(require.resolve("h5wasm-plugins"), "..", "plugins");
  return new Uint8Array(readFileSync(join(folder, `libH5Z${name}.so`)));
};
