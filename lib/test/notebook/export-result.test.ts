import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { tableFromIPC } from "apache-arrow";
import type { NestedSamplingResult } from "../../src/fitting/nested-sampling";
import { type ExportFormat, exportResult } from "../../src/notebook/export-result.node";
import { sampled } from "../fitting/exports/sample-results";

describe("exportResult", () => {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-export-"));
  let result: NestedSamplingResult;
  beforeAll(async () => {
    result = await sampled("static");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["a.npz", "PK"],
    ["a.h5", "\x89HDF"],
    ["a.HDF5", "\x89HDF"],
    ["a.nc", "\x89HDF"],
    ["a.csv", "x,"],
    ["a.arrow", "ARROW1"],
    ["a.feather", "ARROW1"],
  ])("knows the format of %s by its extension", (name, magic) => {
    expect(exportResult(result, join(folder, name))).toEqual([join(folder, name)]);
    expect(readFileSync(join(folder, name), "latin1").startsWith(magic)).toBe(true);
  });

  it.each<[ExportFormat, string[]]>([
    ["getdist", ["run.paramnames", "run.ranges", "run_1.txt"]],
    ["anesthetic", ["run.paramnames", "run_dead-birth.txt", "run_phys_live-birth.txt"]],
  ])("writes the files of %s beside each other, in folders that it makes", (format, names) => {
    exportResult(result, join(folder, format, "run"), { format });
    expect(readdirSync(join(folder, format)).sort()).toEqual(names);
  });

  it("keeps units, evidence and provenance in an Arrow file", () => {
    const path = join(folder, "units.arrow");
    exportResult(result, path, {}, { units: { x: "km/s" }, provenance: { seed: 9 } });
    const { schema, numRows } = tableFromIPC(readFileSync(path));
    expect(numRows).toBe(result.logl.length);
    expect(schema.fields[0].metadata.get("unit")).toBe("km/s");
    expect(schema.metadata.get("provenance")).toBe('{"seed":9}');
  });

  it("gives equal bytes a second time", async () => {
    const [first, second] = [join(folder, "1.nc"), join(folder, "2.nc")];
    exportResult(result, first);
    exportResult(await sampled("static"), second);
    expect(readFileSync(first)).toEqual(readFileSync(second));
  });

  it("writes nothing when one of its files exists, unless it is told to", () => {
    writeFileSync(join(folder, "kept.ranges"), "mine");
    const go = (overwrite: boolean) => exportResult(result, join(folder, "kept"), { format: "getdist", overwrite });
    expect(() => go(false)).toThrow(expect.objectContaining({ code: "FILE_EXISTS" }));
    expect(readdirSync(folder).filter((name) => name.startsWith("kept"))).toEqual(["kept.ranges"]);
    expect(go(true).length).toBe(3);
  });

  it("says which formats there are", () => {
    expect(() => exportResult(result, join(folder, "a.fits"))).toThrow("it would be one of .npz, .h5");
    expect(() => exportResult(result, "a", { format: "toString" as ExportFormat })).toThrow(
      "Format is none of npz, hdf5",
    );
  });
});
