import { describe, expect, it } from "@jest/globals";
import {
  type Model,
  mergeRuns,
  type NestedSamplingResult,
  type RunOptions,
  run,
  unravelRun,
} from "../../../../src/fitting/nested-sampling";
import { forbidden, gauss, type Problem, plateauInside } from "../problems";

const sampled = (problem: Model, seed: number, options: Partial<RunOptions> = {}) =>
  run(problem, { engine: "static", nlive: 50, seed, ...options });
const pull = ({ diagnostics }: NestedSamplingResult, { logz }: Problem) =>
  (diagnostics.logz.value - logz) / diagnostics.logz.error;
const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((total, x) => total + x, 0);

describe("mergeRuns", () => {
  it("of two static runs is a run with the live points of both", async () => {
    const halves = [await sampled(gauss(3), 1), await sampled(gauss(3), 2, { nlive: 90 })];
    const merged = mergeRuns(halves);
    const n = halves[0].logl.length + halves[1].logl.length;
    expect(merged.logl).toHaveLength(n);
    expect([...merged.logl].every((logl, i) => i === 0 || logl >= merged.logl[i - 1])).toBe(true);
    // Until the first run ends, 140 points are alive.
    const until = merged.logl.findIndex((logl) => logl > halves[0].logl[halves[0].niter - 1]);
    expect(until).toBeGreaterThan(300);
    expect(new Set(merged.samples_n.subarray(0, until))).toEqual(new Set([140]));
    expect(merged.logvol[299]).toBeCloseTo(300 * Math.log(140 / 141), 9);
    expect(merged.samples_n[n - 1]).toBe(1);

    expect(merged.isDynamic()).toBe(true);
    expect(merged.niter).toBe(n);
    expect(merged.seed).toBe("1 + 2");
    expect(merged.batch_nlive).toEqual(Int32Array.of(50, 90));
    expect(sum(merged.ncall)).toBe(halves[0].diagnostics.calls + halves[1].diagnostics.calls);
    expect(merged.diagnostics.calls).toBe(sum(merged.ncall));
    expect(merged.bound.length).toBe(halves[0].bound.length + halves[1].bound.length);
    for (let i = 0; i < n; i++) {
      const [origin, before] = merged.samples_batch[i] === 0 ? [halves[0], 0] : [halves[1], halves[0].bound.length];
      const k = origin.logl.indexOf(merged.logl[i]);
      expect(merged.sample(i)).toEqual(origin.sample(k));
      expect(merged.samples_bound[i]).toBe(before + origin.samples_bound[k]);
      expect(merged.bound[merged.bound_iter[i]]).toBe(origin.bound[origin.bound_iter[k]]);
    }
    expect(new Set(merged.samples_id)).toEqual(new Set(Array.from({ length: 140 }, (_, i) => i)));
  });

  it.each<[string, Problem, Partial<RunOptions>]>([
    ["a normal density", gauss(3), {}],
    ["a forbidden region", forbidden, {}],
    ["a plateau", plateauInside, {}],
    ["dynamic runs", gauss(3), { engine: "dynamic", nEffective: 400 }],
  ])("is calibrated like one run with all live points: %s", async (_name, problem, options) => {
    const merges = 4;
    let total = 0;
    for (let k = 0; k < merges; k++) {
      const runs: NestedSamplingResult[] = [];
      for (const seed of [1, 2, 3]) runs.push(await sampled(problem, 10 * k + seed, options));
      const merged = mergeRuns(runs);
      const z = pull(merged, problem);
      expect(Math.abs(z)).toBeLessThan(5);
      total += z;
      // Three times as many live points; better still where one run has hardly any left above a plateau.
      const { simulatedError } = merged.diagnostics.logz;
      const error = merged.diagnostics.logz.error / (merged.diagnostics.merged?.inflation ?? 0);
      const single = Math.sqrt(sum(runs.map(({ diagnostics }) => diagnostics.logz.error ** 2)) / 3);
      const gain = (error * Math.sqrt(3)) / single;
      expect(gain).toBeLessThan(1.15);
      expect(gain).toBeGreaterThan(problem === plateauInside ? 0.4 : 0.85);
      expect(Math.abs(simulatedError / error - 1)).toBeLessThan(0.35);
      expect(merged.diagnostics.merged?.runs).toBe(3);
      expect(merged.diagnostics.nEffective).toBeGreaterThan(0.8 * sum(runs.map((r) => r.diagnostics.nEffective)));
    }
    expect(Math.abs(total)).toBeLessThan(4 * Math.sqrt(merges));
  });

  it("joins static and dynamic runs, in any order, at once or one by one", async () => {
    const runs = [
      await sampled(gauss(2), 1),
      await sampled(gauss(2), 2, { engine: "dynamic", nEffective: 500 }),
      await sampled(gauss(2), 3, { nlive: 25 }),
    ];
    const merged = mergeRuns(runs);
    for (const other of [mergeRuns([runs[2], runs[0], runs[1]]), mergeRuns([mergeRuns([runs[0], runs[1]]), runs[2]])]) {
      expect(other.logz).toEqual(merged.logz);
      expect(other.samples_n).toEqual(merged.samples_n);
      expect(other.samples).toEqual(merged.samples);
    }
    expect(merged.batch_nlive).toHaveLength(runs[1].batch_nlive.length + 2);
  });

  it("enlarges the error to the scatter of runs that disagree, and says so", async () => {
    const shifted: Model = { ...gauss(2), logLikelihood: (x) => Number(gauss(2).logLikelihood(x)) + 3 };
    const runs = [await sampled(gauss(2), 1), await sampled(shifted, 2)];
    const merged = mergeRuns(runs);
    const { chiSquare = 0, sigma = 0, inflation = 0 } = merged.diagnostics.merged ?? {};
    const [a, b] = runs.map(({ diagnostics }) => diagnostics.logz);
    expect(chiSquare).toBeCloseTo((a.value - b.value) ** 2 / (a.error ** 2 + b.error ** 2), 9);
    expect(sigma).toBeCloseTo(Math.sqrt(chiSquare), 6);
    expect(inflation).toBeCloseTo(Math.sqrt(chiSquare), 9);
    expect(merged.diagnostics.logz.error).toBe(merged.logzerr[merged.logzerr.length - 1]);
    expect(merged.diagnostics.logz.error).toBeGreaterThan(1);
    expect(merged.diagnostics.warnings).toHaveLength(1);
    expect(merged.diagnostics.warnings[0]).toMatch(/2 runs differ.*1 degrees of freedom.*enlarged \d/);
  });

  it("keeps what went wrong in any of the runs", async () => {
    const stopped = await sampled(gauss(2), 1, { maxCalls: 300 });
    const { diagnostics } = mergeRuns([await sampled(gauss(2), 2), stopped]);
    expect(diagnostics.outcome).toBe("limit");
    expect(diagnostics.message).toBe(stopped.diagnostics.message);
    expect(diagnostics.warnings).toContain(stopped.diagnostics.warnings[0]);
  });

  it("refuses what cannot be merged, and gives a single run back", async () => {
    const one = await sampled(gauss(2), 1);
    expect(mergeRuns([one])).toBe(one);
    expect(() => mergeRuns([])).toThrow(RangeError);
    expect(() => mergeRuns([one, one])).toThrow(/twice, with seed 1/);
    const cube = await sampled(gauss(3), 1);
    expect(() => mergeRuns([one, cube])).toThrow(/Run 1 has other parameters than run 0: x1,x2,x3/);
  });
});

