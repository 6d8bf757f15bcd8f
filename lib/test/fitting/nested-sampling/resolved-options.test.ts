import { describe, expect, it } from "@jest/globals";
import { type RunOptions, run } from "../../../src/fitting/nested-sampling";
import { resolveOptions } from "../../../src/fitting/nested-sampling/resolved-options";
import { shells2 } from "./problems";

describe("resolveOptions", () => {
  it("has the defaults that are documented", () => {
    expect(resolveOptions({ seed: 1 }, 5)).toEqual({
      engine: "dynamic",
      seed: 1,
      nlive: 500,
      nliveBatch: 500,
      nEffective: 10_000,
      dlogz: 0.01,
      maxCalls: Number.POSITIVE_INFINITY,
      maxBatches: Number.POSITIVE_INFINITY,
      bound: "multi",
      sample: "auto",
      slices: 2,
      walks: 25,
      enlarge: 1.25,
      queueSize: 16,
    });
    expect(resolveOptions({ seed: 1 }, 120).nEffective).toBe(14_400);
    expect(resolveOptions({ seed: 1, sample: "rslice" }, 5).slices).toBe(8);
    expect(resolveOptions({ seed: 1, sample: "slice" }, 5).slices).toBe(3);
    expect(resolveOptions({ seed: 1, nlive: 50 }, 5)).toMatchObject({ nliveBatch: 50, queueSize: 4 });
  });

  it.each<[Partial<RunOptions>, RegExp]>([
    [{ nlive: 3 }, /nlive is not a number from 4 up: 3/],
    [{ nlive: 10.5 }, /nlive is not a whole number: 10.5/],
    [{ nEffective: Number.NaN }, /nEffective .*: NaN/],
    [{ dlogz: 0 }, /dlogz/],
    [{ enlarge: 0.9 }, /enlarge/],
    [{ queueSize: 0 }, /queueSize/],
    [{ engine: "fast" as never }, /engine is not one of importance, static, dynamic: fast/],
    [{ sample: "hmc" as never }, /sample .*: hmc/],
    [{ seed: -1 }, /Seed .*: -1/],
  ])("refuses %j", async (options, message) => {
    await expect(run(shells2, { engine: "dynamic", seed: 1, ...options })).rejects.toThrow(message);
    await expect(run(shells2, { engine: "dynamic", seed: 1, ...options })).rejects.toThrow(RangeError);
  });
});
