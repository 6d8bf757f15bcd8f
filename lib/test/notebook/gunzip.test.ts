import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { gunzip, gunzipStart } from "../../src/notebook/gunzip.node";
import { fileStart } from "../../src/notebook/tables/file-start.node";

const bytes = Uint8Array.from({ length: 400_000 }, (_, i) => (i * i) >> 7);
const packed = new Uint8Array(gzipSync(bytes));

describe("gunzip", () => {
  it("gives all, in memory that is no Buffer", () => {
    const unpacked = gunzip(packed, bytes.length);
    expect(Buffer.compare(unpacked, bytes)).toBe(0);
    expect(Buffer.isBuffer(unpacked)).toBe(false);
    expect(gunzip(new Uint8Array(gzipSync(Uint8Array.of(7))), 1)).toEqual(Uint8Array.of(7));
  });

  it("gives no more than is allowed", () => {
    expect(() => gunzip(packed, bytes.length - 1)).toThrow(/larger than 399999 bytes/);
    expect(() => gunzip(new Uint8Array(gzipSync(new Uint8Array(1 << 20))), 10)).toThrow(/larger than 10 bytes/);
  });

  it("refuses what is cut off, of which the start can be had", () => {
    const half = packed.subarray(0, packed.length >> 1);
    expect(() => gunzip(half, bytes.length)).toThrow("unexpected end of file");
    const start = gunzipStart(half);
    expect(start.length).toBeGreaterThan(4096);
    expect(Buffer.compare(start, bytes.subarray(0, start.length))).toBe(0);
  });
});

describe("a file that would become a thousand times as long", () => {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-gunzip-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is recognised by its begin", () => {
    const image = Buffer.concat([Buffer.from("SIMPLE  =                    T".padEnd(80)), new Uint8Array(20_000_000)]);
    const path = join(folder, "image.fits.gz");
    writeFileSync(path, gzipSync(image));
    expect(fileStart(path)).toEqual({ kind: "fits", packing: "gzip" });
  });
});
