import { log } from "../../../core/special";

/**
 * Log-likelihood of values with independent Gaussian errors of one size. Points that are NaN on either side do not
 * count, their normalisation included.
 *
 * @param observed shape `[n]`
 * @param expected shape `[n]`
 * @param sigma standard deviation, in the unit of the values
 * @returns natural logarithm; −∞ when `sigma` is not a positive number
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * meteoroid.gaussianLogLikelihood([1], [1], 1).toFixed(4); // => "-0.9189"
 * ```
 */
export function gaussianLogLikelihood(observed: ArrayLike<number>, expected: ArrayLike<number>, sigma: number): number {
  if (!(sigma > 0 && sigma < Number.POSITIVE_INFINITY)) return Number.NEGATIVE_INFINITY;
  const norm = -0.5 * log(2 * Math.PI * sigma * sigma);
  let sum = 0;
  for (let i = 0; i < observed.length; i++) {
    const deviation = (observed[i] - expected[i]) / sigma;
    const term = norm - 0.5 * deviation * deviation;
    if (!Number.isNaN(term)) sum += term;
  }
  return sum;
}
