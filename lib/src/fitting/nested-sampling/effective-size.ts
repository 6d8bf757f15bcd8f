import { exp } from "../../core/special";
import { effectiveSampleSize } from "../../core/statistics";

/**
 * Effective sample size of weighted samples by Kish, from the logarithms of the weights.
 *
 * @param logWeights log-weights, shape `[n]`, with any common offset
 * @returns from 0, for no samples, to `n`, for equal weights
 * @see [Kish1965]
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * nestedSampling.effectiveSize(Float64Array.of(0, 0, -Infinity)); // => 2
 * ```
 */
export function effectiveSize(logWeights: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const x of logWeights) if (x > largest) largest = x;
  if (largest === Number.NEGATIVE_INFINITY) return 0;
  return effectiveSampleSize(logWeights.map((x) => exp(x - largest)));
}
