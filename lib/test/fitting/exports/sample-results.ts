/** Results for the tests of exports, the same on every run. */
import { type Model, type NestedSamplingResult, run } from "../../../src/fitting/nested-sampling";
import { nestedSamplingResult } from "../../../src/fitting/nested-sampling/nested-sampling-result";

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
export function sampled(engine: "static" | "dynamic"): Promise<NestedSamplingResult> {
  return run(model, { seed: 1, engine, nlive: 100, nEffective: 1500 });
}

/** The same posterior as the importance engine gives it: independent draws, sorted, with a constant evidence. */
export async function asImportance(): Promise<NestedSamplingResult> {
  const { logz, logzerr, ...record } = await sampled("static");
  const constant = (value: number | undefined) => record.logl.map(() => value ?? 0);
  return nestedSamplingResult({
    ...record,
    engine: "importance",
    nlive: null,
    logl_birth: constant(Number.NEGATIVE_INFINITY),
    bound: [],
    logz: constant(logz.at(-1)),
    logzerr: constant(logzerr.at(-1)),
  });
}