describe("unravelRun", () => {
  it.each<[string, Problem, Partial<RunOptions>]>([
    ["static", gauss(3), {}],
    ["dynamic", gauss(2), { engine: "dynamic", nEffective: 600 }],
    ["plateau", plateauInside, {}],
    ["limited", gauss(3), { maxCalls: 700 }],
    ["forbidden", forbidden, { engine: "dynamic", nEffective: 300 }],
  ])("takes a %s run apart into strands, which merged are the run", async (_name, problem, options) => {
    const whole = await sampled(problem, 5, options);
    const strands = unravelRun(whole);
    for (const strand of strands) {
      for (let i = 1; i < strand.logl.length; i++) {
        expect(strand.logl_birth[i]).toBe(strand.logl[i - 1]);
        expect(strand.logl[i]).toBeGreaterThan(strand.logl[i - 1]);
      }
      expect(new Set(strand.samples_n)).toEqual(new Set([1]));
      expect(strand.logz[0]).not.toBeNaN();
    }
    const merged = mergeRuns(strands);
    expect(merged.logl).toEqual(whole.logl);
    expect(merged.samples_n).toEqual(whole.samples_n);
    const n = whole.logl.length;
    for (const [i, z] of merged.logz.entries()) expect(Math.abs(z - whole.logz[i])).toBeLessThan(0.02);
    for (let i = 0; i < n; i++) {
      expect(merged.bound[merged.samples_bound[i]]).toBe(whole.bound[whole.samples_bound[i]]);
    }
    expect(merged.diagnostics.calls).toBe(whole.diagnostics.calls);
    expect(merged.diagnostics.feasible.draws).toBeCloseTo(whole.diagnostics.feasible.draws, 6);
    expect(merged.logzerr[n - 1] / whole.logzerr[n - 1]).toBeCloseTo(1, 2);
    expect(merged.diagnostics.warnings).toEqual([]);
  });

  it("gives as many strands as there are live points", async () => {
    expect(unravelRun(await sampled(gauss(2), 1))).toHaveLength(50);
    const dynamic = await sampled(gauss(2), 1, { engine: "dynamic", nEffective: 500 });
    expect(unravelRun(dynamic)).toHaveLength(sum(dynamic.batch_nlive));
  });
});
