import { sumError, wideSum } from "./wide";
import { wideLog } from "./wide-log";

/**
 * Natural logarithm of 1 + x for a wide number, to about 66 bits.
 *
 * @param x not negative, up to 1e300
 * @param xLow what it misses
 * @returns high part; the low one is left in `low`
 */
export function wideLog1p(x: number, xLow: number): number {
  if (x < 1e-20) return wideSum(x, xLow);
  const sum = 1 + x;
  const rest = sumError(1, x, sum) + xLow;
  const high = sum + rest;
  return wideLog(high, sum - high + rest);
}
