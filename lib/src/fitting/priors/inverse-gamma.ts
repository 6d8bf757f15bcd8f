import { exp, gammaUpperQuantile, log, logGamma } from "../../core/special";

/**
 * Quantile of the inverse gamma distribution that is given by its shape and its mode.
 * @param u probability in [0, 1]
 * @param alpha shape, positive
 * @param mode where the density is greatest, positive
 * @see [Cook2008]
 *
 * @example
 * ```ts
 * import { inverseGammaQuantile } from "nightbook/priors";
 * inverseGammaQuantile(0.5, 10, 12.5); // => 14.2211250905
 * ```
 */
export function inverseGammaQuantile(u: number, alpha: number, mode: number): number {
  return (mode * (alpha + 1)) / gammaUpperQuantile(u, alpha);
}

/**
 * Density of the inverse gamma distribution that is given by its shape and its mode.
 * @param x where; the density is 0 where x is not positive
 * @param alpha shape, positive
 * @param mode where the density is greatest, positive
 * @see [Cook2008]
 *
 * @example
 * ```ts
 * import { inverseGammaDensity } from "nightbook/priors";
 * inverseGammaDensity(1, 1, 0.5); // => 0.367879441171
 * ```
 */
export function inverseGammaDensity(x: number, alpha: number, mode: number): number {
  if (!(x > 0)) return 0;
  const scale = mode * (alpha + 1);
  return exp(alpha * log(scale) - logGamma(alpha) - (alpha + 1) * log(x) - scale / x);
}
