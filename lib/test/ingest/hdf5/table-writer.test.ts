import { deflate } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { MemorySink } from "../../../src/ingest/fits";
import {
  type Hdf5Column,
  Hdf5Writer,
  lz4Compression,
  openHdf5,
  writeHdf5,
  zlibCompression,
} from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";

type NumberArray = Float64Array | Float32Array | Int8Array | Uint16Array | Int32Array | BigInt64Array;

/** Columns of every kind, `count` rows from `start` on. */
function columns(start: number, count: number) {
  const numbers = Array.from({ length: count }, (_, i) => start + i);
  return [
    { name: "id", values: BigInt64Array.from(numbers, BigInt) },
    { name: "ok", type: "logical", values: Uint8Array.from(numbers, (i) => i % 2) },
    { name: "target", textBytes: 12, values: numbers.map((i) => `é ${i}`) },
    {
      name: "image",
      cellShape: [2, 3],
      unit: "ph",
      values: Float32Array.from({ length: 6 * count }, (_, k) => start * 6 + k),
    },
    { name: "wave", type: "complex", values: Float64Array.from({ length: 2 * count }, (_, k) => start * 2 + k) },
    {
      name: "inner",
      columns: [
        { name: "a", unit: "m", values: Uint8Array.from(numbers) },
        { name: "b", values: Int16Array.from(numbers, (i) => -i) },
      ],
    },
    { name: "wide", cellShape: [20], values: Uint16Array.from({ length: 20 * count }, (_, k) => start * 20 + k) },
  ] as const;
}

const threads = zlibCompression(
  1,
  (bytes) =>
    new Promise((done, fail) => deflate(bytes, { level: 1 }, (error, packed) => (error ? fail(error) : done(packed)))),
);

