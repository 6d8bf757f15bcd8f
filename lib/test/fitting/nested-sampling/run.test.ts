import { describe, expect, it } from "@jest/globals";
import {
  type Model,
  type NestedSamplingResult,
  type RunOptions,
  run as runAny,
} from "../../../src/fitting/nested-sampling";
import {
  cubes4,
  eggbox,
  forbidden,
  gauss,
  loggamma2,
  type Problem,
  plateauInside,
  plateauOnTop,
  shells2,
  spikeSlab,
} from "./problems";

/** Runs of the engine that follows dynesty, unless another is named. */
const run: typeof runAny = (model, options) => runAny(model, { engine: "dynamic", ...options });

const last = (array: Float64Array) => array[array.length - 1];
const pull = (result: NestedSamplingResult, problem: Problem) =>
  (last(result.logz) - problem.logz) / last(result.logzerr);

/**
 * Several seeds: every evidence, and their mean, within what fair runs exceed less often than once in ten thousand,
 * and no warning. With so many runs a warning of unlikely ranks is one in five of these suites' luck.
 */
async function checkEvidence(problem: Problem, options: Omit<RunOptions, "seed">, seeds: number): Promise<void> {
  const pulls: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const result = await run(problem, { seed, ...options });
    expect(result.diagnostics.outcome).toBe("converged");
    const { insertionRanks, warnings } = result.diagnostics;
    expect(Math.min(insertionRanks.pValue, insertionRanks.worstStretch)).toBeGreaterThan(1e-6);
    expect(warnings.filter((warning) => !warning.startsWith("The insertion ranks"))).toEqual([]);
    pulls.push(pull(result, problem));
  }
  for (const z of pulls) expect(Math.abs(z)).toBeLessThan(4.5);
  expect(Math.abs(pulls.reduce((sum, z) => sum + z, 0) / seeds)).toBeLessThan(4 / Math.sqrt(seeds));
}

/** Means and standard deviations as the truth, within what so many effective samples allow. */
function checkPosterior(result: NestedSamplingResult, problem: Problem): void {
  const n = problem.parameters.length;
  const { mean, covariance } = result.meanAndCovariance();
  const size = result.diagnostics.nEffective;
  for (let j = 0; j < n; j++) {
    const sd = Math.sqrt(covariance[j * n + j]);
    if (problem.mean !== undefined) {
      expect(Math.abs(mean[j] - problem.mean[j])).toBeLessThan(sd * (0.05 + 3 / Math.sqrt(size)));
    }
    if (problem.sd !== undefined) {
      expect(Math.abs(sd / problem.sd[j] - 1)).toBeLessThan(0.05 + 3 / Math.sqrt(2 * size));
    }
  }
}

describe("static runs give the evidence of", () => {
  it.each<[string, Problem, number, number]>([
    ["a correlated normal density in 4 dimensions", gauss(4), 100, 6],
    ["two thin rings", shells2, 150, 5],
    ["eighteen modes", eggbox, 300, 4],
    ["four skewed modes", loggamma2, 150, 5],
    ["a spike in a slab", spikeSlab, 200, 4],
    ["nested cubes with their corners", cubes4, 100, 6],
    ["a plateau at the peak", plateauOnTop, 150, 5],
    ["a plateau that fills nine tenths of the prior", plateauInside, 150, 5],
    ["a density at the edge of a forbidden region", forbidden, 150, 5],
  ])("%s", async (_name, problem, nlive, seeds) => {
    await checkEvidence(problem, { engine: "static", nlive }, seeds);
  });
});

describe("dynamic runs", () => {
  it.each<[string, Problem]>([
    ["a correlated normal density in 4 dimensions", gauss(4)],
    ["two thin rings", shells2],
    ["a spike in a slab", spikeSlab],
    ["a density at the edge of a forbidden region", forbidden],
  ])("reach the wanted effective size, evidence and posterior of %s", async (_name, problem) => {
    const wanted = 3000;
    await checkEvidence(problem, { nlive: 150, nEffective: wanted }, 3);
    const result = await run(problem, { seed: 99, nlive: 200, nEffective: wanted });
    expect(result.diagnostics.nEffective).toBeGreaterThanOrEqual(wanted);
    expect(Math.max(...result.samples_batch)).toBeGreaterThan(0);
    checkPosterior(result, problem);
  });

  it("spend fewer calls per effective sample than a static run", async () => {
    const spent = ({ diagnostics }: NestedSamplingResult) => diagnostics.calls / diagnostics.nEffective;
    const fixed = await run(gauss(4), { seed: 3, engine: "static", nlive: 200 });
    const dynamic = await run(gauss(4), { seed: 3, nlive: 200, nEffective: 4000 });
    expect(spent(dynamic)).toBeLessThan(0.7 * spent(fixed));
  });
});

