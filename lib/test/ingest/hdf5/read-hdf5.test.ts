import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { displaySymbol } from "../../../src/core/display";
import { type Hdf5File, openHdf5, writeHdf5 } from "../../../src/ingest/hdf5";
import { goldenBytes, openGolden } from "./golden";

describe("filters", () => {
  let file: Hdf5File;
  beforeAll(async () => {
    file = await openGolden("filters");
  });
  afterAll(() => file.close());

  const halves = Float32Array.from({ length: 600 }, (_, i) => i / 2);
  it.each([
    "zlib",
    "lzf",
    "szip",
    "blosc",
    "blosc_zstd",
    "blosc2",
    "lz4",
    "zstd",
    "bzip2",
    "bitshuffle",
    "bitshuffle_zstd",
    "zfp",
  ])("%s is undone, for all of an array and for parts of it", (name) => {
    const array = file.array(name);
    expect(array.read()).toEqual({ type: "float32", shape: [20, 30], values: halves });
    const { shape, values } = array.read({ start: [6, 28], end: [8, 30] });
    expect(shape).toEqual([2, 2]);
    expect(values).toEqual(Float32Array.of(104, 104.5, 119, 119.5));
    expect(array.filters.length).toBeGreaterThan(0);
  });

  it("scale-offset is undone", () => {
    expect(file.array("scaleoffset").read().values).toEqual(BigInt64Array.from({ length: 600 }, (_, i) => BigInt(i)));
  });

  it("that are not here are named", async () => {
    const bare = await openHdf5(goldenBytes("types"), { filters: () => undefined });
    expect(bare.array("bool").read().values).toEqual(Uint8Array.of(1, 0));
    bare.close();
  });
});

describe("big-endian enumerations", () => {
  let file: Hdf5File;
  beforeAll(async () => {
    file = await openGolden("enums");
  });
  afterAll(() => file.close());

  it("are numbers with names, in arrays, lists and attributes too", () => {
    const read = (name: string) => file.array(name).read();
    expect(read("enum")).toEqual({ type: "int16", shape: [3], values: Int16Array.of(1, 2, -3) });
    expect(file.array("enum").names).toEqual({ RED: 1, GREEN: 2, NEG: -3 });
    expect(file.array("enum").attributes["kind"]).toEqual(Int16Array.of(2, -3));
    expect(read("unsigned").values).toEqual(Uint32Array.of(1, 200_000, 1));
    expect(read("packed").values).toEqual(Int16Array.from({ length: 100 }, (_, i) => (i % 2) + 1));
    expect(read("scalar").values).toEqual(Int16Array.of(2));
    expect(read("arrays")).toEqual({ type: "int32", shape: [2, 3], values: Int32Array.of(0, 5, 0, 5, 5, 0) });
    expect(read("lists").values).toEqual(Int32Array.of(5, 0, 5));
  });

  it.each(["rows", "mixed", "mixed2"])("stand in tables among numbers of either order: %s", (name) => {
    const columns = Object.fromEntries(
      file
        .table(name)
        .read()
        .map((column) => [column.name, [...column.values]]),
    );
    const rows = [0, 1, 2, 3, 4, 5];
    expect(columns).toEqual({
      a: rows,
      "n/p": rows.map((k) => 0 - k),
      "n/e": rows.map((k) => 5 * (k % 2)),
      "n/q": rows.map((k) => k / 4),
      z: rows.map((k) => k / 8),
      w: rows.flatMap((k) => [k / 16, k / 16 + 1]),
      c: rows.flatMap((k) => [0, k]),
      t: rows.map(() => "abc"),
    });
  });
});

