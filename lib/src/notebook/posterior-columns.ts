import type { Posterior } from "../charts";
import type { NestedSamplingRecord } from "../fitting/nested-sampling";

/** The samples of a result that carry weight, with the derived quantities as further columns. */
export interface WeightedColumns {
  /** Parameters, then derived quantities. */
  readonly names: readonly string[];
  /** Shape `[n, names]`, row-major. */
  readonly samples: Float64Array;
  /** Shape `[n]`. */
  readonly weights: Float64Array;
  /** Log of the prior volume above each sample, shape `[n]`. */
  readonly logvol: Float64Array;
}

/**
 * Joins parameters and derived quantities, and drops samples without weight: those have no derived quantities.
 * @param nested the result
 * @param importanceWeights of all its samples
 */
export function weightedColumns(
  nested: Pick<NestedSamplingRecord, "parameters" | "derived" | "samples" | "blob" | "logvol">,
  importanceWeights: Float64Array,
): WeightedColumns {
  const { parameters, derived, samples, blob, logvol } = nested;
  const names = [...parameters, ...derived];
  const [ndim, nderived] = [parameters.length, derived.length];
  const rows = Array.from(importanceWeights.keys()).filter((i) => importanceWeights[i] > 0);
  const joined = new Float64Array(rows.length * names.length);
  for (const [row, i] of rows.entries()) {
    joined.set(samples.subarray(i * ndim, (i + 1) * ndim), row * names.length);
    if (blob !== null) joined.set(blob.subarray(i * nderived, (i + 1) * nderived), row * names.length + ndim);
  }
  return {
    names,
    samples: joined,
    weights: Float64Array.from(rows, (i) => importanceWeights[i]),
    logvol: Float64Array.from(rows, (i) => logvol[i]),
  };
}

/** Weighted means and standard deviations of all columns, each of shape `[names]`. */
export function columnMoments({ names, samples, weights }: WeightedColumns): { mean: number[]; sd: number[] } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const width = names.length;
  const average = (k: number, of: (value: number) => number) =>
    weights.reduce((sum, weight, i) => sum + weight * of(samples[i * width + k]), 0) / total;
  const mean = names.map((_, k) => average(k, (value) => value));
  const sd = names.map((_, k) => Math.sqrt(average(k, (value) => (value - mean[k]) ** 2)));
  return { mean, sd };
}

/** One column, shape `[n]`. */
export function columnOf({ names, samples, weights }: WeightedColumns, name: string): Float64Array {
  const k = names.indexOf(name);
  if (k < 0) throw new RangeError(`The posterior has no such parameter: ${name}`);
  return Float64Array.from({ length: weights.length }, (_, i) => samples[i * names.length + k]);
}

/** The columns as charts take them. */
export function chartPosterior({ names, samples, weights }: WeightedColumns): Posterior {
  return { parameters: names, samples, weights };
}
