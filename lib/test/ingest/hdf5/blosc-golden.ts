import { expect } from "@jest/globals";
import type { Hdf5File } from "../../../src/ingest/hdf5";
import { type GoldenKind, goldenValues } from "../../core/blosc/golden-chunks";

const codecs = ["blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"];
/** What `blosc.h5` is packed by: codec, and whether bytes or bits were shuffled. */
export const bloscCases = codecs.flatMap((codec) => [0, 1, 2].map((shuffle) => `${codec}_${shuffle}`));

export function expectBlosc(file: Hdf5File, name: string): void {
  for (const kind of ["bytes", "floats", "blocks"] as const)
    expect(file.array(`${name}_${kind}`).read().values).toEqual(goldenValues[kind as GoldenKind]());
  const table = file.table(`${name}_rows`);
  const rows = Array.from({ length: 515 }, (_, k) => k);
  expect(table.column("a").values).toEqual(Uint32Array.from(rows, (k) => Math.floor(k / 3)));
  expect(table.column("b").values).toEqual(Float64Array.from(rows, (k) => k / 8));
  expect(table.column("c").values).toEqual(BigInt64Array.from(rows, (k) => BigInt(-k)));
}

/** `blosc_zlib.h5`, which PyTables has packed by Blosc and by Blosc2. */
export function expectBloscByPyTables(file: Hdf5File): void {
  const expected = Float64Array.from({ length: 800 }, (_, i) => Math.floor(i / 20));
  for (const name of ["x", "y"]) expect(file.array(name).read().values).toEqual(expected);
}
