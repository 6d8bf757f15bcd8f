import { random } from "../../../core/random";
import { exp, log } from "../../../core/special";
import { type Evidence, type FeasibleVolume, integrateEvidence } from "../evidence";
import { nestedSamplingResult } from "../nested-sampling-result";
import { randomStage } from "../random-stage";
import type { NestedSamplingResult } from "../result";
import { jitteredDraws } from "./jittered-draws";
import { feasibleOf, volumeFields } from "./volume-record";
import { isDrawn } from "./weighted-draws";

/**
 * The same samples with volumes as they might have been: at a death among `n` live points the volume shrinks by
 * the largest of `n` uniform numbers, which is drawn here instead of expected. The part of the prior where the
 * likelihood does not vanish is drawn, too. Of n independent draws of the importance engine, the volumes that they stand
 * for are multiplied by n numbers uniform among those that add up to n. The evidence of many such runs scatters by its error.
 *
 * @param result a run of any engine
 * @param seed of the draws
 * @returns a run with other volumes, weights and evidence
 * @throws {RangeError} for a run of the importance engine that has no independent draws
 * @see [Skilling2006]
 * @see [Rubin1981]
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -50 * (x - 0.5) ** 2 };
 * const result = await nestedSampling.run(model, { engine: "static", seed: 1, nlive: 50 });
 * const difference = nestedSampling.jitterRun(result, 1).diagnostics.logz.value - result.diagnostics.logz.value;
 * if (!(Math.abs(difference) < 6 * result.diagnostics.logz.error)) throw new Error(`Difference: ${difference}`);
 * ```
 */
export function jitterRun(result: NestedSamplingResult, seed: number | string): NestedSamplingResult {
  if (isDrawn(result)) return nestedSamplingResult(jitteredDraws(result, random(seed).stream(randomStage.jitter)));
  const { evidence, feasible } = jitteredEvidence(result, seed);
  const fields = volumeFields(evidence, result);
  const fraction = exp(feasible.log);
  return nestedSamplingResult({
    ...result,
    ...fields,
    diagnostics: { ...fields.diagnostics, feasible: { ...fields.diagnostics.feasible, fraction } },
  });
}

/** Evidence over drawn volumes. */
function jitteredEvidence(
  result: NestedSamplingResult,
  seed: number | string,
): { evidence: Evidence; feasible: FeasibleVolume } {
  const stream = random(seed).stream(randomStage.jitter);
  const expected = feasibleOf(result);
  const logVolume = expected.log + Math.sqrt(expected.variance) * stream.normal();
  const feasible = { log: Math.min(0, logVolume), variance: expected.variance };
  const logShrinkage = Float64Array.from(result.samples_n, (n) => log(stream.uniform()) / n);
  return { evidence: integrateEvidence(result.logl, result.samples_n, feasible, { logShrinkage }), feasible };
}
