import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Hdf5File, openHdf5 } from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";
import { freshLibrary } from "../../../src/ingest/hdf5/fresh-library.node";
import { loadHdf5Library } from "../../../src/ingest/hdf5/read/hdf5-library";
import { type GoldenKind, goldenValues } from "../../core/blosc/golden-chunks";
import { goldenBytes, openGolden } from "./golden";

const codecs = ["blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"];
const cases = codecs.flatMap((codec) => [0, 1, 2].map((shuffle) => `${codec}_${shuffle}`));

function expectAll(file: Hdf5File, name: string): void {
  for (const kind of ["bytes", "floats", "blocks"] as const)
    expect(file.array(`${name}_${kind}`).read().values).toEqual(goldenValues[kind as GoldenKind]());
  const table = file.table(`${name}_rows`);
  const rows = Array.from({ length: 515 }, (_, k) => k);
  expect(table.column("a").values).toEqual(Uint32Array.from(rows, (k) => Math.floor(k / 3)));
  expect(table.column("b").values).toEqual(Float64Array.from(rows, (k) => k / 8));
  expect(table.column("c").values).toEqual(BigInt64Array.from(rows, (k) => BigInt(-k)));
}

/** Another library for the next file. */
async function wear(): Promise<void> {
  (await loadHdf5Library()).isWorn = true;
}

describe("Blosc", () => {
  let file: Hdf5File;
  beforeAll(async () => {
    file = await openGolden("blosc");
  });
  afterAll(() => file.close());

  it.each(cases)("with any codec inside and bytes in any order: %s", (name) => expectAll(file, name));

  it.each(["x", "y"])("of either version with zlib inside, by PyTables: %s", async (name) => {
    const tables = await openGolden("blosc_zlib");
    const { values } = tables.array(name).read();
    expect(values).toEqual(Float64Array.from({ length: 800 }, (_, i) => Math.floor(i / 20)));
    tables.close();
  });
});

describe("Blosc where its module is not here", () => {
  let file: Hdf5File;
  beforeAll(async () => {
    await wear();
    file = await openHdf5(goldenBytes("blosc"), { anotherLibrary: freshLibrary });
  });
  afterAll(() => file.close());

  it.each(cases)("is unpacked all the same: %s", (name) => expectAll(file, name));
});

describe("Blosc in a library that was made by others", () => {
  it("is what its module has", async () => {
    await wear();
    const options = { filters: installedFilters, anotherLibrary: freshLibrary };
    (await openHdf5(goldenBytes("times"), options)).close();
    Object.assign(await loadHdf5Library(), { functions: undefined });
    const file = await openHdf5(goldenBytes("blosc"), options);
    expectAll(file, "lz4_1");
    expect(() => file.array("snappy_1_floats").read()).toThrow(expect.objectContaining({ code: "HDF5_DAMAGED" }));
    file.close();
    await wear();
  });
});

describe("damaged Blosc", () => {
  it.each(["snappy", "zlib", "lz4"])("is refused, and what is whole is read after it: %s", async (codec) => {
    const bytes = goldenBytes("blosc");
    const whole = await openGolden("blosc");
    const name = `${codec}_1_blocks`;
    const { filters } = whole.array(name);
    expect(filters.map(({ id }) => id)).toEqual([32001]);
    whole.close();
    // The header of the only chunk of this codec that gives so many bytes.
    const header = [2, 1, ({ lz4: 1, snappy: 2, zlib: 3 }[codec] ?? 0) * 32 + 1, 8, 0, 0xe2, 4, 0];
    const at = Buffer.from(bytes).findIndex((_, i) => header.every((byte, k) => k === 1 || bytes[i + k] === byte));
    expect(at).toBeGreaterThan(0);
    for (const [place, value] of [
      [4, 1],
      [7, 0x70],
      [9, 255],
      [20, 255],
    ]) {
      const damaged = bytes.slice();
      damaged[at + place] = value;
      const file = await openHdf5(damaged, { filters: installedFilters, anotherLibrary: freshLibrary });
      let error: unknown;
      try {
        file.array(name).read();
      } catch (cause) {
        error = cause;
      }
      expect(error).toMatchObject({ code: "HDF5_DAMAGED", place: { part: `/${name}` } });
      expect(file.array("snappy_0_floats").read().values).toEqual(goldenValues.floats());
      file.close();
    }
  });
});
