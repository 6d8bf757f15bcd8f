import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { Hdf5Writer, lz4Compression, zlibCompression } from "../../lib/src/ingest/hdf5";
import { fileSink } from "../../lib/src/ingest/hdf5/file-sink.node";
import { zlibOnThreads } from "../../lib/src/ingest/hdf5/zlib-threads.node";
import { runPython } from "./python";

const folder = mkdtempSync(join(tmpdir(), "nightbook-pytables-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Columns of every kind, `count` rows from `start` on. */
function columns(start: number, count: number) {
  const numbers = Array.from({ length: count }, (_, i) => start + i);
  const several = (per: number) => Array.from({ length: per * count }, (_, i) => per * start + i);
  return [
    { name: "id", values: BigInt64Array.from(numbers, BigInt) },
    { name: "ok", type: "logical", values: Uint8Array.from(numbers, (i) => (i % 3 === 0 ? 1 : 0)) },
    { name: "target", textBytes: 80, values: numbers.map((i) => `é ${i}`) },
    { name: "image", cellShape: [2, 3], unit: "ph", description: "ü", values: Float32Array.from(several(6)) },
    { name: "wave", type: "complex", values: Float64Array.from(several(2)) },
    {
      name: "inner",
      columns: [
        { name: "a", values: Uint8Array.from(numbers) },
        { name: "b", unit: "m", values: Float64Array.from(numbers, (i) => -i / 2) },
      ],
    },
    { name: "pair", cellShape: [2], textBytes: 8, values: several(2).map((i) => `n${i}`) },
  ] as const;
}

describe("tables of ours", () => {
  it("are tables of PyTables, to which it adds rows and indexes; h5py and pandas read them", async () => {
    const path = join(folder, "tables.h5");
    const sink = fileSink(path);
    const writer = new Hdf5Writer(sink);
    // PyTables falls over a text that points nowhere.
    const attributes = { EXPTIME: 1.5, nothing: "" };
    const zlib = zlibCompression(1, (bytes) => deflateSync(bytes, { level: 1 }));
    const tables = [
      writer.table("/g/plain", columns(0, 1), { title: "Tïtle", attributes }),
      writer.table("/g/shuffled", columns(0, 1), { attributes, shuffle: true, chunkRows: 7 }),
      writer.table("/g/packed", columns(0, 1), { attributes, compression: zlib, chunkRows: 100 }),
      writer.table("/g/threads", columns(0, 1), { attributes, compression: zlibOnThreads(), chunkRows: 33 }),
      writer.table("/g/lz4", columns(0, 1), { attributes, compression: lz4Compression(), chunkRows: 100 }),
    ];
    let count = 0;
    for (const more of [1, 200, 799]) {
      for (const table of tables) await table.append(columns(count, more));
      count += more;
    }
    writer.table("/g/empty", [{ name: "x", values: new Int32Array(0) }]);
    const frame = [
      { name: "x", values: Float64Array.of(1.5, 2.5) },
      { name: "n", values: Int32Array.of(3, 4) },
    ];
    await writer.table("/g/frame", frame).append(frame);
    const grid = Float32Array.from({ length: 12 }, (_, i) => i);
    writer.dataset("/grows", { values: grid, shape: [4, 3], chunks: [3, 2], maxShape: [null, 3], shuffle: true });
    writer.dataset("/truths", { values: Uint8Array.of(0, 1, 1), type: "logical" });
    writer.dataset("/complex", { values: Float32Array.of(1, 2, 3, 4), type: "complex" });
    await writer.end();
    sink.close();

    const found = runPython<Record<string, unknown>>("check_pytables.py", path, String(count));
    const all = [true, true, true, true, true];
    const rows = [
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
      [9, 10, 11],
    ];
    expect(found).toMatchObject({
      h5py: all.slice(1),
      pytables: all,
      title: "Tïtle",
      filters: ["None False", "None False", "zlib True", "zlib True", "blosc:lz4 True"],
      attributes: all.map(() => [1000, 1.5]),
      appended: all.map(() => [1010, 2, "x"]),
      empty: [3, 4],
      truths: [false, true, true],
      complex: [
        [1, 2],
        [3, 4],
      ],
      grows: [[null, 3], rows],
      earray: [...rows, [1, 1, 1], [1, 1, 1]],
      pandas: { x: [1.5, 2.5], n: [3, 4] },
    });
    expect(found["columns"]).toMatchObject({ id: ["int64", []], ok: ["bool", []], image: ["float32", [2, 3]] });
  });
});
