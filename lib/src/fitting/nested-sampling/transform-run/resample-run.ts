import { random } from "../../../core/random";
import { integrateEvidence } from "../evidence";
import { nestedSamplingResult } from "../nested-sampling-result";
import { randomStage } from "../random-stage";
import type { NestedSamplingResult } from "../result";
import { columnsOf, samplesOf } from "../sample-columns";
import { resampledDraws } from "./resampled-draws";
import { type ResampledRows, resampledRows } from "./resampled-rows";
import { feasibleOf, volumeFields } from "./volume-record";
import { isDrawn } from "./weighted-draws";

/**
 * A run as it might have come out: as many strands of single live points as the run has, drawn from them with
 * replacement, those that began at the prior and the others separately. Whatever is worked out from many such
 * runs scatters as it would over repeated runs, as far as the samples are concerned. The volumes are the
 * expected ones; {@link jitterRun} adds their scatter. Of a run of the importance engine, as many draws as it has are
 * drawn from them with replacement.
 *
 * @param result a run of any engine
 * @param seed of the draws
 * @returns a run in which samples may occur more than once; what `diagnostics` tells of the sampling is the original's
 * @throws {RangeError} for a run of the importance engine that has no independent draws
 * @see [Higson2018]
 * @see [Efron1979]
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -50 * (x - 0.5) ** 2 };
 * const result = await nestedSampling.run(model, { engine: "static", seed: 1, nlive: 50 });
 * const means = [1, 2, 3].map((seed) => nestedSampling.resampleRun(result, seed).meanAndCovariance().mean[0]);
 * if (new Set(means).size !== 3) throw new Error("Each resampled run has a mean of its own");
 * ```
 */
export function resampleRun(result: NestedSamplingResult, seed: number | string): NestedSamplingResult {
  if (isDrawn(result)) return nestedSamplingResult(resampledDraws(result, random(seed).stream(randomStage.strands)));
  const samples = samplesOf(result);
  const { rows, counts } = resampledRows(samples, random(seed).stream(randomStage.strands));
  const columns = columnsOf(Array.from(rows, (row) => samples[row]));
  const evidence = integrateEvidence(columns.logl, counts, feasibleOf(result));
  const calls = columns.ncall.reduce((sum, c) => sum + c, 0);
  return nestedSamplingResult({
    ...result,
    ...columns,
    ...lengths(result, rows),
    samples_n: counts,
    eff: (100 * rows.length) / calls,
    ...volumeFields(evidence, result),
  });
}

/** Iterations and live points at the end, which a static run keeps apart. */
function lengths(
  { nlive, niter }: NestedSamplingResult,
  rows: ResampledRows["rows"],
): Pick<NestedSamplingResult, "nlive" | "niter"> {
  if (nlive === null) return { nlive, niter: rows.length };
  const alive = rows.filter((row) => row >= niter).length;
  return { nlive: alive, niter: rows.length - alive };
}
