import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { arvizTree } from "../../../src/fitting/exports";
import { netcdf4, writeHdf5 } from "../../../src/ingest/hdf5";
import { sampled } from "./sample-results";

describe("arvizTree", () => {
  it("draws what samplesEqual draws for the same seed", async () => {
    const result = await sampled("static");
    const { posterior } = arvizTree(result, { seed: 5 }).groups ?? {};
    const equal = result.samplesEqual(5);
    expect(posterior?.variables?.["x"]?.values).toEqual(
      Float64Array.from({ length: result.logl.length }, (_, i) => equal[3 * i]),
    );
  });

  it("tells no time unless it is given one", async () => {
    const result = await sampled("static");
    expect(arvizTree(result).attributes).not.toHaveProperty("created_at");
    expect(arvizTree(result, { createdAt: "2026-01-01T00:00:00" }).attributes).toHaveProperty("created_at");
  });

  it("can be written whatever the names are", async () => {
    const result = await sampled("static");
    const name = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom("chain", "draw", "a/b", ".", ""),
    );
    fc.assert(
      fc.property(fc.tuple(name, name, name), (names) => {
        const tree = arvizTree(result, {}, { names });
        expect(Object.keys(tree.groups?.["posterior"]?.variables ?? {}).length).toBe(2 + 3 + 2);
        expect(writeHdf5(netcdf4(tree)).length).toBeGreaterThan(8 * 5 * result.logl.length);
      }),
      { numRuns: 30 },
    );
  });
});