describe("tables", () => {
  it.each([
    ["as they are", {}],
    ["shuffled", { shuffle: true }],
    ["packed", { compression: zlibCompression(), shuffle: false }],
    ["packed by LZ4", { compression: lz4Compression() }],
    ["packed by LZ4, not shuffled", { compression: lz4Compression(), shuffle: false }],
    ["packed on threads", { compression: threads }],
    ["in chunks of a row", { chunkRows: 1, compression: threads }],
  ] as const)("come back %s, appended in parts of any length", async (_what, options) => {
    const sink = new MemorySink();
    const writer = new Hdf5Writer(sink);
    const one = writer.table("/g/one", columns(0, 1), { chunkRows: 16, title: "Ein Titel", ...options });
    const two = writer.table("/g/two", columns(0, 1), options);
    let rows = 0;
    for (const count of [3, 0, 13, 40, 1, 100]) {
      await one.append(columns(rows, count));
      await two.append(columns(rows, count));
      rows += count;
    }
    two.attributes = { EXPTIME: 2.5 };
    await writer.end();
    const file = await openHdf5(sink.bytes(), { filters: installedFilters });
    for (const table of [file.table("g/one"), file.table("g/two")]) {
      const flat = columns(0, rows).flatMap((column): Hdf5Column[] =>
        "columns" in column
          ? column.columns.map((inner) => ({ ...inner, name: `${column.name}/${inner.name}` }))
          : [column],
      );
      const found = table.read();
      expect(found.map(({ name, values, unit }) => ({ name, values, unit }))).toEqual(
        flat.map(({ name, values, unit }) => ({ name, values, unit })),
      );
      expect(table.attributes["NROWS"]).toBe(BigInt(rows));
    }
    expect(file.table("g/one").attributes["TITLE"]).toBe("Ein Titel");
    expect(file.table("g/two").attributes["EXPTIME"]).toBe(2.5);
    file.close();
  });

  it("give the same bytes on threads as without", async () => {
    const make = async (compression: typeof threads) => {
      const sink = new MemorySink();
      const writer = new Hdf5Writer(sink);
      const table = writer.table("/t", columns(0, 1), { chunkRows: 10, compression });
      await table.append(columns(0, 500));
      await writer.end();
      return sink.bytes();
    };
    const slowly = zlibCompression(1, async (bytes, size) => {
      await new Promise((done) => setTimeout(done, (bytes[0] * 7) % 5));
      return threads.pack(bytes, size);
    });
    expect(await make(slowly)).toEqual(await make(threads));
  });

  it("of any numbers come back to the bit", async () => {
    const kinds = [
      fc.float64Array,
      fc.float32Array,
      fc.int8Array,
      fc.uint16Array,
      fc.int32Array,
      fc.bigInt64Array,
    ] as const;
    const arrays = fc.tuple(fc.nat(300), fc.nat(kinds.length - 1), fc.integer({ min: 1, max: 50 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(arrays, fc.nat(), async ([length, kind, chunkRows, shuffle], seed) => {
        const numbers: fc.Arbitrary<NumberArray> = kinds[kind]({ minLength: length, maxLength: length });
        const [values] = fc.sample(numbers, { numRuns: 1, seed });
        const before = { name: "odd", values: new Uint8Array(length).fill(7) };
        const bytes = writeHdf5({ members: { t: { columns: [before, { name: "x", values }], chunkRows, shuffle } } });
        const file = await openHdf5(bytes);
        const found = file.table("t").column("x").values as Float64Array;
        file.close();
        expect(new Uint8Array(found.buffer, found.byteOffset, found.byteLength)).toEqual(
          new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
        );
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["another number of columns", [{ name: "a", values: Int8Array.of(1) }], "2 columns: 1"],
    [
      "another name",
      [
        { name: "a", values: Int8Array.of(1) },
        { name: "c", values: ["x"] },
      ],
      "is b, not: c",
    ],
    [
      "another type",
      [
        { name: "a", values: Int16Array.of(1) },
        { name: "b", values: ["x"] },
      ],
      "holds int8, not: int16",
    ],
    [
      "another length",
      [
        { name: "a", values: Int8Array.of(1, 2) },
        { name: "b", values: ["x"] },
      ],
      "equal length",
    ],
    [
      "a text that is too long",
      [
        { name: "a", values: Int8Array.of(1) },
        { name: "b", values: ["xyz"] },
      ],
      "up to 2 bytes",
    ],
  ])("refuse rows with %s", async (_what, rows, message) => {
    const writer = new Hdf5Writer(new MemorySink());
    const table = writer.table("/t", [
      { name: "a", values: new Int8Array(0) },
      { name: "b", values: [], textBytes: 2 },
    ]);
    await expect(table.append(rows)).rejects.toThrow(message);
    await table.append([
      { name: "a", values: Int8Array.of(1) },
      { name: "b", values: ["xy"] },
    ]);
    expect(table.rows).toBe(1);
  });

  it.each([
    ["a name with a slash", [{ name: "a/b", values: Int8Array.of(1) }], "names of their own"],
    [
      "a name twice",
      [
        { name: "a", values: Int8Array.of(1) },
        { name: "a", values: Int8Array.of(1) },
      ],
      "names of their own",
    ],
    ["no columns", [], "between 1 and 65535"],
    ["a cell without values", [{ name: "a", cellShape: [0], values: new Int8Array(0) }], "above 0"],
  ])("refuse %s", (_what, first, message) => {
    const writer = new Hdf5Writer(new MemorySink());
    expect(() => writer.table("/t", first)).toThrow(message);
  });

  it("name the text that is too long, whatever its place in its cell", async () => {
    const table = new Hdf5Writer(new MemorySink()).table(
      "/t",
      [{ name: "b", values: [], textBytes: 2, cellShape: [2] }],
      { chunkRows: 1 },
    );
    const values = ["a", "b", "c", "xyz"];
    await expect(table.append([{ name: "b", cellShape: [2], values }])).rejects.toThrow('up to 2 bytes: "xyz"');
  });

  it("refuse a path that is taken, and packing on threads where nothing waits", () => {
    const writer = new Hdf5Writer(new MemorySink());
    writer.dataset("/x", { values: [] });
    expect(() => writer.dataset("/x", { values: [] })).toThrow("/x");
    expect(() => writer.dataset("/x/y", { values: [] })).toThrow("x is not a group");
    expect(() => writer.dataset("x", { values: [] })).toThrow('begin with "/"');
    const values = new Int8Array(100);
    expect(() => writeHdf5({ members: { t: { columns: [{ name: "a", values }], compression: threads } } })).toThrow(
      "Hdf5Writer",
    );
  });

  it("report what packing could not do", async () => {
    const broken = zlibCompression(1, () => Promise.reject(new Error("no room")));
    const writer = new Hdf5Writer(new MemorySink());
    const table = writer.table("/t", columns(0, 1), { chunkRows: 2, compression: broken });
    await expect(table.append(columns(0, 200)).then(() => writer.end())).rejects.toThrow("no room");
  });
});
