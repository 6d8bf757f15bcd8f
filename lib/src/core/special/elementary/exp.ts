import { powerOfTwo, scaled } from "./binary-exponent";
import { expTail, powersOfTwo, powersOfTwoLow, stepHigh, stepLow, stepsPerUnit } from "./exp-coefficients";
import { rounder } from "./rounder";

const [c2, c3, c4, c5] = expTail;

/**
 * e to the power x, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 *
 * With x = n ln 2/64 + r it is 2^(n/64) e^r: a table, a short polynomial, and a power of two.
 *
 * @see [Tang1989]
 *
 * @example
 * ```ts
 * import { exp } from "nightbook/core";
 * exp(1); // => 2.718281828459045
 * ```
 */
export function exp(x: number): number {
  if (!(x > -746 && x < 710)) return beyond(x);
  const n = x * stepsPerUnit + rounder - rounder;
  const r = x - n * stepHigh - n * stepLow;
  const step = powersOfTwo[n & 63];
  const growth = r + r * r * (c2 + r * (c3 + r * (c4 + r * c5)));
  const value = step + (powersOfTwoLow[n & 63] + step * growth);
  return x > -700 && x < 700 ? value * powerOfTwo(n >> 6) : scaled(value, n >> 6);
}

function beyond(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  return x > 0 ? Number.POSITIVE_INFINITY : 0;
}
