import { describe, expect, it } from "@jest/globals";
import {
  jitterRun,
  kldError,
  type Model,
  mergeRuns,
  type NestedSamplingResult,
  resampleRun,
  reweightRun,
  run,
  unravelRun,
} from "../../../../src/fitting/nested-sampling";
import { forbidden, gauss } from "../problems";

const engine = "importance" as const;
const sampled = (model: Model, seed: number, nEffective = 1000, more = {}) =>
  run(model, { engine, seed, nlive: 50, nEffective, ...more });
const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((total, x) => total + x, 0);
const value = ({ diagnostics }: NestedSamplingResult) => diagnostics.logz.value;
const draws = ({ importance }: NestedSamplingResult) => importance?.calls.fresh ?? 0;

const seeds = [1, 2, 3];
const three = Promise.all(seeds.map((seed) => sampled(forbidden, seed, 600 * seed)));

/** Two equal modes of which only those on the given sides exist. */
const modes = (...sides: number[]): Model => ({
  parameters: ["x", "y"],
  priorTransform: (u) => u.slice(),
  logLikelihood: ([x, y]) =>
    Math.log(sum(sides.map((side) => Math.exp(-0.5 * (((x - side) / 0.03) ** 2 + ((y - 0.5) / 0.1) ** 2))))),
});

describe("mergeRuns of the importance engine", () => {
  it("is one run with the draws of all, whose evidence is their mean by draws", async () => {
    const runs = await three;
    const merged = mergeRuns(runs);
    const total = sum(runs.map(draws));
    const mean = sum(runs.map((one) => (draws(one) / total) * Math.exp(value(one))));
    expect(value(merged)).toBeCloseTo(Math.log(mean), 10);
    expect(merged.logz.at(-1)).toBeCloseTo(Math.log(mean), 10);
    expect(Math.abs(value(merged) - forbidden.logz) / merged.diagnostics.logz.error).toBeLessThan(4);
    // The error of a mean of independent estimates, about.
    const error = Math.sqrt(sum(runs.map((one) => ((draws(one) / total) * one.diagnostics.logz.error) ** 2)));
    expect(merged.diagnostics.logz.error / error).toBeCloseTo(1, 1);
    expect(merged.diagnostics.nEffective).toBeGreaterThan(0.9 * sum(runs.map((one) => one.diagnostics.nEffective)));

    expect(merged.engine).toBe("importance");
    expect(merged.seed).toBe("1 + 2 + 3");
    expect(merged.logl).toEqual(Float64Array.from(runs.flatMap(({ logl }) => [...logl])).sort());
    expect(sum(merged.ncall)).toBe(sum(runs.map(({ diagnostics }) => diagnostics.calls)));
    expect(merged.diagnostics.merged).toMatchObject({ runs: 3, inflation: 1, draws: total });
    expect(merged.summary()).toMatch(/^runs: 3, chi-square of logz \d+\.\d\d \(2 dof, \d\.\d sigma\)$/m);
    expect(merged.importance?.evidences.explorations).toHaveLength(6);
    expect(merged.importance?.modes).toHaveLength(1);
    expect(merged.importance?.paretoK).toBeLessThan(0.7);
    expect(sum(merged.importanceWeights())).toBeCloseTo(1, 12);
    expect(merged.logvol.findIndex((volume, i) => i > 0 && volume > merged.logvol[i - 1])).toBe(-1);
  });

  it("does not depend on the order, at once or one by one", async () => {
    const [a, b, c] = await three;
    const merged = mergeRuns([a, b, c]);
    for (const other of [mergeRuns([c, a, b]), mergeRuns([mergeRuns([a, b]), c])]) {
      expect(value(other)).toBeCloseTo(value(merged), 12);
      expect(other.diagnostics.nEffective).toBeCloseTo(merged.diagnostics.nEffective, 6);
      expect(other.diagnostics.merged?.draws).toBe(merged.diagnostics.merged?.draws);
    }
  });

  it("knows modes of different runs for the same, and counts each once", async () => {
    const both = modes(0.2, 0.8);
    const { importance } = mergeRuns([await sampled(both, 1), await sampled(both, 2)]);
    expect(importance?.modes).toHaveLength(2);
    for (const { mass, centre } of importance?.modes ?? []) {
      expect(Math.abs(mass - 0.5)).toBeLessThan(0.06);
      expect(Math.min(Math.abs(centre[0] - 0.2), Math.abs(centre[0] - 0.8))).toBeLessThan(0.01);
    }
  });

  it("says so when runs found different modes, though their evidences agree", async () => {
    const merged = mergeRuns([await sampled(modes(0.2), 1), await sampled(modes(0.8), 2)]);
    expect(merged.diagnostics.merged?.inflation).toBe(1);
    expect(merged.diagnostics.outcome).toBe("unconverged");
    expect(merged.diagnostics.warnings.join()).toMatch(/run 0, with seed 1, differs.*mean of x by 1\.0 standard/);
    expect(merged.importance?.modes).toHaveLength(2);
  });

  it("enlarges the error where one run missed a mode", async () => {
    const merged = mergeRuns([await sampled(modes(0.2, 0.8), 1), await sampled(modes(0.8), 2)]);
    expect(merged.diagnostics.outcome).toBe("unconverged");
    expect(merged.diagnostics.message).toMatch(/2 runs differ/);
    expect(merged.diagnostics.logz.error).toBeGreaterThan(0.1);
  });

  it("refuses runs with live points beside it, and runs that ended before their draws", async () => {
    const [a, b] = await three;
    const live = await run(forbidden, { engine: "static", seed: 1, nlive: 30 });
    expect(() => mergeRuns([a, live])).toThrow(/engines: importance, static/);
    const ended = await sampled(forbidden, 9, 1000, { maxCalls: 300 });
    expect(() => mergeRuns([a, b, ended])).toThrow(/continue it first; run 2, seed 9/);
    expect(() => mergeRuns([a, a])).toThrow(/twice/);
    expect(() => unravelRun(a)).toThrow(/do not follow from each other; engine: importance/);
    expect(() => resampleRun(ended, 1)).toThrow(/ended before its draws; continue it: exploration/);
  });
});

