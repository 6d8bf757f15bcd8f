import { describe, expect, it } from "@jest/globals";
import {
  jitterRun,
  kldError,
  type NestedSamplingResult,
  type RunOptions,
  resampleRun,
  run,
} from "../../../../src/fitting/nested-sampling";
import { forbidden, gauss, type Problem, plateauInside } from "../problems";

const cases: [string, Problem, Partial<RunOptions>][] = [
  ["a static run", gauss(2), { engine: "static" }],
  ["a dynamic run", gauss(2), { nEffective: 800 }],
  ["a run beside a forbidden region", forbidden, { engine: "static" }],
  ["a run with a plateau", plateauInside, { engine: "static" }],
];

/** Mean and standard deviation of a number over many transformed runs. */
function scatter(of: (seed: number) => number, times: number): { mean: number; sd: number } {
  const numbers = Array.from({ length: times }, (_, seed) => of(seed));
  const mean = numbers.reduce((sum, x) => sum + x, 0) / times;
  return { mean, sd: Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (times - 1)) };
}

const evidence = ({ diagnostics }: NestedSamplingResult) => diagnostics.logz.value;

describe.each(cases)("%s", (_name, problem, options) => {
  const running = run(problem, { engine: "dynamic", seed: 3, nlive: 60, ...options });
  const times = 100;

  it.each([
    ["with other volumes", jitterRun],
    ["with other strands", resampleRun],
  ])("%s scatters by its error", async (_how, transform) => {
    const result = await running;
    const { value, error } = result.diagnostics.logz;
    // The draws from the prior that were not feasible are no strands, and cannot be resampled.
    const { relativeError } = result.diagnostics.feasible;
    const expected = transform === jitterRun ? error : Math.sqrt(error ** 2 - relativeError ** 2);
    const { mean, sd } = scatter((seed) => evidence(transform(result, seed)), times);
    expect(Math.abs(sd / expected - 1)).toBeLessThan(0.4);
    expect(Math.abs(mean - value)).toBeLessThan(0.5 * error);
  });

  it("resampled has as many live points as before, and only its own samples", async () => {
    const result = await running;
    const resampled = resampleRun(result, 8);
    expect(resampled.samples_n[0]).toBe(result.samples_n[0]);
    expect(Math.min(...resampled.samples_n)).toBeGreaterThanOrEqual(1);
    expect(resampled.samples_n[resampled.logl.length - 1]).toBe(1);
    const own = new Set(result.logl);
    expect(resampled.logl.every((logl) => own.has(logl))).toBe(true);
    expect(resampled.logl.every((logl, i) => i === 0 || logl >= resampled.logl[i - 1])).toBe(true);
    if (result.nlive !== null) expect(resampled.niter).toBe(resampled.logl.length - (resampled.nlive ?? 0));
    expect(resampled.logz).toEqual(resampleRun(result, 8).logz);
    expect(resampled.logz).not.toEqual(resampleRun(result, 9).logz);
  });

  it("jittered keeps its samples; only volumes and weights change", async () => {
    const result = await running;
    const jittered = jitterRun(result, "x");
    expect(jittered.samples).toBe(result.samples);
    expect(jittered.samples_n).toBe(result.samples_n);
    for (const [i, volume] of jittered.logvol.entries()) {
      expect(volume).toBeLessThan(i === 0 ? 1e-12 : jittered.logvol[i - 1]);
    }
    expect(jittered.logz).toEqual(jitterRun(result, "x").logz);
    expect(jittered.logz).not.toEqual(jitterRun(result, "y").logz);
  });
});

describe("kldError", () => {
  // Drawn volumes multiply weights by exponential numbers, drawn strands by Poisson numbers w: E[w ln w] is left.
  it.each([
    ["jitter", 1 - 0.5772],
    ["resample", 0.5735],
  ] as const)("by %s is that of weights which scatter one by one", async (method, expected) => {
    const result = await run(gauss(2), { seed: 3, engine: "static", nlive: 200 });
    const { mean } = scatter((seed) => {
      const series = kldError(result, { seed, method });
      expect(series).toHaveLength(result.logl.length);
      return series[series.length - 1];
    }, 40);
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.15);
  });

  it("is the same for the same seed", async () => {
    const result = await run(gauss(2), { seed: 3, engine: "static", nlive: 30 });
    for (const method of ["jitter", "resample"] as const) {
      expect(kldError(result, { seed: 1, method })).toEqual(kldError(result, { seed: 1, method }));
      expect(kldError(result, { seed: 1, method })).not.toEqual(kldError(result, { seed: 2, method }));
    }
  });
});
