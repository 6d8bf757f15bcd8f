import { beforeAll, describe, expect, it } from "@jest/globals";
import { type Hdf5File, openHdf5 } from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";
import { freshLibrary } from "../../../src/ingest/hdf5/fresh-library.node";
import { loadHdf5Library } from "../../../src/ingest/hdf5/read/hdf5-library";
import { bloscCases, expectBlosc, expectBloscByPyTables } from "./blosc-golden";
import { goldenBytes } from "./golden";

describe("a library that others have loaded before", () => {
  let ofOthers: unknown;
  beforeAll(async () => {
    const { File, ready } = await import("h5wasm");
    const { FS } = await ready;
    ofOthers = await ready;
    FS.writeFile("others.h5", goldenBytes("filters"));
    const file = new File("others.h5", "r");
    expect(file.keys()).toContain("zlib");
    file.close();
  });

  async function opened(name: "blosc" | "blosc_zlib" | "filters", work: (file: Hdf5File) => void): Promise<void> {
    const file = await openHdf5(goldenBytes(name), { filters: installedFilters });
    work(file);
    file.close();
  }

  it("reads all that its own filters do not: Blosc with any codec, Blosc2, bzip2", async () => {
    await opened("blosc", (file) => {
      for (const name of bloscCases) expectBlosc(file, name);
    });
    expect(await loadHdf5Library()).toBe(ofOthers);
    await opened("blosc_zlib", expectBloscByPyTables);
    await opened("filters", (file) => expect(file.array("bzip2").read().values[2]).toBe(1));
  });

  it("is left alone where another can be made", async () => {
    const file = await openHdf5(goldenBytes("blosc"), { filters: installedFilters, anotherLibrary: freshLibrary });
    expect(await loadHdf5Library()).not.toBe(ofOthers);
    expectBlosc(file, "zlib_1");
    file.close();
  });
});