describe("types", () => {
  let file: Hdf5File;
  beforeAll(async () => {
    file = await openGolden("types");
  });
  afterAll(() => file.close());
  const values = (name: string) => file.array(name).read().values;

  it.each([
    ["i1", Int8Array],
    ["u1", Uint8Array],
    ["i2", Int16Array],
    ["u2", Uint16Array],
    ["i4", Int32Array],
    ["u4", Uint32Array],
    ["i8", BigInt64Array],
    ["u8", BigUint64Array],
    ["f2", Float32Array],
    ["f4", Float32Array],
    ["f8", Float64Array],
  ] as const)("numbers %s of both orders of bytes", (kind, array) => {
    for (const name of [`little_${kind}`, `big_${kind}`]) {
      const found = values(name);
      expect(Object.prototype.toString.call(found)).toBe(`[object ${array.name}]`);
      expect(Array.from(found, Number)).toEqual([0, 1, 2, 3, 4, 5]);
    }
    expect(file.array(`little_${kind}`).shape).toEqual([2, 3]);
  });

  it("half precision to its limits", () => {
    const found = values("half") as Float32Array;
    expect(Array.from(found)).toEqual([
      65504,
      expect.closeTo(-6e-8, 9),
      Infinity,
      -Infinity,
      NaN,
      -0,
      Math.fround(0.0999755859375),
    ]);
  });

  it("truths, complex numbers, texts, enumerations, lists, arrays, references and bytes", () => {
    expect(file.array("bool").read()).toEqual({ type: "logical", shape: [2], values: Uint8Array.of(1, 0) });
    expect(file.array("complex64").read().values).toEqual(Float32Array.of(1, 2));
    expect(file.array("big_complex").read().values).toEqual(Float64Array.of(1, 2, 3, -4));
    expect(file.array("scalar").read()).toEqual({ type: "float64", shape: [], values: Float64Array.of(3.5) });
    expect(file.array("empty").read()).toEqual({ type: "float32", shape: [0], values: new Float32Array(0) });
    expect(file.array("none").read()).toEqual({ type: "float64", shape: [0, 3], values: new Float64Array(0) });
    expect([values("text"), values("texts"), values("fixed"), values("utf8")]).toEqual([
      ["hé"],
      ["a", "", "ü"],
      ["ab", "abc"],
      ["é", "x  "],
    ]);
    expect([values("enum"), file.array("enum").names]).toEqual([Uint8Array.of(1, 2, 1), { RED: 1, GREEN: 2 }]);
    expect(file.array("lists").read()).toEqual({
      type: "int32",
      shape: [3],
      values: Int32Array.of(1, 2, 3, 4),
      offsets: Float64Array.of(0, 3, 3, 4),
    });
    expect(file.array("arrays").read().shape).toEqual([2, 3]);
    expect(values("arrays")).toEqual(Float32Array.of(0, 1, 2, 3, 4, 5));
    expect(values("references")).toEqual(["/", "/bool"]);
    expect(values("regions")).toEqual([""]);
    expect(file.array("opaque").read()).toEqual({ type: "uint8", shape: [1, 2], values: Uint8Array.of(0, 1) });
  });

  it("columns of a table, of rows across chunks", () => {
    const table = file.table("rows");
    expect(table.length).toBe(20);
    const found = Object.fromEntries(
      table.read(undefined, { start: 5, end: 9 }).map((column) => [column.name, column]),
    );
    expect(Object.keys(found).join()).toBe("a,b,s,v,m,ok,e,n/p,n/q/r,h,c,l,o,w");
    const k = [5, 6, 7, 8];
    expect(found["a"].values).toEqual(BigInt64Array.of(-5n, -4n, -3n, -2n));
    expect(found["b"].values).toEqual(Float32Array.from(k, (i) => i / 2));
    expect(found["s"].values).toEqual(k.map((i) => `row${i}`));
    expect(found["v"].values).toEqual(k.map((i) => `v${i}é`));
    expect(found["m"]).toMatchObject({ cellShape: [2, 3], values: Uint16Array.from({ length: 24 }, (_, i) => 30 + i) });
    expect(found["ok"]).toMatchObject({ type: "logical", values: Uint8Array.of(1, 0, 1, 0) });
    expect(found["e"].values).toEqual(Int32Array.of(5, 0, 5, 5));
    expect(found["n/p"].values).toEqual(Float64Array.from(k, (i) => i / 4));
    expect(found["n/q/r"].values).toEqual(Int8Array.from(k, (i) => -i));
    expect(found["h"].values).toEqual(Float32Array.from(k, (i) => i / 4));
    expect(found["c"]).toMatchObject({ type: "complex64", values: Float32Array.of(0, 5, 0, 6, 0, 7, 0, 8) });
    expect(found["l"]).toMatchObject({
      values: Uint8Array.of(0, 0, 1, 0, 1, 2),
      offsets: Float64Array.of(0, 1, 3, 6, 6),
    });
    expect(found["o"].values).toEqual(k.map(() => "/bool"));
    expect(found["w"]).toMatchObject({ cellShape: [2], values: Uint32Array.of(10, 11, 12, 13, 14, 15, 16, 17) });
    expect(table.read(["n", 0]).map(({ name }) => name)).toEqual(["n/p", "n/q/r", "a"]);
    expect([...table.batches(["a"], { rows: 8 })].map(([{ length }]) => length)).toEqual([8, 8, 4]);
    expect(() => table.column("z")).toThrow("there is no column z");
    expect(() => table.read(undefined, { end: 21 })).toThrow(RangeError);
  });

  it("attributes", () => {
    expect({ ...file.table("rows").attributes }).toEqual({
      unit: "m<b>",
      int64: 2n ** 60n,
      list: Float64Array.of(1.5, 2.5),
      texts: ["a", "b"],
      truth: true,
      empty: null,
      reference: "/bool",
      fixed: "fx",
      pair: { a: -9n, s: "row1" },
    });
  });

  it("links, which lead no farther than the file", () => {
    expect(file.array("g/soft").read().values).toEqual(Float64Array.of(3.5));
    expect(file.get("g/broken")).toMatchObject({ kind: "other", label: "link to /nowhere, which is not there" });
    expect(file.get("g/external")).toMatchObject({ kind: "other", label: "link to /x of the file /etc/hostname" });
    expect(file.get("type")).toMatchObject({ kind: "other", label: "named datatype" });
    expect(file.get("g/circle/circle/soft").kind).toBe("array");
    expect(() => file.get("g/x")).toThrow("there is no x");
    expect(() => file.table("bool")).toThrow("/bool is no table");
  });

  it("draw themselves as a tree in which nothing is markup", () => {
    const bundle = file[displaySymbol]() as Record<string, string>;
    expect(bundle["text/html"]).not.toContain("<script>");
    expect(bundle["text/html"]).toContain("&lt;script&gt;");
    expect(bundle["text/plain"]).toContain("rows  table of 20 rows × 14 columns, zlib");
    expect(bundle["text/plain"]).toContain("little_i2  2 × 3, int16");
    expect(bundle["text/plain"].split("\n").length).toBeLessThan(600);
  });

  it("are not read when there is no room for them", () => {
    const huge = file.array("huge");
    expect(() => huge.read()).toThrow(expect.objectContaining({ code: "HDF5_TOO_LARGE" }));
    expect(huge.read({ start: [5, 6], end: [6, 8] }).values).toEqual(Float64Array.of(0, 0));
  });
});

