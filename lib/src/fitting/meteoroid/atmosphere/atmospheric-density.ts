import { exp } from "../../../core/special";

/**
 * Mass density of the air from the polynomial that {@link fitAtmosphere} gives: log₁₀ of the density is a polynomial
 * in height / 10⁶ m.
 *
 * @param densCo coefficients from the constant term up, shape `[7]`
 * @param height height above the ellipsoid, m
 * @returns mass density, kg/m³
 * @example
 * ```ts
 * import { atmosphericDensity } from "nightbook/meteoroid";
 *
 * atmosphericDensity(Float64Array.of(-3, 0, 0, 0, 0, 0, 0), 100e3).toFixed(6); // => "0.001000"
 * ```
 */
export function atmosphericDensity(densCo: ArrayLike<number>, height: number): number {
  const x = height / 1e6;
  let log10 = 0;
  for (let i = densCo.length - 1; i >= 0; i--) log10 = log10 * x + densCo[i];
  return exp(log10 * Math.LN10);
}
