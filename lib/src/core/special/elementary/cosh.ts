import { scaled } from "./binary-exponent";
import { halfExp } from "./sinh";
import { low, sumError, wideQuotient } from "./wide";
import { octave, wideExp } from "./wide-exp";

/**
 * Hyperbolic cosine, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 *
 * @example
 * ```ts
 * import { cosh } from "nightbook/core";
 * cosh(1); // => 1.543080634815244
 * ```
 */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 711)) return size * Number.POSITIVE_INFINITY;
  if (size > 40) return halfExp(size);
  const part = wideExp(size, 0);
  const growth = scaled(part, octave[0]);
  const growthLow = low[0] * scaled(1, octave[0]);
  const quotient = wideQuotient(1, 0, growth, growthLow);
  const twice = growth + quotient;
  return 0.5 * (twice + (sumError(growth, quotient, twice) + growthLow + low[0]));
}
