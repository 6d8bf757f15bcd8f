import { describe, expect, it } from "@jest/globals";
import { jitterRun, mergeRuns, reweightRun, run } from "../../../../src/fitting/nested-sampling";
import { forbidden, gauss } from "../problems";

const base = run(gauss(3), { seed: 1, engine: "static", nlive: 300 });

describe("reweightRun", () => {
  it("with the same likelihood changes nothing", async () => {
    const other = await run(gauss(3), { engine: "dynamic", seed: 2, nlive: 60, nEffective: 500 });
    const edge = await run(forbidden, { engine: "dynamic", seed: 2, nlive: 60, nEffective: 500 });
    for (const result of [await base, other, edge, jitterRun(other, 1), mergeRuns([await base, other])]) {
      const same = reweightRun(result, result.logl);
      for (const field of ["logwt", "logz", "logzerr", "information", "logvol"] as const) {
        expect(same[field].findIndex((x, i) => !(Math.abs(x - result[field][i]) < 1e-8))).toBe(-1);
      }
      expect(same.logl).toBe(result.logl);
      expect(same.diagnostics.nEffective / result.diagnostics.nEffective).toBeCloseTo(1, 8);
    }
  });

  it("gives the evidence and the width of a sharper likelihood", async () => {
    const result = await base;
    const sharper = reweightRun(
      result,
      result.logl.map((logl) => 2 * logl),
    );
    // ∫ N(x; 0, C)² dx = (4π)^(−3/2) |C|^(−1/2), with |C| = (1 − ρ)² (1 + 2ρ).
    const logz = -3 * Math.log(20) - 1.5 * Math.log(4 * Math.PI) - 0.5 * Math.log(0.05 ** 2 * 2.9);
    expect(Math.abs(sharper.diagnostics.logz.value - logz)).toBeLessThan(5 * sharper.diagnostics.logz.error);
    expect(sharper.diagnostics.logz.error).toBeGreaterThan(result.diagnostics.logz.error);
    const { mean, covariance } = sharper.meanAndCovariance();
    expect(Math.abs(mean[0])).toBeLessThan(0.2);
    expect(Math.abs(covariance[0] - 0.5)).toBeLessThan(0.12);
  });

  it("leaves out samples where the new likelihood vanishes", async () => {
    const result = await base;
    const half = reweightRun(
      result,
      result.logl.map((logl, i) => (result.sample(i)[0] > 0 ? logl : Number.NEGATIVE_INFINITY)),
    );
    expect(Math.abs(half.diagnostics.logz.value - (result.diagnostics.logz.value - Math.LN2))).toBeLessThan(0.3);
    for (const [i, weight] of half.importanceWeights().entries()) {
      if (result.sample(i)[0] <= 0) expect(weight).toBe(0);
    }
    for (const field of ["logz", "logzerr", "information"] as const) expect(half[field].some(Number.isNaN)).toBe(false);
  });

  it("refuses log-likelihoods that are none", async () => {
    const result = await base;
    expect(() => reweightRun(result, [1, 2])).toThrow(/: 2$/);
    expect(() => reweightRun(result, new Float64Array(result.logl.length).fill(Number.NaN))).toThrow(/: NaN$/);
    expect(() => reweightRun(result, new Float64Array(result.logl.length).fill(Number.NEGATIVE_INFINITY))).toThrow(
      /vanishes/,
    );
  });
});
