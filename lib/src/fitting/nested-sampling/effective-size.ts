/**
 * Effective sample size of weighted samples by Kish: `(Σw)² / Σw²`.
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
  let sum = 0;
  let square = 0;
  for (const x of logWeights) {
    const w = Math.exp(x - largest);
    sum += w;
    square += w * w;
  }
  return (sum * sum) / square;
}
