import { normalCdf, normalQuantile } from "../../../../core/special";
import { highest, lowest } from "./probit-limits";

export const halfLogTwoPi = 0.9189385332046728;

/** The nearest number inside the open unit interval. */
export function insideUnit(u: number): number {
  return Math.min(Math.max(u, lowest), highest);
}

/**
 * The unit cube seen through the quantile of the normal distribution, y = Φ⁻¹(u), coordinate by coordinate:
 * a flat prior becomes a standard normal one, and a posterior that leans on a face of the cube gets room.
 * Doubles are dense near 0 and coarse near 1, so y goes from −37.0 to 8.2 and no further: beyond
 * lies 10⁻¹⁶ of the prior. Coordinates outside the open cube count as the nearest inside.
 *
 * @param u any shape
 * @param out receives y; may be `u`
 * @returns `out`
 */
export function toProbit(u: Float64Array, out: Float64Array = new Float64Array(u.length)): Float64Array {
  for (let i = 0; i < u.length; i++) out[i] = normalQuantile(insideUnit(u[i]));
  return out;
}

/**
 * The way back from {@link toProbit}, u = Φ(y), always inside the open cube.
 *
 * @param y any shape
 * @param out receives u; may be `y`
 * @returns `out`
 */
export function fromProbit(y: Float64Array, out: Float64Array = new Float64Array(y.length)): Float64Array {
  for (let i = 0; i < y.length; i++) out[i] = insideUnit(normalCdf(y[i]));
  return out;
}

/** Logarithm of the prior density in probit coordinates, Σ log φ(yᵢ), of the `ndim` coordinates from `at` on. */
export function logPrior(y: Float64Array, at = 0, ndim: number = y.length): number {
  let square = 0;
  for (let i = at; i < at + ndim; i++) square += y[i] * y[i];
  return -0.5 * square - ndim * halfLogTwoPi;
}
