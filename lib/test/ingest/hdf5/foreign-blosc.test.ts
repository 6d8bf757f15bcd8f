import { beforeAll, describe, expect, it } from "@jest/globals";
import { openHdf5 } from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";
import { freshLibrary } from "../../../src/ingest/hdf5/fresh-library.node";
import { goldenValues } from "../../core/blosc/golden-chunks";
import { expectBlosc } from "./blosc-golden";
import { goldenBytes } from "./golden";

/** Where the library looks for modules of filters unless told otherwise. */
const pluginFolder = "/usr/local/hdf5/lib/plugin";

describe("a library to which others have given their Blosc before", () => {
  beforeAll(async () => {
    const { Dataset, File, ready } = await import("h5wasm");
    const { FS } = await ready;
    FS.mkdirTree(pluginFolder);
    FS.writeFile(`${pluginFolder}/libH5Zblosc.so`, installedFilters("blosc") as Uint8Array);
    FS.writeFile("others.h5", goldenBytes("blosc"));
    const file = new File("others.h5", "r");
    const data = file.get("lz4_1_floats");
    expect(data instanceof Dataset && data.value).toEqual(goldenValues.floats());
    file.close();
  });

  it("reads what that has, and says of the rest what to do", async () => {
    const file = await openHdf5(goldenBytes("blosc"), { filters: installedFilters });
    for (const name of ["lz4_1", "blosclz_2", "zstd_0"]) expectBlosc(file, name);
    for (const [name, codec] of [
      ["snappy_1_floats", "Snappy"],
      ["zlib_0_bytes", "zlib"],
    ]) {
      expect(() => file.array(name).read()).toThrow(
        expect.objectContaining({
          code: "HDF5_UNSUPPORTED",
          message: expect.stringContaining(`Blosc with ${codec}, and another program has given`),
          hint: expect.stringContaining("anotherLibrary"),
          place: { part: `/${name}` },
        }),
      );
    }
    expect(() => file.table("zlib_1_rows").column("a")).toThrow(expect.objectContaining({ code: "HDF5_UNSUPPORTED" }));
    file.close();
  });

  it("calls damage what is damaged", async () => {
    const bytes = goldenBytes("blosc");
    // The header of a chunk packed by LZ4 that gives so many bytes.
    const header = [2, 1, 0x21, 8, 0, 0xe2, 4, 0];
    const at = bytes.findIndex((_, i) => header.every((byte, k) => bytes[i + k] === byte));
    expect(at).toBeGreaterThan(0);
    bytes[at + 7] = 0x70;
    const file = await openHdf5(bytes, { filters: installedFilters });
    expect(() => file.array("lz4_1_blocks").read()).toThrow(expect.objectContaining({ code: "HDF5_DAMAGED" }));
    file.close();
  });

  it("is left alone where another can be made", async () => {
    const file = await openHdf5(goldenBytes("blosc"), { filters: installedFilters, anotherLibrary: freshLibrary });
    for (const name of ["snappy_1", "zlib_2"]) expectBlosc(file, name);
    file.close();
  });
});