describe("every sampler and bound gives the evidence", () => {
  it.each<[Partial<RunOptions>]>([
    [{ sample: "unif", bound: "single" }],
    [{ sample: "rslice" }],
    [{ sample: "rslice", bound: "none" }],
    [{ sample: "slice" }],
    [{ sample: "rwalk" }],
  ])("%j", async (options) => {
    await checkEvidence(gauss(3), { engine: "static", nlive: 100, ...options }, 4);
  });

  it("with chains in ten dimensions", async () => {
    await checkEvidence(gauss(10), { engine: "static", nlive: 60 }, 2);
  });

  it("without a bound, where it just takes longer", async () => {
    const result = await run(gauss(2), {
      seed: 1,
      engine: "static",
      nlive: 50,
      sample: "unif",
      bound: "none",
      dlogz: 1,
    });
    expect(Math.abs(pull(result, gauss(2)))).toBeLessThan(4.5);
    expect(result.bound).toEqual([{ kind: "cube" }]);
  });
});

describe("determinism", () => {
  const determined = (result: NestedSamplingResult) => JSON.stringify([result.asDict(), result.diagnostics]);

  it("the same seed gives the same result, another one another", async () => {
    const options = { nlive: 60, nEffective: 600 };
    const first = determined(await run(shells2, { seed: 5, ...options }));
    expect(determined(await run(shells2, { seed: 5, ...options }))).toBe(first);
    expect(determined(await run(shells2, { seed: 6, ...options }))).not.toBe(first);
    expect(determined(await run(shells2, { seed: "five", ...options }))).not.toBe(first);
  });

  it("neither clock nor listener changes it", async () => {
    const options = { seed: 5, nlive: 60, nEffective: 600 };
    let time = 0;
    const watched = await run(shells2, {
      ...options,
      now: () => (time += 7),
      yieldNow: async () => {},
      onProgress: () => {},
    });
    expect(determined(watched)).toBe(determined(await run(shells2, options)));
  });
});

describe("special likelihoods", () => {
  it("knows the part of the prior that is possible", async () => {
    const { diagnostics } = await run(forbidden, { seed: 1, engine: "static", nlive: 400 });
    const { fraction, relativeError, draws } = diagnostics.feasible;
    expect(draws).toBeGreaterThan(400);
    expect(Math.abs(fraction / 0.25 - 1)).toBeLessThan(4.5 * relativeError);
    expect(relativeError).toBeLessThan(0.06);
  });

  it("looks above a plateau on which all live points lie", async () => {
    let missed = 0;
    const sides: Model = {
      parameters: ["x"],
      priorTransform: (u) => u,
      // A slope, nine tenths that are flat, and above them a hundredth with nearly all of the evidence.
      logLikelihood: ([x]) => (x < 0.09 ? x - 1 : x < 0.99 ? 0 : 10),
    };
    for (let seed = 1; seed <= 8; seed++) {
      const { logz } = (await run(sides, { seed, engine: "static", nlive: 20 })).diagnostics;
      if (logz.value < 3) missed++;
      else expect(Math.abs(logz.value - Math.log(0.9 + 0.01 * Math.exp(10)))).toBeLessThan(5 * logz.error);
    }
    // One of twenty points lies above in two of ten runs, one of four hundred in 98 of a hundred.
    expect(missed).toBeLessThan(4);
  });

  it("ends on a flat likelihood with evidence and prior", async () => {
    const flat: Model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: () => -2 };
    const result = await run(flat, { seed: 1, engine: "static", nlive: 50 });
    expect(result.diagnostics.outcome).toBe("converged");
    expect(last(result.logz)).toBeCloseTo(-2, 2);
    const { mean } = result.meanAndCovariance();
    expect(Math.abs(mean[0] - 0.5)).toBeLessThan(0.05);
  });

  it("says that nothing is possible when nothing is", async () => {
    const never: Model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: () => Number.NEGATIVE_INFINITY };
    const failed: string[] = [];
    const options: RunOptions = { seed: 1, nlive: 20, onProgress: ({ phase }) => failed.push(phase) };
    await expect(run(never, options)).rejects.toMatchObject({ code: "NO_FEASIBLE_POINT" });
    expect(failed.at(-1)).toBe("failed");
  });

  it.each<[string, (x: number) => number, string]>([
    [
      "throws",
      () => {
        throw new Error("no light");
      },
      "no light",
    ],
    ["gives NaN", () => Number.NaN, "NaN"],
    ["gives +∞", () => Number.POSITIVE_INFINITY, "Infinity"],
    ["gives no number", () => "bright" as never, "bright"],
  ])("goes on where the likelihood %s, and tells the parameters", async (_name, fault, reason) => {
    const model: Model = {
      parameters: ["light", "mass"],
      priorTransform: (u) => u,
      logLikelihood: ([x, y]) => (x > 0.9 ? fault(x) : -50 * ((x - 0.5) ** 2 + (y - 0.5) ** 2)),
    };
    const result = await run(model, { seed: 4, engine: "static", nlive: 80 });
    const { diagnostics } = result;
    expect(diagnostics.outcome).toBe("converged");
    expect(diagnostics.failures).toBeGreaterThan(0);
    expect(diagnostics.warnings).toHaveLength(1);
    const [, place] = /light = (0\.9\d*), mass = 0\.\d+/.exec(diagnostics.warnings[0]) ?? [];
    expect(Number(place)).toBeGreaterThan(0.9);
    expect(diagnostics.warnings[0]).toContain(reason);
    for (let i = 0; i < result.logl.length; i++) expect(result.sample(i)[0]).toBeLessThanOrEqual(0.9);
    expect(Math.abs(last(result.logz) - Math.log(Math.PI / 50))).toBeLessThan(0.5);
  });
});

