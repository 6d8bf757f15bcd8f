/**
 * Effective size of weighted samples by Kish: `(Σw)² / Σw²`.
 *
 * @param weights shape `[n]`, not negative; they need no normalisation
 * @returns from 0, where no sample has weight, to `n`, for equal weights
 * @see [Kish1965]
 *
 * @example
 * ```ts
 * import { effectiveSampleSize } from "nightbook/core";
 *
 * effectiveSampleSize([0.5, 0.5, 0]); // => 2
 * ```
 */
export function effectiveSampleSize(weights: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < weights.length; i++) largest = Math.max(largest, weights[i]);
  if (largest === 0) return 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    // The square of a very small weight would vanish.
    const w = weights[i] / largest;
    sum += w;
    squares += w * w;
  }
  return (sum * sum) / squares;
}
