import { describe, expect, it } from "@jest/globals";
import { normalQuantile } from "../../../../src/core/special";
import {
  type Evaluator,
  inProcessEvaluator,
  type Model,
  type RunOptions,
  run,
} from "../../../../src/fitting/nested-sampling";
import { forbidden, plateauOnTop } from "../problems";
import { problems } from "../reference-problems.cjs";

const known = problems(normalQuantile);
const engine = "importance" as const;

/** A normal in a box of which the likelihood vanishes in a part, throws in another and is no number in a third. */
const troubled: Model = {
  parameters: ["x", "y"],
  derived: ["sum"],
  priorTransform: (u) => u.map((t) => 10 * t - 5),
  logLikelihood([x, y]) {
    if (x > 4.5) throw new Error("too far right");
    if (y > 4.5) return Number.NaN;
    if (x < -4) return Number.NEGATIVE_INFINITY;
    return { logl: -0.5 * (x * x + y * y) - Math.log(2 * Math.PI), derived: [x + y] };
  },
};

/** An angle whose peak lies across the seam. */
const angle: Model = {
  parameters: ["phase", "x"],
  wrapped: ["phase"],
  priorTransform: (u) => u.slice(),
  logLikelihood([phase, x]) {
    const off = phase - Math.round(phase);
    return (-0.5 * (off * off + (x - 0.5) * (x - 0.5))) / (0.03 * 0.03) - Math.log(2 * Math.PI * 0.03 * 0.03);
  },
};

describe("the importance engine", () => {
  it.each(["gauss4", "loggamma2", "rosen2", "shells2"])("finds evidence and moments of %s", async (name) => {
    const problem = known[name];
    const result = await run(problem, { engine, seed: 2, nEffective: 3000 });
    const { outcome, nEffective, calls } = result.diagnostics;
    expect(outcome).toBe("converged");
    expect(nEffective).toBeGreaterThanOrEqual(3000);
    expect(result.ncall.reduce((sum, n) => sum + n, 0)).toBe(calls);
    const [logz, error] = [result.logz.at(-1) ?? 0, result.logzerr.at(-1) ?? 0];
    expect(error).toBeLessThan(0.03);
    expect(Math.abs(logz - problem.truth.logz) / error).toBeLessThan(4);
    const { mean, covariance } = result.meanAndCovariance();
    const ndim = mean.length;
    for (const [j, sd] of problem.truth.sd.entries()) {
      expect(Math.abs(mean[j] - problem.truth.mean[j])).toBeLessThan((0.05 + 4 / Math.sqrt(nEffective)) * sd);
      expect(Math.abs(Math.sqrt(covariance[j * ndim + j]) / sd - 1)).toBeLessThan(0.05 + 4 / Math.sqrt(nEffective));
    }
  });

  it("counts every mode, however many there are", async () => {
    const { importance } = await run(known.loggamma2, { engine, seed: 3, nEffective: 2000 });
    expect(importance?.modes).toHaveLength(4);
    for (const { mass, nEffective } of importance?.modes ?? []) {
      expect(Math.abs(mass - 0.25)).toBeLessThan(0.05);
      expect(nEffective).toBeGreaterThan(200);
    }
  });

  it("reports failures of the likelihood with their place, counts them as 0, and keeps derived quantities", async () => {
    const result = await run(troubled, { engine, seed: 1, nlive: 100, nEffective: 1000 });
    const { failures, warnings, feasible, outcome } = result.diagnostics;
    expect(outcome).toBe("converged");
    expect(failures).toBeGreaterThan(0);
    expect(warnings.join()).toMatch(/too far right/);
    expect(warnings.join()).toMatch(/x = 4\.\d+, y = /);
    expect(feasible.fraction).toBeLessThan(0.95);
    expect(Math.abs((result.logz.at(-1) ?? 0) + Math.log(100))).toBeLessThan(0.15);
    for (let i = 0; i < result.logl.length; i++) {
      expect(result.blob?.[i]).toBeCloseTo(result.samples[2 * i] + result.samples[2 * i + 1], 12);
    }
  });

  it("sees one mode across the seam of a periodic parameter", async () => {
    const result = await run(angle, { engine, seed: 1, nlive: 100, nEffective: 1000 });
    expect(result.importance?.modes).toHaveLength(1);
    expect(Math.abs(result.logz.at(-1) ?? 1)).toBeLessThan(0.1);
  });

  it.each([
    ["a plateau on top", plateauOnTop],
    ["a forbidden region", forbidden],
  ])("manages %s", async (_name, problem) => {
    const result = await run(problem, { engine, seed: 5, nlive: 100, nEffective: 1500 });
    const [logz, error] = [result.logz.at(-1) ?? 0, result.logzerr.at(-1) ?? 0];
    expect(Math.abs(logz - problem.logz) / Math.max(error, 0.01)).toBeLessThan(4);
  });

  it("says what it could not do", async () => {
    const flat: Model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: () => Number.NEGATIVE_INFINITY };
    await expect(run(flat, { engine, seed: 1, nlive: 20 })).rejects.toMatchObject({ code: "NO_FEASIBLE_POINT" });
    await expect(run(troubled, { engine, seed: 1, nlive: 3 })).rejects.toThrow(RangeError);
    await expect(run(troubled, { engine, seed: 1, explorations: 0 })).rejects.toThrow(RangeError);
  });

  it("has no result when it is told to stop before it began", async () => {
    const outcome = run(known.gauss4, { engine, seed: 1, signal: { aborted: true } });
    await expect(outcome).rejects.toMatchObject({ code: "NO_FEASIBLE_POINT" });
  });

  it("ends early at a limit with what it has, and says so", async () => {
    const result = await run(known.gauss4, { engine, seed: 1, nlive: 60, maxCalls: 900 });
    expect(result.diagnostics.outcome).toBe("limit");
    expect(result.importance?.method).toBe("exploration");
    expect(result.logl.length).toBeGreaterThan(0);
    expect(result.diagnostics.warnings.join()).toMatch(/limit of 900/);
  });

  it("takes a likelihood that is the same everywhere", async () => {
    const flat: Model = { parameters: ["x", "y"], priorTransform: (u) => u, logLikelihood: () => 3 };
    const result = await run(flat, { engine, seed: 1, nlive: 50, nEffective: 500 });
    expect(result.logz.at(-1)).toBeCloseTo(3, 2);
  });
});

