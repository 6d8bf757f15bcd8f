import { crc32 as zlibCrc32 } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { npzFile } from "../../../src/fitting/exports";
import { crc32 } from "../../../src/fitting/exports/crc32";
import { npy } from "../../../src/fitting/exports/npy";
import { zipStore } from "../../../src/fitting/exports/zip-store";
import { sampled } from "./sample-results";

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

describe("crc32", () => {
  it("has the published check value", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it("agrees with zlib", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expect(crc32(bytes)).toBe(zlibCrc32(bytes))));
  });
});

describe("npy", () => {
  it("writes a header of whole 64 bytes, and the numbers after it", () => {
    const file = npy({ values: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
    const header = latin1(file.subarray(0, file.length - 48));
    expect(header.length % 64).toBe(0);
    expect(header.startsWith("\x93NUMPY\x01\x00v\x00")).toBe(true);
    expect(header.slice(10)).toMatch(/^{'descr': '<f8', 'fortran_order': False, 'shape': \(2, 3\), } *\n$/);
    expect(new DataView(file.buffer).getFloat64(file.length - 8, true)).toBe(6);
  });

  it.each<[string, Parameters<typeof npy>[0], string]>([
    ["one dimension", { values: Int32Array.of(1) }, "'<i4', 'fortran_order': False, 'shape': (1,)"],
    ["a scalar", { values: BigInt64Array.of(1n), shape: [] }, "'<i8', 'fortran_order': False, 'shape': ()"],
    ["texts", { values: ["α😀", ""] }, "'<U2', 'fortran_order': False, 'shape': (2,)"],
    ["no texts", { values: [] }, "'<U1', 'fortran_order': False, 'shape': (0,)"],
  ])("describes %s", (_, array, header) => {
    expect(latin1(npy(array))).toContain(header);
  });

  it("refuses what is no array of numbers", () => {
    expect(() => npy({ values: { length: 0 } as never })).toThrow(TypeError);
  });
});

describe("zipStore", () => {
  it("keeps names and contents, findable from the end", () => {
    const archive = zipStore([
      ["ρ.npy", Uint8Array.of(1, 2, 3)],
      ["empty", new Uint8Array(0)],
    ]);
    const view = new DataView(archive.buffer);
    const end = archive.length - 22;
    expect(view.getUint32(end, true)).toBe(0x06054b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    const directory = view.getUint32(end + 16, true);
    expect(view.getUint32(directory, true)).toBe(0x02014b50);
    expect(view.getUint32(directory + 16, true)).toBe(crc32(Uint8Array.of(1, 2, 3)));
    const local = view.getUint32(directory + 42, true);
    const name = view.getUint16(local + 26, true);
    expect(Buffer.from(archive.subarray(local + 30, local + 30 + name)).toString()).toBe("ρ.npy");
    expect([...archive.subarray(local + 30 + name, local + 33 + name)]).toEqual([1, 2, 3]);
  });
});

describe("npzFile", () => {
  it("gives equal bytes for equal results, whatever the clock", async () => {
    const [first, second] = [await sampled("dynamic"), await sampled("dynamic")];
    expect(npzFile({ ...first, timings: { startedAt: 1, elapsed: 2, workers: 3 } })).toEqual(npzFile(second));
  });

  it("tells a static run from a dynamic one by its live points", async () => {
    expect(latin1(npzFile(await sampled("static")))).toContain("nlive.npy");
    expect(latin1(npzFile(await sampled("dynamic")))).not.toContain("/nlive.npy");
  });
});
