import { low, wideQuotient, wideSum } from "./wide";
import { wideLog1p } from "./wide-log1p";

/**
 * Inverse hyperbolic tangent, to less than one unit in the last place and with the same digits on every platform.
 * @param x in [−1, 1]
 * @returns ±∞ at ±1, NaN for other numbers
 *
 * @example
 * ```ts
 * import { atanh } from "nightbook/core";
 * atanh(0.5); // => 0.5493061443340549
 * ```
 */
export function atanh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1)) return size === 1 ? x * Number.POSITIVE_INFINITY : Number.NaN;
  if (size < 1e-10) return x;
  // ln(1 + 2x/(1 − x))/2
  const rest = 1 - size;
  const divisor = wideSum(rest, 1 - rest - size);
  const quotient = wideQuotient(2 * size, 0, divisor, low[0]);
  const value = 0.5 * wideLog1p(quotient, low[0]);
  return x < 0 ? -value : value;
}