describe("ending early keeps what was sampled", () => {
  it("when it is told to stop", async () => {
    const stop = new AbortController();
    let seen = 0;
    const result = await run(gauss(4), {
      seed: 1,
      nlive: 100,
      signal: stop.signal,
      onProgress: ({ phase }) => {
        if (phase === "base" && ++seen === 4) stop.abort();
      },
    });
    expect(result.diagnostics.outcome).toBe("stopped");
    expect(result.diagnostics.warnings).toEqual(["Stopped on request before the run converged"]);
    const n = result.logl.length;
    expect(n).toBeGreaterThan(300);
    expect(result.samples).toHaveLength(4 * n);
    const total = result.importanceWeights().reduce((sum, w) => sum + w, 0);
    expect(total).toBeCloseTo(1, 12);
    expect(result.samples_n[n - 1]).toBe(1);
  });

  it("in the middle of a long chain", async () => {
    const stop = new AbortController();
    let calls = 0;
    const model: Model = {
      ...gauss(10),
      logLikelihood(x) {
        if (++calls === 6000) stop.abort();
        return gauss(10).logLikelihood(x);
      },
    };
    const result = await run(model, { seed: 1, nlive: 50, sample: "slice", signal: stop.signal });
    expect(result.diagnostics.outcome).toBe("stopped");
    expect(calls).toBeLessThan(6010);
  });

  it("while the first points are drawn", async () => {
    const stop = new AbortController();
    let calls = 0;
    const model: Model = {
      ...shells2,
      logLikelihood(x) {
        if (++calls === 30) stop.abort();
        return shells2.logLikelihood(x);
      },
    };
    const result = await run(model, { seed: 1, nlive: 100, signal: stop.signal });
    expect(result.diagnostics.outcome).toBe("stopped");
    expect(result.logl.length).toBeGreaterThan(0);
    expect(result.logl.length).toBeLessThan(31);
  });

  it("before the first point there is nothing to keep", async () => {
    const signal = { aborted: true };
    await expect(run(shells2, { seed: 1, signal })).rejects.toMatchObject({ code: "NO_FEASIBLE_POINT" });
  });

  it.each<[Partial<RunOptions>, RegExp]>([
    [{ maxCalls: 2000 }, /2000 likelihood calls/],
    [{ maxBatches: 1, nEffective: 1e6 }, /1 batches/],
    [{ maxSeconds: 3 }, /3 s/],
  ])("at the limit %j", async (limit, reason) => {
    let time = 0;
    const result = await run(gauss(3), { seed: 1, nlive: 60, now: () => (time += 1), ...limit });
    expect(result.diagnostics.outcome).toBe("limit");
    expect(result.diagnostics.message).toMatch(reason);
    expect(result.logl.length).toBeGreaterThan(60);
    if (limit.maxCalls !== undefined) expect(result.diagnostics.calls).toBeLessThan(limit.maxCalls + 50);
  });
});
