import { meanAndCovariance } from "../../../core/linalg";
import { exp } from "../../../core/special";
import { effectiveSize } from "../effective-size";
import { logSumExp } from "../log-sum";
import type { NestedSamplingRecord } from "../result";

/** Standard deviations, and standard errors, from which on a difference of means is worth a warning. */
const [tolerated, explained] = [0.25, 5];

/**
 * Runs whose posterior lies elsewhere than that of all together: their evidences may agree all the same, where each has
 * found another of two equal modes.
 *
 * @param runs of the same parameters
 * @param logwts weights of the samples of each, on a common scale
 * @returns a line for each run whose mean of a parameter is off
 */
export function differingPosteriors(runs: readonly NestedSamplingRecord[], logwts: readonly Float64Array[]): string[] {
  const highest = Math.max(...logwts.map(logSumExp));
  const parts = runs.map((run, r) => momentsOf(run, logwts[r], highest));
  const total = parts.reduce((sum, { mass }) => sum + mass, 0);
  const warnings: string[] = [];
  for (const [r, part] of parts.entries()) {
    let worst = { name: "", deviations: 0 };
    for (const [j, name] of runs[r].parameters.entries()) {
      const mean = parts.reduce((sum, each) => sum + (each.mass / total) * each.mean[j], 0);
      const variance = parts.reduce(
        (sum, each) => sum + (each.mass / total) * (each.variance[j] + square(each.mean[j] - mean)),
        0,
      );
      const deviations = Math.abs(part.mean[j] - mean) / Math.sqrt(variance);
      if (deviations > worst.deviations) worst = { name, deviations };
    }
    if (worst.deviations < Math.max(tolerated, explained / Math.sqrt(part.nEffective))) continue;
    warnings.push(
      `The posterior of run ${r}, with seed ${runs[r].seed}, differs from that of all runs together: the mean of ${worst.name} by ` +
        `${worst.deviations.toFixed(1)} standard deviations; one of the runs may have missed a mode`,
    );
  }
  return warnings;
}

interface Moments {
  readonly mass: number;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly nEffective: number;
}

function momentsOf({ samples, ndim }: NestedSamplingRecord, logwt: Float64Array, scale: number): Moments {
  const logz = logSumExp(logwt);
  const { mean, covariance } = meanAndCovariance(
    samples,
    ndim,
    logwt.map((w) => exp(w - logz)),
  );
  return {
    mass: exp(logz - scale),
    mean,
    variance: Float64Array.from({ length: ndim }, (_, j) => covariance[j * ndim + j]),
    nEffective: effectiveSize(logwt),
  };
}

function square(x: number): number {
  return x * x;
}
