import { beforeAll, describe, expect, it } from "@jest/globals";
import { displaySymbol } from "../../../src/core/display";
import type { RandomStream } from "../../../src/core/random";
import { type Hdf5Object, openHdf5, writeHdf5 } from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";
import { freshLibrary } from "../../../src/ingest/hdf5/fresh-library.node";
import { loadHdf5Library } from "../../../src/ingest/hdf5/read/hdf5-library";
import { lookup3 } from "../../../src/ingest/hdf5/write/lookup3";
import { below, damagedFiles, expectReadOrRefused, readOrRefused } from "../damage/damaged-files";
import { goldenBytes, goldenNames } from "./golden";

/** Objects of a damaged file that are read. */
const mostObjects = 20;

const rows = Array.from({ length: 300 }, (_, i) => i);
const own = writeHdf5({
  attributes: { title: "photons", numbers: Float64Array.of(1, 2) },
  members: {
    table: {
      columns: [
        { name: "id", values: Uint32Array.from(rows) },
        { name: "text", values: rows.map(String) },
      ],
      shuffle: true,
      chunkRows: 64,
    },
    texts: { values: ["a", "bc", "é"] },
    grid: { values: Float32Array.from(rows), shape: [30, 10], chunks: [7, 10] },
  },
});

const codes = /^HDF5_(NOT_HDF5|DAMAGED|TOO_LARGE|MISSING|UNSUPPORTED)$/;
const guarded = (work: () => unknown) => readOrRefused(work, codes);

function readObject(object: Hdf5Object): void {
  if (object.kind === "other") return;
  for (const name of Object.keys(object.attributes)) guarded(() => object.attributes[name]);
  if (object.kind !== "group") object.read();
}

let opened = 0;

async function readAll(bytes: Uint8Array): Promise<void> {
  const file = await openHdf5(bytes, { filters: installedFilters, anotherLibrary: freshLibrary });
  try {
    if (opened++ % 11 === 0) guarded(() => file[displaySymbol]());
    guarded(() => {
      let count = 0;
      for (const object of file.walk()) {
        if (count++ === mostObjects) break;
        guarded(() => readObject(object));
      }
    });
  } finally {
    guarded(() => file.close());
  }
}

/** Damage near the begin, where the file says what it holds. */
function ofHead(bytes: Uint8Array, random: RandomStream): void {
  const at = below(random, Math.min(bytes.length, 4096));
  bytes.fill([0, 255, below(random, 256)][below(random, 3)], at, at + 1 + below(random, 8));
}

describe("bytes that are not HDF5", () => {
  it.each([
    ["nothing", new Uint8Array(0)],
    ["text", Uint8Array.from("SIMPLE  = T".repeat(100), (letter) => letter.charCodeAt(0))],
  ])("are told what they are: %s", async (_what, bytes) => {
    await expect(openHdf5(bytes)).rejects.toMatchObject({ code: "HDF5_NOT_HDF5" });
  });

  it("but begin like it are called damaged", async () => {
    await expect(openHdf5(own.subarray(0, 40))).rejects.toMatchObject({ code: "HDF5_DAMAGED" });
    await expect(openHdf5(own.subarray(0, own.length - 100))).rejects.toMatchObject({ code: "HDF5_DAMAGED" });
  });
});

describe("a heap that leads round in a circle", () => {
  it("is not followed", async () => {
    const bytes = own.slice();
    const heap = Buffer.from(bytes).indexOf("GCOL");
    expect(heap).toBeGreaterThan(0);
    // Object 0 of no length.
    bytes.fill(0, heap + 16, heap + 32);
    const file = await openHdf5(bytes);
    guarded(() => file.array("texts").read());
    expect(() => file.array("texts").read()).toThrow(expect.objectContaining({ code: "HDF5_DAMAGED" }));
    file.close();
  });
});

