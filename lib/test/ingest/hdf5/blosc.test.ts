import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Hdf5File, openHdf5 } from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";
import { freshLibrary } from "../../../src/ingest/hdf5/fresh-library.node";
import { loadHdf5Library } from "../../../src/ingest/hdf5/read/hdf5-library";
import { goldenValues } from "../../core/blosc/golden-chunks";
import { bloscCases, expectBlosc, expectBloscByPyTables } from "./blosc-golden";
import { goldenBytes, openGolden } from "./golden";

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

  it.each(bloscCases)("with any codec inside and bytes in any order: %s", (name) => expectBlosc(file, name));

  it("of either version with zlib inside, by PyTables", async () => {
    const tables = await openGolden("blosc_zlib");
    expectBloscByPyTables(tables);
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

  it.each(bloscCases)("is unpacked all the same: %s", (name) => expectBlosc(file, name));
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
