import { sumError } from "./wide";
import { wideLog } from "./wide-log";

/**
 * Natural logarithm of 1 + x, to less than one unit in the last place also near zero, and with the same digits on every
 * platform.
 * @param x any number
 * @returns −∞ at −1, NaN below
 *
 * @example
 * ```ts
 * import { log1p } from "nightbook/core";
 * log1p(1e-10); // => 9.9999999995e-11
 * ```
 */
export function log1p(x: number): number {
  if (!(x > -1 && x < Number.POSITIVE_INFINITY)) return beyond(x);
  if (Math.abs(x) < 1e-20) return x;
  const sum = 1 + x;
  return wideLog(sum, sumError(1, x, sum));
}

function beyond(x: number): number {
  if (x === -1) return Number.NEGATIVE_INFINITY;
  return x > 0 ? x : Number.NaN;
}
