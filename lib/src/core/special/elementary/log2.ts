import { perLn2High, perLn2Low } from "./log-coefficients";
import { low, wideProduct } from "./wide";
import { wideLog } from "./wide-log";

/**
 * Logarithm to base 2, to less than one unit in the last place, exact for powers of two, and with the same digits on
 * every platform.
 * @param x any number
 * @returns −∞ at zero, NaN for negative numbers
 *
 * @example
 * ```ts
 * import { log2 } from "nightbook/core";
 * log2(8); // => 3
 * ```
 */
export function log2(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) {
    if (x === 0) return Number.NEGATIVE_INFINITY;
    return x > 0 ? x : Number.NaN;
  }
  const high = wideLog(x, 0);
  return wideProduct(high, low[0], perLn2High, perLn2Low);
}
