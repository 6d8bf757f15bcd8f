import { low, sumError, wideQuotient, wideSum } from "./wide";
import { wideExpm1 } from "./wide-expm1";

/**
 * Hyperbolic tangent, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 *
 * @example
 * ```ts
 * import { tanh } from "nightbook/core";
 * tanh(0.5); // => 0.46211715726000973
 * ```
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 1e-10)) return x;
  if (size > 22) return x < 0 ? -1 : 1;
  // With E = e^(2x) − 1 it is E/(E + 2).
  const growth = wideExpm1(2 * size);
  const growthLow = low[0];
  const sum = growth + 2;
  const divisor = wideSum(sum, sumError(growth, 2, sum) + growthLow);
  const value = wideQuotient(growth, growthLow, divisor, low[0]);
  return x < 0 ? -value : value;
}
