import { scaled } from "./binary-exponent";
import { low, sumError, wideQuotient, wideSum } from "./wide";
import { octave, wideExp } from "./wide-exp";
import { wideExpm1 } from "./wide-expm1";

/**
 * Hyperbolic sine, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 *
 * @example
 * ```ts
 * import { sinh } from "nightbook/core";
 * sinh(1); // => 1.1752011936438014
 * ```
 */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 1e-10 && size < 711)) return size < 711 || Number.isNaN(x) ? x : x * Number.POSITIVE_INFINITY;
  const value = size > 40 ? halfExp(size) : nearer(size);
  return x < 0 ? -value : value;
}

/**
 * e^x/2, which may be finite where e^x is not.
 * @internal
 */
export function halfExp(x: number): number {
  const value = wideExp(x, 0);
  return scaled(value, octave[0] - 1);
}

/** With E = e^x − 1 it is (E + E/(E + 1))/2. */
function nearer(x: number): number {
  const growth = wideExpm1(x);
  const growthLow = low[0];
  const sum = growth + 1;
  const divisor = wideSum(sum, sumError(growth, 1, sum) + growthLow);
  const quotient = wideQuotient(growth, growthLow, divisor, low[0]);
  const quotientLow = low[0];
  const twice = growth + quotient;
  return 0.5 * (twice + (sumError(growth, quotient, twice) + growthLow + quotientLow));
}
