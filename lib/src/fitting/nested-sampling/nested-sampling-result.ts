import { type MeanAndCovariance, meanAndCovariance } from "../../core/linalg";
import { random } from "../../core/random";
import { exp } from "../../core/special";
import { weightedQuantiles } from "../../core/statistics";
import { randomStage } from "./random-stage";
import { resampleEqual } from "./resample-equal";
import type { NestedSamplingRecord, NestedSamplingResult } from "./result";
import type { RunAgreement } from "./transform-run/run-agreement";

/** Fields of {@link NestedSamplingRecord} that `asDict` gives. */
const dictionaryFields = [
  "logl",
  "logl_birth",
  "samples_it",
  "samples_id",
  "samples_n",
  "samples_u",
  "samples_v",
  "samples",
  "niter",
  "ncall",
  "logz",
  "logzerr",
  "logwt",
  "eff",
  "nlive",
  "logvol",
  "information",
  "bound",
  "bound_iter",
  "samples_bound",
  "samples_batch",
  "batch_logl_bounds",
  "batch_nlive",
  "scale",
  "blob",
  "proposal_stats",
] as const satisfies readonly (keyof NestedSamplingRecord)[];

/**
 * Joins the data of a result with its methods.
 * @param record the data; kept, not copied
 */
export function nestedSamplingResult(record: NestedSamplingRecord): NestedSamplingResult {
  const { ndim, samples, logwt, logz, parameters } = record;
  const n = logwt.length;

  const importanceWeights = (): Float64Array => {
    const weights = logwt.map((w) => exp(w - logz[n - 1]));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return weights.map((w) => w / total);
  };

  const indexOf = (parameter: number | string): number => {
    const index = typeof parameter === "string" ? parameters.indexOf(parameter) : parameter;
    if (!Number.isInteger(index) || index < 0 || index >= ndim) {
      throw new RangeError(`Parameter is none of ${parameters.join(", ")}: ${parameter}`);
    }
    return index;
  };

  return {
    ...record,
    importanceWeights,
    summary(): string {
      const { engine, niter, ncall, eff, nlive, diagnostics } = record;
      const calls = ncall.reduce((sum, c) => sum + c, 0);
      return [
        `Nested sampling, ${engine} engine: ${diagnostics.message ?? diagnostics.outcome}`,
        ...(nlive === null ? [] : [`nlive: ${nlive}`]),
        `niter: ${niter}`,
        `ncall: ${calls}`,
        `eff(%): ${eff.toFixed(3)}`,
        `logz: ${logz[n - 1].toFixed(3)} +/- ${record.logzerr[n - 1].toFixed(3)}`,
        `effective samples: ${Math.round(diagnostics.nEffective)}`,
        ...agreementLine(diagnostics.merged),
        ...diagnostics.warnings,
      ].join("\n");
    },
    samplesEqual(seed: number | string): Float64Array {
      const chosen = resampleEqual(importanceWeights(), random(seed).stream(randomStage.resampling));
      const out = new Float64Array(n * ndim);
      for (const [row, i] of chosen.entries()) out.set(samples.subarray(i * ndim, i * ndim + ndim), row * ndim);
      return out;
    },
    meanAndCovariance: (): MeanAndCovariance => meanAndCovariance(samples, ndim, importanceWeights()),
    quantiles(parameter: number | string, probabilities: readonly number[]): Float64Array {
      const j = indexOf(parameter);
      const values = Float64Array.from({ length: n }, (_, i) => samples[i * ndim + j]);
      return weightedQuantiles(values, importanceWeights(), probabilities);
    },
    sample: (index: number): Float64Array => samples.subarray(index * ndim, index * ndim + ndim),
    isDynamic: (): boolean => record.engine === "dynamic",
    asDict: (): Record<string, unknown> => Object.fromEntries(dictionaryFields.map((field) => [field, record[field]])),
  };
}

/** How the runs agree that a merged one consists of. */
function agreementLine(merged: RunAgreement | undefined): string[] {
  if (merged === undefined || merged.runs < 2) return [];
  const { runs, chiSquare, sigma } = merged;
  return [`runs: ${runs}, chi-square of logz ${chiSquare.toFixed(2)} (${runs - 1} dof, ${sigma.toFixed(1)} sigma)`];
}
