import { describe, expect, it } from "@jest/globals";
import { chainOf } from "../../../../src/fitting/nested-sampling/chains/chain";
import type { ChainSampler, ChainTask } from "../../../../src/fitting/nested-sampling/evaluator";

/** Log-likelihood whose contour at 0 encloses a disc of radius 0.3 that the edge of the cube cuts in two. */
const logLikelihood = ([x, y]: Float64Array) => 0.09 - (x * x + (y - 0.5) * (y - 0.5));

function follow(task: ChainTask, wrapped: readonly number[] = [], likelihood = logLikelihood) {
  const chain = chainOf(task, wrapped);
  const seen: Float64Array[] = [];
  let step = chain.next();
  while (!step.done) {
    seen.push(Float64Array.from(step.value));
    step = chain.next(likelihood(step.value));
  }
  return { end: step.value, seen };
}

const task = (sampler: ChainSampler, point: number, start: Float64Array, steps: number): ChainTask => ({
  sampler,
  key: [1, 0],
  counter: [0, 0, point],
  start,
  startLogl: logLikelihood(start),
  axes: Float64Array.of(0.2, 0, 0.05, 0.2),
  scale: 1.3,
  loglstar: 0,
  steps,
});

describe.each<[ChainSampler, number]>([
  ["rslice", 6],
  ["slice", 4],
  ["rwalk", 25],
])("a chain of %s", (sampler, steps) => {
  it("asks only for points of the cube, and ends above the contour", () => {
    for (let point = 0; point < 100; point++) {
      const { end, seen } = follow(task(sampler, point, Float64Array.of(0.01, 0.5), steps));
      for (const u of seen) for (const x of u) expect(x > 0 && x < 1).toBe(true);
      expect(end.logl).toBeGreaterThan(0);
      expect(end.logl).toBe(logLikelihood(end.u));
      expect(end.moved).toBe(true);
    }
  });

  it("leaves the uniform distribution above the contour as it is", () => {
    const n = 4000;
    let u: Float64Array = Float64Array.of(0.1, 0.5);
    let inner = 0;
    let left = 0;
    let upper = 0;
    for (let point = 0; point < n; point++) {
      u = follow(task(sampler, point, u, steps)).end.u;
      if (u[0] ** 2 + (u[1] - 0.5) ** 2 < 0.045) inner++;
      // Half of the area of a half disc of radius r lies nearer to its edge than 0.4040 r.
      if (u[0] < 0.40397 * 0.3) left++;
      if (u[1] > 0.5) upper++;
    }
    for (const count of [inner, left, upper]) expect(Math.abs(count / n - 0.5)).toBeLessThan(6 * Math.sqrt(0.25 / n));
  });

  it("is a function of its task", () => {
    const start = Float64Array.of(0.1, 0.5);
    expect(follow(task(sampler, 3, start, steps))).toEqual(follow(task(sampler, 3, start, steps)));
    expect(follow(task(sampler, 4, start, steps)).end.u).not.toEqual(follow(task(sampler, 3, start, steps)).end.u);
    expect([...start]).toEqual([0.1, 0.5]);
  });
});

describe("a slice that finds nothing", () => {
  it("ends where it began and says so", () => {
    const chain = chainOf(task("rslice", 1, Float64Array.of(0.1, 0.5), 2), []);
    let step = chain.next();
    while (!step.done) step = chain.next(-1);
    expect(step.value.moved).toBe(false);
    expect([...step.value.u]).toEqual([0.1, 0.5]);
  });
});

describe.each<[ChainSampler, number]>([
  ["rslice", 6],
  ["slice", 4],
  ["rwalk", 25],
])("a chain of %s with a periodic coordinate", (sampler, steps) => {
  const periodic = ([x, y]: Float64Array) => logLikelihood(Float64Array.of(x - Math.round(x), y));

  it("leaves the uniform distribution on both sides of the seam as it is", () => {
    const n = 4000;
    let u: Float64Array = Float64Array.of(0.1, 0.5);
    const counts = { inner: 0, beyond: 0, upper: 0 };
    for (let point = 0; point < n; point++) {
      u = follow(task(sampler, point, u, steps), [0], periodic).end.u;
      const x = u[0] - Math.round(u[0]);
      if (x * x + (u[1] - 0.5) ** 2 < 0.045) counts.inner++;
      if (x < 0) counts.beyond++;
      if (u[1] > 0.5) counts.upper++;
    }
    for (const count of Object.values(counts)) expect(Math.abs(count / n - 0.5)).toBeLessThan(6 * Math.sqrt(0.25 / n));
  });

  it("does not go round and round where the whole circle lies above the contour", () => {
    const band = (_: Float64Array) => 0.1;
    const n = 400;
    let left = 0;
    let calls = 0;
    for (let point = 0; point < n; point++) {
      const { end, seen } = follow(task(sampler, point, Float64Array.of(0.3, 0.5), steps), [0, 1], band);
      if (end.u[0] < 0.5) left++;
      calls += seen.length;
    }
    expect(Math.abs(left / n - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / n));
    // A width of a quarter of the circle grows four times at most, along each of the directions.
    expect(calls / n).toBeLessThan(8 * 2 * steps);
  });
});
