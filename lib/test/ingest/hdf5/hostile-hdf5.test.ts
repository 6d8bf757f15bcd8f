import { beforeAll, describe, expect, it } from "@jest/globals";
import { displaySymbol } from "../../../src/core/display";
import { isNightbookError } from "../../../src/core/errors";
import { type RandomStream, random as randomOf } from "../../../src/core/random";
import { type Hdf5Object, openHdf5, writeHdf5 } from "../../../src/ingest/hdf5";
import { installedFilters } from "../../../src/ingest/hdf5/filter-files.node";
import { goldenBytes } from "./golden";

/** Damaged files in all: 100 000 with `NIGHTBOOK_LONG=1`, else 2 % of them. */
const damaged = process.env["NIGHTBOOK_LONG"] === "1" ? 100_000 : 2_000;
/** Longest that a damaged file may take, ms of the processor. */
const longest = 2_000;
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

function guarded(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    expect(error.code).toMatch(/^HDF5_(NOT_HDF5|DAMAGED|TOO_LARGE|MISSING|UNSUPPORTED)$/);
    expect(error.hint).toBeTruthy();
    expect(error.oneLine()).not.toContain("\n");
  }
}

function readObject(object: Hdf5Object): void {
  if (object.kind === "other") return;
  for (const name of Object.keys(object.attributes)) guarded(() => object.attributes[name]);
  if (object.kind !== "group") object.read();
}

async function readAll(bytes: Uint8Array, isDrawn: boolean): Promise<void> {
  let file: Awaited<ReturnType<typeof openHdf5>>;
  try {
    file = await openHdf5(bytes, { filters: installedFilters });
  } catch (error) {
    guarded(() => {
      throw error;
    });
    return;
  }
  if (isDrawn) guarded(() => file[displaySymbol]());
  guarded(() => {
    let count = 0;
    for (const object of file.walk()) {
      if (count++ === mostObjects) break;
      guarded(() => readObject(object));
    }
  });
  file.close();
}

/** A whole number from 0 up to but without a limit. */
const below = (random: RandomStream, limit: number): number => Math.floor(random.uniform() * limit);

/** Some bytes changed, set to zeros or ones, exchanged; now and then the end cut off. */
function mutate(bytes: Uint8Array, random: RandomStream): Uint8Array {
  const copy = bytes.slice();
  const kind = below(random, 5);
  const times = 1 + below(random, 8);
  for (let i = 0; i < times; i++) {
    const at = below(random, below(random, 3) === 0 ? Math.min(copy.length, 4096) : copy.length);
    if (kind === 0) copy[at] = below(random, 256);
    else if (kind === 1) copy[at] ^= 1 << below(random, 8);
    else if (kind < 4) copy.fill(kind === 2 ? 255 : 0, at, at + 1 + below(random, 8));
    else copy.copyWithin(at, below(random, copy.length), copy.length);
  }
  return below(random, 12) === 0 ? copy.subarray(0, below(random, copy.length)) : copy;
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

  it(`${damaged} damaged files are read or refused, none for long`, async () => {
    // Our own small file most often: it is read ten times as fast.
    const files = [goldenBytes("filters"), goldenBytes("types"), ...Array.from({ length: 8 }, () => own)];
    const random = randomOf(2026).stream(0);
    const slow: string[] = [];
    const before = process.memoryUsage().rss;
    for (let i = 0; i < damaged; i++) {
      const bytes = mutate(files[i % files.length], random);
      const start = process.cpuUsage();
      try {
        await readAll(bytes, i % 11 === 0);
      } catch (error) {
        throw new Error(`Damaged file ${i}: ${(error as Error).stack}`);
      }
      const { user, system } = process.cpuUsage(start);
      if (user + system > 1000 * longest) slow.push(`${i}: ${(user + system) / 1000} ms`);
    }
    expect(slow).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(512e6);
  }, 3_600_000);
});
