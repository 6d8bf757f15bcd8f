/** Results for the tests of exports, the same on every run. */
import { type Engine, type Model, type NestedSamplingResult, run } from "../../../src/fitting/nested-sampling";

/** A normal density in three dimensions, with names that are hard on file formats, and derived quantities. */
export const model: Model = {
  parameters: ["x", 'y, ρ "q"', "a b/c"],
  derived: ["x²+1", "sum #1!"],
  priorTransform: (u) => u.map((value) => 10 * value - 5),
  logLikelihood: ([x, y, z]) => ({
    logl: -0.5 * (x * x + 4 * y * y + z * z),
    derived: [x * x + 1, x + y],
  }),
};

/** A short run. */
export function sampled(engine: Engine): Promise<NestedSamplingResult> {
  return run(model, { seed: 1, engine, nlive: 100, nEffective: 1500 });
}

/** Log-likelihood of a row of samples. */
export function likelihoodAt(samples: Float64Array, row: number): number {
  const answer = model.logLikelihood(samples.subarray(3 * row, 3 * row + 3));
  return typeof answer === "number" ? answer : answer.logl;
}