/** An evaluator that notes what it is asked and whose answers take some turns. */
function delayed(model: Model, turns: readonly number[]): { evaluator: Evaluator; requests: string[] } {
  const inner = inProcessEvaluator(model);
  const requests: string[] = [];
  const evaluator: Evaluator = {
    ...inner,
    workers: turns.length,
    async evaluate(u) {
      const wait = turns[requests.length % turns.length];
      requests.push(u.join());
      const answer = await inner.evaluate(u);
      for (let i = 0; i < wait; i++) await Promise.resolve();
      return answer;
    },
  };
  return { evaluator, requests };
}

describe("the requests of the importance engine", () => {
  const follow = async (turns: readonly number[], more: Partial<RunOptions> = {}) => {
    const { evaluator, requests } = delayed(known.loggamma2, turns);
    const result = await run(evaluator, { engine, seed: 4, nlive: 60, nEffective: 1500, ...more });
    return { requests, result };
  };
  const even = follow([0]);

  it("and the result are the same however long each answer takes", async () => {
    const { requests, result } = await even;
    for (const turns of [
      [7, 0, 90],
      [50, 1, 2, 3, 20],
    ]) {
      const other = await follow(turns);
      expect(other.requests).toEqual(requests);
      expect(other.result.asDict()).toEqual(result.asDict());
    }
  });

  it("are prolonged by a larger aim and broken off by a limit", async () => {
    const { requests } = await even;
    const more = await follow([0], { nEffective: 4000 });
    expect(more.requests.slice(0, requests.length)).toEqual(requests);
    expect(more.requests.length).toBeGreaterThan(requests.length);
    const fewer = await follow([3], { maxCalls: 1500 });
    expect(requests.slice(0, fewer.requests.length)).toEqual(fewer.requests);
  });
});