describe("a run of draws", () => {
  const times = 60;
  it.each([
    ["given other volumes", jitterRun],
    ["resampled", resampleRun],
  ])("%s scatters by its error", async (_how, transform) => {
    const [result] = await three;
    const values = Array.from({ length: times }, (_, seed) => value(transform(result, seed)));
    const mean = sum(values) / times;
    const sd = Math.sqrt(sum(values.map((x) => (x - mean) ** 2)) / (times - 1));
    expect(Math.abs(sd / result.diagnostics.logz.error - 1)).toBeLessThan(0.4);
    expect(Math.abs(mean - value(result))).toBeLessThan(0.6 * result.diagnostics.logz.error);
    expect(transform(result, 5).logz).toEqual(transform(result, 5).logz);
    expect(transform(result, 5).logz).not.toEqual(transform(result, 6).logz);
    // Exponential and Poisson numbers w have E[w ln w] of 0.42 and 0.57.
    const method = transform === jitterRun ? "jitter" : "resample";
    expect(kldError(result, { seed: 1, method }).at(-1)).toBeGreaterThan(0.3);
    expect(kldError(result, { seed: 1, method }).at(-1)).toBeLessThan(0.8);
  });

  it("resampled has only its own samples, as often as they were drawn", async () => {
    const [result] = await three;
    const resampled = resampleRun(result, 1);
    expect(resampled.samples.length).toBe(resampled.logl.length * result.ndim);
    const own = new Set(result.logl);
    expect(resampled.logl.every((logl, i) => own.has(logl) && (i === 0 || logl >= resampled.logl[i - 1]))).toBe(true);
    expect(new Set(resampled.logl).size / result.logl.length).toBeCloseTo(1 - Math.exp(-1), 1);
  });

  it("reweighted with the same likelihood stays as it is", async () => {
    for (const result of await three) {
      const same = reweightRun(result, result.logl);
      for (const field of ["logwt", "logz", "logzerr", "information", "logvol"] as const) {
        expect(same[field].findIndex((x, i) => !(Math.abs(x - result[field][i]) < 1e-9))).toBe(-1);
      }
      expect(same.importance?.paretoK).toBeCloseTo(result.importance?.paretoK ?? Number.NaN, 9);
    }
  });

  it("reweighted gives the evidence and the width of a sharper likelihood, and warns of one that is elsewhere", async () => {
    const result = await sampled(gauss(2), 1, 2000);
    const sharper = reweightRun(
      result,
      result.logl.map((logl) => 2 * logl),
    );
    // ∫ N(x; 0, C)² dx over a square of side 20.
    const { covariance } = result.meanAndCovariance();
    const determinant = covariance[0] * covariance[3] - covariance[1] * covariance[2];
    const logz = -2 * Math.log(20) - Math.log(4 * Math.PI) - 0.5 * Math.log(determinant);
    expect(Math.abs(value(sharper) - logz)).toBeLessThan(0.15);
    expect(sharper.diagnostics.logz.error).toBeGreaterThan(0.8 * result.diagnostics.logz.error);
    expect(sharper.meanAndCovariance().covariance[0] / covariance[0]).toBeCloseTo(0.5, 1);
    expect(sharper.diagnostics.warnings).toEqual(result.diagnostics.warnings);

    const elsewhere = reweightRun(
      result,
      result.logl.map((_, i) => -50 * ((result.sample(i)[0] - 4) ** 2 + (result.sample(i)[1] + 4) ** 2)),
    );
    expect(elsewhere.diagnostics.warnings.join()).toMatch(/few draws \(Pareto k = /);
    const half = reweightRun(
      result,
      result.logl.map((logl, i) => (result.sample(i)[0] > 0 ? logl : Number.NEGATIVE_INFINITY)),
    );
    expect(value(half) - value(result)).toBeCloseTo(-Math.LN2, 1);
    for (const field of ["logz", "logzerr", "information"] as const) expect(half[field].some(Number.isNaN)).toBe(false);
  });
});