describe("attributes of ours", () => {
  it("are what they were: texts, numbers, truths, and lists of these", async () => {
    const attributes = {
      text: "ρ",
      number: 1.5,
      long: 2n ** 60n,
      truth: true,
      texts: ["a", ""],
      numbers: [1, 2.5],
      longs: [1n, -(2n ** 63n)],
      truths: [true, false],
      none: [],
    };
    const file = await openHdf5(writeHdf5({ attributes, members: {} }));
    const found = Object.fromEntries(Object.keys(attributes).map((name) => [name, file.attributes[name]]));
    file.close();
    expect(found).toEqual({
      ...attributes,
      numbers: Float64Array.of(1, 2.5),
      longs: BigInt64Array.of(1n, -(2n ** 63n)),
      truths: expect.anything(),
    });
    expect(Array.from(found["truths"] as Iterable<unknown>, Boolean)).toEqual([true, false]);
  });

  it("are refused in one line when there is no form for them", () => {
    for (const value of [null, [1, "a"], [[1]], undefined]) {
      expect(() => writeHdf5({ attributes: { odd: value as unknown as string }, members: {} })).toThrow(
        "a list of one of these: odd",
      );
    }
  });
});

describe("files of PyTables and pandas", () => {
  it.each(["zlib", "bzip2", "blosc_lz4", "blosc_zstd", "blosc2_zstd"])("photons packed by %s", async (name) => {
    const file = await openGolden("pytables");
    const table = file.table(`Photons/${name}`);
    const [id, ok, target, image, phase] = table.read(["ResID", "ok", "target", "image", "more/phase"]);
    expect(id.values).toEqual(Uint32Array.from({ length: 3000 }, (_, i) => 10_000 + Math.floor(i / 100)));
    expect(ok.values).toEqual(Uint8Array.from({ length: 3000 }, (_, i) => i % 2));
    expect((target.values as string[]).slice(8, 11)).toEqual(["star 8", "star 9", "star 0"]);
    expect((image.values as Int16Array).slice(4 * 2999)).toEqual(Int16Array.of(99, 100, 101, 102));
    expect(phase.values).toEqual(Float64Array.from({ length: 3000 }, (_, i) => i / 8));
    expect(table.attributes).toMatchObject({ EXPTIME: 1.5, NROWS: 3000n });
    file.close();
    expect(() => table.read()).toThrow("closed");
  });

  it("times, which are seconds", async () => {
    const file = await openGolden("times");
    const [whole, time, pair] = file.table().read();
    expect([whole.values, time.values]).toEqual([
      Int32Array.of(1_700_000_000, -5),
      Float64Array.of(1.70000000025e9, -1e-6),
    ]);
    expect([pair.cellShape, pair.values]).toEqual([[2], Float64Array.of(0.5, -1.75, 1e9, 0)]);
    file.close();
  });

  it("a frame", async () => {
    const file = await openGolden("pandas");
    const [index, floats] = file.table("rows/table").read(["index", "values_block_0"]);
    expect(index.values).toEqual(BigInt64Array.of(10n, 11n));
    expect(floats.values).toEqual(Float64Array.of(1.5, 2.5));
    expect(file.array("fixed/block0_values").read().values).toEqual(Float64Array.of(1.5, 2.5));
    file.close();
  });
});
