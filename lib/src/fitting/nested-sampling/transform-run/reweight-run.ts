import { integrateEvidence } from "../evidence";
import { nestedSamplingResult } from "../nested-sampling-result";
import type { NestedSamplingResult } from "../result";
import { reweightedDraws } from "./reweighted-draws";
import { feasibleOf, volumeFields } from "./volume-record";
import { isDrawn } from "./weighted-draws";

/**
 * Evidence and posterior for another likelihood at the same samples, for example with another error model or one
 * more datum, without sampling again. This holds as long as the new posterior lies within the old one; compare
 * `diagnostics.nEffective` before and after.
 *
 * @param result a run of any engine
 * @param logLikelihood the new log-likelihoods of the samples, shape `[n]`; `-Infinity` where it vanishes
 * @returns a run with other weights, evidence and information. `logl` keeps the log-likelihoods that ordered the run
 * @throws {RangeError} when the length is wrong, a value is not below `Infinity`, or the likelihood vanishes at every sample
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -50 * (x - 0.5) ** 2 };
 * const result = await nestedSampling.run(model, { engine: "static", seed: 1, nlive: 200 });
 * const sharper = nestedSampling.reweightRun(result, result.logl.map((logl) => 2 * logl));
 * const ratio = sharper.meanAndCovariance().covariance[0] / result.meanAndCovariance().covariance[0];
 * if (Math.abs(ratio - 0.5) > 0.1) throw new Error(`Twice the weight of the data halves the variance: ${ratio}`);
 * ```
 */
export function reweightRun(result: NestedSamplingResult, logLikelihood: ArrayLike<number>): NestedSamplingResult {
  const { logl, logvol, samples_n } = result;
  if (logLikelihood.length !== logl.length) {
    throw new RangeError(`Number of log-likelihoods is not that of samples, ${logl.length}: ${logLikelihood.length}`);
  }
  const logRatio = logl.map((old, i) => {
    const given = logLikelihood[i];
    if (given < Number.POSITIVE_INFINITY) return given - old;
    throw new RangeError(`Log-likelihood ${i} is not a number below Infinity: ${given}`);
  });
  if (logRatio.every((ratio) => ratio === Number.NEGATIVE_INFINITY)) {
    throw new RangeError(`The likelihood vanishes at every sample: ${Number.NEGATIVE_INFINITY}`);
  }
  if (isDrawn(result)) return nestedSamplingResult(reweightedDraws(result, logRatio));
  const feasible = feasibleOf(result);
  const logShrinkage = logvol.map((volume, i) => volume - (i === 0 ? feasible.log : logvol[i - 1]));
  const evidence = integrateEvidence(logl, samples_n, feasible, { logShrinkage, logRatio });
  return nestedSamplingResult({ ...result, ...volumeFields(evidence, result) });
}