describe("two attributes of one name", () => {
  it("are one", async () => {
    const bytes = writeHdf5({ attributes: { first: 1, other: 2 }, members: {} });
    const at = Buffer.from(bytes).indexOf("other");
    const header = Buffer.from(bytes).lastIndexOf("OHDR", at);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const sumOf = (end: number) => lookup3(bytes.subarray(header, end)) >>> 0;
    let end = at;
    while (view.getUint32(end, true) !== sumOf(end)) end++;
    bytes.set(new TextEncoder().encode("first"), at);
    view.setUint32(end, sumOf(end), true);
    const file = await openHdf5(bytes);
    expect(Object.keys(file.attributes)).toEqual(["first"]);
    expect(file.attributes.first).toBe(1);
    file.close();
  });
});

describe("a packed piece that ends early", () => {
  it("is not waited for", async () => {
    const golden = goldenBytes("filters");
    const signature = Buffer.from(golden).indexOf("BZh");
    const reasons = new Set<string>();
    for (let at = signature + 10; at < signature + 300; at += 7) {
      const bytes = golden.slice();
      bytes[at] ^= 0x55;
      const file = await openHdf5(bytes, { filters: installedFilters });
      try {
        file.array("bzip2").read();
      } catch (error) {
        reasons.add((error as Error).message);
        expect(error).toMatchObject({ code: "HDF5_DAMAGED", place: { part: "/bzip2" } });
      }
      file.close();
    }
    expect([...reasons]).toContainEqual(expect.stringContaining("unpacking them finds no end"));
  });
});

describe("a library that is worn", () => {
  it("is made anew for the next file, while those that are open keep theirs", async () => {
    const [before, worn] = [await openHdf5(own), await loadHdf5Library()];
    worn.isWorn = true;
    const next = await openHdf5(goldenBytes("filters"), { filters: installedFilters, anotherLibrary: freshLibrary });
    const fresh = await loadHdf5Library();
    expect(fresh).not.toBe(worn);
    for (const name of ["blosc", "bzip2", "zlib"]) expect(next.array(name).read().values[2]).toBe(1);
    expect(before.table("table").column("id").values).toEqual(Uint32Array.from(rows));
    for (const file of [before, next]) file.close();
    // Where none can be made, the worn one serves on.
    fresh.isWorn = true;
    const anotherLibrary = () => Promise.reject(new Error("not here"));
    (await openHdf5(own, { anotherLibrary })).close();
    expect(await loadHdf5Library()).toBe(fresh);
  });

  it("takes no memory for a length that damage has made huge", async () => {
    const bytes = own.slice();
    const view = new DataView(bytes.buffer);
    // The bytes of each packed chunk stand in the keys of the tree.
    const tree = Buffer.from(bytes).indexOf("TREE");
    expect(tree).toBeGreaterThan(0);
    view.setUint32(tree + 24, 0x7ffffff0, true);
    const file = await openHdf5(bytes, { anotherLibrary: freshLibrary });
    const before = process.memoryUsage.rss();
    for (const object of file.walk()) guarded(() => readObject(object));
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);
    file.close();
  });
});

describe("thousands of errors", () => {
  it("leave the library as it was", async () => {
    const file = await openHdf5(own);
    const cut = own.subarray(0, own.length - 100);
    for (let i = 0; i < 3000; i++) await expect(openHdf5(cut)).rejects.toMatchObject({ code: "HDF5_DAMAGED" });
    expect(file.table("table").column("id").values).toEqual(Uint32Array.from(rows));
    file.close();
  });
});

describe("fuzzing", () => {
  beforeAll(() => openHdf5(own).then((file) => file.close()));

  it(`${damagedFiles} damaged files are read or refused, none for long`, async () => {
    // Our own small file most often: it is read ten times as fast.
    const samples = [...goldenNames.map(goldenBytes), ...Array.from({ length: 16 }, () => own)];
    await expectReadOrRefused({ samples, read: readAll, codes, damage: ofHead });
  }, 7_200_000);
});
