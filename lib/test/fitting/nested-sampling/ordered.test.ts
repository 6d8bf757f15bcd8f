import { describe, expect, it } from "@jest/globals";
import {
  type Model,
  mergeRuns,
  type NestedSamplingResult,
  type RunOptions,
  run,
} from "../../../src/fitting/nested-sampling";

/**
 * Two lines of one kind at 0.3 and 0.7, each seen as a normal density of either, with a third parameter beside them. The
 * likelihood does not know which is which: without order it has two modes, in ascending order one with the same evidence.
 */
const [sd, first, second] = [0.03, 0.3, 0.7];
const lines: Model & { readonly logz: number } = {
  parameters: ["lower", "other", "upper"],
  derived: ["distance"],
  ordered: [["lower", "upper"]],
  priorTransform: (u) => u.slice(),
  logLikelihood([lower, other, upper]) {
    const one = (a: number, b: number) => Math.exp(-0.5 * (((a - first) / sd) ** 2 + ((b - second) / sd) ** 2));
    const logl = Math.log(one(lower, upper) + one(upper, lower)) - 0.5 * ((other - 0.5) / 0.1) ** 2;
    return { logl, derived: [upper - lower] };
  },
  logz: Math.log(2 * (2 * Math.PI * sd * sd)) + Math.log(0.1 * Math.sqrt(2 * Math.PI)),
};

const pull = ({ diagnostics }: NestedSamplingResult) => (diagnostics.logz.value - lines.logz) / diagnostics.logz.error;

describe("ordered parameters", () => {
  it.each<[Partial<RunOptions>]>([
    [{ engine: "static", nlive: 100 }],
    [{ engine: "static", nlive: 100, sample: "rslice" }],
    [{ engine: "dynamic", nlive: 100, nEffective: 1500 }],
    [{ engine: "importance", nlive: 60, nEffective: 1500 }],
  ])("ascend in every sample, and leave evidence and one mode with %j", async (options) => {
    const results = [await run(lines, { seed: 1, ...options }), await run(lines, { seed: 2, ...options })];
    for (const result of [...results, mergeRuns(results)]) {
      expect(Math.abs(pull(result))).toBeLessThan(4.5);
      const rows = Array.from(result.logl.keys(), (i) => result.sample(i));
      expect(rows.findIndex(([lower, , upper]) => !(lower <= upper))).toBe(-1);
      expect(rows.findIndex(([lower, , upper], i) => result.blob?.[i] !== upper - lower)).toBe(-1);
      const { mean, covariance } = result.meanAndCovariance();
      const tolerance = 5 / Math.sqrt(result.diagnostics.nEffective);
      expect(Math.abs(mean[0] - first) / sd).toBeLessThan(tolerance);
      expect(Math.abs(mean[2] - second) / sd).toBeLessThan(tolerance);
      expect(Math.abs(Math.sqrt(covariance[0]) / sd - 1)).toBeLessThan(tolerance);
    }
  });
});
