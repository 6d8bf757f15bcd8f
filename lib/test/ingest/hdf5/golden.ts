import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Hdf5File, openHdf5 } from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";

export const goldenNames = ["filters", "types", "enums", "pytables", "pandas", "times", "blosc", "blosc_zlib"] as const;

export function goldenBytes(name: (typeof goldenNames)[number]): Uint8Array {
  return new Uint8Array(readFileSync(join(__dirname, "../../golden/hdf5", `${name}.h5`)));
}

export function openGolden(name: (typeof goldenNames)[number]): Promise<Hdf5File> {
  return openHdf5(goldenBytes(name), { filters: installedFilters });
}
