import { integrateEvidence } from "../evidence";
import { nestedSamplingResult } from "../nested-sampling-result";
import type { NestedSamplingResult } from "../result";
import type { Sample } from "../sample";
import { columnsOf, samplesOf } from "../sample-columns";
import { strandsOf } from "./strands";
import { feasibleOf, needLivePoints, volumeFields } from "./volume-record";

/**
 * Takes a run apart into strands of a single live point, each a run of its own: a point, the one that took its
 * place, and so on. {@link mergeRuns} of all strands gives the run back. The volumes of a strand are relative to
 * the region from which its first point was drawn, which is the prior only for strands of the base run. What
 * was counted over the whole run, such as insertion ranks and failures, goes to none of them.
 *
 * @param result a static or dynamic run
 * @returns in order of the first deaths
 * @throws {RangeError} for a run of the importance engine, whose draws do not follow from each other
 * @see [Higson2018]
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -50 * (x - 0.5) ** 2 };
 * const whole = await nestedSampling.run(model, { engine: "static", seed: 1, nlive: 50 });
 * nestedSampling.unravelRun(whole).length; // => 50
 * ```
 */
export function unravelRun(result: NestedSamplingResult): NestedSamplingResult[] {
  needLivePoints(result, "unravelled");
  const strands = strandsOf(samplesOf(result));
  const fromPrior = strands.filter(([first]) => first.birth === Number.NEGATIVE_INFINITY).length;
  return strands.map((strand) => strandResult(result, strand, fromPrior));
}

function strandResult(result: NestedSamplingResult, strand: Sample[], fromPrior: number): NestedSamplingResult {
  const [{ birth, batch }] = strand;
  const samples = strand.map((sample) => ({ ...sample, id: 0, batch: 0 }));
  const columns = columnsOf(samples);
  const counts = new Int32Array(samples.length).fill(1);
  const calls = columns.ncall.reduce((sum, c) => sum + c, 0);
  const { fraction, relativeError, draws } = result.diagnostics.feasible;
  const diagnostics = {
    ...result.diagnostics,
    insertionRanks: { count: 0, pValue: 1, worstStretch: 1 },
    // The draws from the prior are shared among the strands that began with them.
    feasible:
      birth === Number.NEGATIVE_INFINITY
        ? { fraction, relativeError: relativeError * Math.sqrt(fromPrior), draws: draws / fromPrior }
        : { fraction: 1, relativeError: 0, draws: 0 },
    calls,
    failures: 0,
    warnings: [],
  };
  const evidence = integrateEvidence(columns.logl, counts, feasibleOf({ diagnostics }));
  const fields = volumeFields(evidence, { diagnostics });
  const { value, error } = fields.diagnostics.logz;
  return nestedSamplingResult({
    ...result,
    ...columns,
    engine: "dynamic",
    samples_n: counts,
    niter: samples.length,
    eff: (100 * samples.length) / calls,
    nlive: null,
    batch_logl_bounds: Float64Array.of(birth, result.batch_logl_bounds[2 * batch + 1]),
    batch_nlive: Int32Array.of(1),
    proposal_stats: { chains: 0, grown: 0, shrunk: 0 },
    ...fields,
    diagnostics: {
      ...fields.diagnostics,
      logz: { ...fields.diagnostics.logz, simulatedMean: value, simulatedError: error },
    },
  });
}
