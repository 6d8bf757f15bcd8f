import { describe, expect, it } from "@jest/globals";
import { type Hdf5Group, netcdf4, writeHdf5, zlibCompression } from "../../../src/ingest/hdf5";
import { GlobalHeap } from "../../../src/ingest/hdf5/write/global-heap";
import { lookup3 } from "../../../src/ingest/hdf5/write/lookup3";

// What the files hold is read back by h5py and netCDF in scripts/test-python.

describe("lookup3", () => {
  it.each([
    ["", 0xdeadbeef],
    ["Four score and seven years ago", 0x17770551],
  ])("of %j has the published value", (text, hash) => {
    expect(lookup3(Uint8Array.from(text, (character) => character.charCodeAt(0)))).toBe(hash);
  });
});

describe("the heap", () => {
  it("gives a place to nothing, too: readers in C take a pointer to nowhere for no text at all", () => {
    const heap = new GlobalHeap(4096);
    const pointer = new DataView(heap.add(new Uint8Array(0), 0).buffer);
    expect([pointer.getUint32(0, true), pointer.getBigUint64(4, true), pointer.getUint32(12, true)]).toEqual([
      0,
      4096n,
      1,
    ]);
    expect(heap.toBytes().length).toBe(heap.size);
  });
});

describe("writeHdf5", () => {
  const tree: Hdf5Group = {
    attributes: { title: "ρ", list: ["a", "b"], n: 3 },
    members: {
      numbers: { values: Float64Array.of(1, 2, 3), attributes: { unit: "m" } },
      inner: { members: { texts: { values: ["", "xyz"] } } },
    },
  };

  it("gives equal bytes for equal trees", () => {
    expect(writeHdf5(tree)).toEqual(writeHdf5(copyOf(tree)));
  });

  it("says where the file ends and checks its superblock", () => {
    const file = writeHdf5(tree);
    const view = new DataView(file.buffer);
    expect(Number(view.getBigUint64(28, true))).toBe(file.length);
    expect(view.getUint32(44, true)).toBe(lookup3(file.subarray(0, 44)));
    const root = Number(view.getBigUint64(36, true));
    expect(String.fromCharCode(...file.subarray(root, root + 4))).toBe("OHDR");
    const end = root + 10 + view.getUint32(root + 6, true);
    expect(view.getUint32(end, true)).toBe(lookup3(file.subarray(root, end)));
  });

  it.each(["a/b", "", ".", "a\0b"])("refuses the name %j", (name) => {
    expect(() => writeHdf5({ members: { [name]: { values: [] } } })).toThrow(RangeError);
  });

  it.each<[string, Hdf5Group["members"][string], string]>([
    [
      "a shape of another size",
      { values: Float64Array.of(1), shape: [2] },
      "/x, [2], does not fit its number of values: 1",
    ],
    ["a broken shape", { values: Float64Array.of(1), shape: [0.5, 2] }, "does not fit"],
    ["values that are no typed array", { values: { length: 1 } as never }, "typed array"],
    ["chunks of another rank", { values: Float64Array.of(1), chunks: [1, 1] }, "[1,1]"],
    ["a compression without chunks", { values: [], compression: zlibCompression() }, "needs chunks: /x"],
    ["texts of variable length in chunks", { values: ["a"], chunks: [1] }, "Texts of variable length"],
    ["a large attribute", { values: [], attributes: { a: new Uint8Array(70_000) } }, "An attribute of /x"],
    ["a reference to nothing", { values: [], attributes: { a: { references: [["/y"]] } } }, "/y"],
  ])("refuses %s", (_, x, message) => {
    expect(() => writeHdf5({ members: { x } })).toThrow(message);
  });
});

describe("netcdf4", () => {
  it("refuses a dimension that is not defined, and one of another length", () => {
    const variable = { dimensions: ["t"], values: Float64Array.of(1, 2) };
    expect(() => netcdf4({ variables: { x: variable } })).toThrow("unknown dimension: t");
    expect(() => writeHdf5(netcdf4({ dimensions: { t: 3 }, variables: { x: variable } }))).toThrow("/x, [3]");
  });

  it("finds dimensions of the groups above", () => {
    const tree = netcdf4({
      dimensions: { t: 2 },
      groups: { g: { variables: { x: { dimensions: ["t"], values: Float64Array.of(1, 2) } } } },
    });
    expect(tree.members["t"]?.attributes?.["REFERENCE_LIST"]).toEqual({ uses: [{ path: "/g/x", dimension: 0 }] });
    expect(writeHdf5(tree).length).toBeGreaterThan(100);
  });
});

/** The same tree from new objects. */
function copyOf(group: Hdf5Group): Hdf5Group {
  return { ...group, members: Object.fromEntries(Object.entries(group.members)) };
}
