import { describe, expect, it } from "@jest/globals";
import { version } from "../../../src/core/version";
import { run } from "../../../src/fitting/nested-sampling";
import { gauss } from "./problems";

const fixed = run(gauss(3), { seed: 1, engine: "static", nlive: 80 });
const dynamic = run(gauss(3), { engine: "dynamic", seed: "night", nlive: 80, nEffective: 2000 });

describe("a result", () => {
  it.each([
    ["static", fixed],
    ["dynamic", dynamic],
  ])("of a %s run has all fields, in matching lengths", async (engine, running) => {
    const result = await running;
    const n = result.logl.length;
    for (const field of [
      "logl",
      "logl_birth",
      "samples_it",
      "samples_id",
      "samples_n",
      "ncall",
      "logz",
      "logzerr",
      "logwt",
      "logvol",
      "information",
      "bound_iter",
      "samples_bound",
      "samples_batch",
      "scale",
    ] as const) {
      expect(result[field]).toHaveLength(n);
    }
    for (const field of ["samples", "samples_u", "samples_v"] as const) expect(result[field]).toHaveLength(3 * n);
    expect(result).toMatchObject({ engine, ndim: 3, parameters: ["x1", "x2", "x3"], derived: [], blob: null, version });
    const dictionary = result.asDict();
    expect(Object.keys(dictionary)).toHaveLength(26);
    expect(dictionary).not.toHaveProperty("timings");
    expect(result.ncall.reduce((sum, calls) => sum + calls, 0)).toBe(result.diagnostics.calls);
    expect(result.eff).toBeCloseTo((100 * n) / result.diagnostics.calls, 10);
  });

  it("orders samples by likelihood, each above its birth, in the region it came from", async () => {
    const result = await dynamic;
    const model = gauss(3);
    // One look at all of them: an expectation for each would take seconds.
    const wrong = Array.from(result.logl.keys()).filter(
      (i) =>
        (i > 0 && result.logl[i] < result.logl[i - 1]) ||
        !(result.logl[i] > result.logl_birth[i]) ||
        result.logl[i] !== model.logLikelihood(result.sample(i)) ||
        result.sample(i)[1] !== 20 * result.samples_u[3 * i + 1] - 10 ||
        result.samples_bound[i] >= result.bound.length ||
        result.bound_iter[i] >= result.bound.length,
    );
    expect(wrong).toEqual([]);
  });

  it("of a static run appends the live points, which niter leaves out", async () => {
    const result = await fixed;
    const n = result.logl.length;
    expect(result.nlive).toBe(80);
    expect(n).toBe(result.niter + 80);
    expect([...result.samples_n.subarray(0, result.niter)].every((count) => count === 80)).toBe(true);
    expect([...result.samples_n.subarray(result.niter)]).toEqual(Array.from({ length: 80 }, (_, i) => 80 - i));
    expect(result.isDynamic()).toBe(false);
    expect(result.batch_nlive).toEqual(Int32Array.of(80));
  });

  it("of a dynamic run knows its batches", async () => {
    const result = await dynamic;
    const batches = result.batch_nlive.length;
    expect(result.isDynamic()).toBe(true);
    expect(result.nlive).toBeNull();
    expect(result.niter).toBe(result.logl.length);
    expect(result.batch_logl_bounds).toHaveLength(2 * batches);
    expect(Math.max(...result.samples_batch)).toBe(batches - 1);
    for (let i = 0; i < result.logl.length; i++) {
      expect(result.logl_birth[i]).toBeGreaterThanOrEqual(result.batch_logl_bounds[2 * result.samples_batch[i]]);
    }
  });

  it("gives weights, moments, quantiles and equal draws that agree with each other", async () => {
    const result = await dynamic;
    const weights = result.importanceWeights();
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    const kish = 1 / weights.reduce((sum, w) => sum + w * w, 0);
    expect(result.diagnostics.nEffective / kish).toBeCloseTo(1, 9);
    const { mean, covariance } = result.meanAndCovariance();
    const [low, median, high] = result.quantiles("x2", [0.1587, 0.5, 0.8413]);
    const sd = Math.sqrt(covariance[4]);
    expect(Math.abs(median - mean[1])).toBeLessThan(0.1 * sd);
    expect(Math.abs((high - low) / (2 * sd) - 1)).toBeLessThan(0.1);
    expect(result.quantiles(1, [0.5])[0]).toBe(median);

    const draws = result.samplesEqual(3);
    const n = result.logl.length;
    expect(draws).toHaveLength(3 * n);
    expect(draws).toEqual(result.samplesEqual(3));
    expect(draws).not.toEqual(result.samplesEqual(4));
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += draws[3 * i + j];
      expect(Math.abs(sum / n - mean[j])).toBeLessThan(0.02);
    }
  });

  it("sums itself up for people", async () => {
    expect((await dynamic).summary()).toMatch(
      /^Nested sampling, dynamic engine: converged\nniter: \d+\nncall: \d+\neff\(%\): [\d.]+\nlogz: -[\d.]+ \+\/- [\d.]+\neffective samples: \d+$/,
    );
    expect((await fixed).summary()).toContain("nlive: 80");
  });

  it("refuses a parameter it does not have", async () => {
    const result = await fixed;
    expect(() => result.quantiles("mass", [0.5])).toThrow(/x1, x2, x3: mass/);
    expect(() => result.quantiles(3, [0.5])).toThrow(RangeError);
    expect(() => result.quantiles(0, [1.5])).toThrow(RangeError);
  });
});
