import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { CompressedTableHdu, openFits } from "../../../src/ingest/fits";

const bytes = new Uint8Array(readFileSync(join(__dirname, "../../golden/fits/packed-table.fits.fz")));
const table = openFits(bytes).table("T");

describe("a table that CFITSIO packed with GZIP_1, GZIP_2 and RICE_1", () => {
  it("has the data unit that was packed, arrays of variable length included", () => {
    if (!(table instanceof CompressedTableHdu)) throw new Error("not packed");
    const hash = createHash("sha256").update(table.unpacked().dataBytes()).digest("hex");
    expect(hash).toBe("c9ba9ef54659a602d69c21f1480673993584eb0c349e4d0d94ad9268dc0f5f9f");
  });

  it("is read like any other table", () => {
    expect([table.length, table.columns.length]).toEqual([700, 11]);
    expect(table.columns.map(({ format }) => format)).toContain("PE(39)");
    expect(Array.from(table.column("i", { start: 20, end: 23 }).values as Int16Array)).toEqual([2, 3, 3]);
    const { values, offsets = new Float64Array(1) } = table.column("ve");
    expect(Array.from((values as Float32Array).subarray(offsets[42], offsets[43]))).toEqual([42, 42]);
    expect(table.column("a").values[10]).toBe("n1");
    expect([...table.batches(["b"], { rows: 300 })].map(([{ length }]) => length)).toEqual([300, 300, 100]);
  });

  it("tells which tile is damaged", () => {
    const copy = bytes.slice();
    const { dataOffset, extent } = table.record;
    copy.fill(0, dataOffset + extent.axes[0] * extent.axes[1], dataOffset + extent.bytes);
    expect(() => openFits(copy).table("T").read()).toThrow(/tile 0 of column i: /);
  });
});
