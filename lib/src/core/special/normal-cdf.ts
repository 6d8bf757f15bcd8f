import { erfc } from "./erf";
import { expMinusHalfSquare } from "./exp-minus-square";
import { scaledErfc } from "./scaled-erfc";

/**
 * Cumulative distribution of the standard normal distribution, with full relative accuracy
 * in the left tail.
 * @param x any number
 * @returns probability of a value below `x`, in [0, 1]
 *
 * @example
 * ```ts
 * import { normalCdf } from "nightbook/core";
 * normalCdf(-37); // => 5.7256e-300
 * ```
 */
export function normalCdf(x: number): number {
  if (x > -0.7) return 0.5 * erfc(-x / Math.SQRT2);
  return 0.5 * expMinusHalfSquare(x) * scaledErfc(-x / Math.SQRT2);
}
