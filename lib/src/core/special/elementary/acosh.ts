import { logOfTwice } from "./asinh";
import { low, sumError, wideProduct, wideSquareRoot } from "./wide";
import { wideLog1p } from "./wide-log1p";

/**
 * Inverse hyperbolic cosine, to less than one unit in the last place and with the same digits on every platform.
 * @param x at least 1
 * @returns NaN for smaller numbers
 *
 * @example
 * ```ts
 * import { acosh } from "nightbook/core";
 * acosh(2); // => 1.3169578969248
 * ```
 */
export function acosh(x: number): number {
  if (!(x >= 1)) return Number.NaN;
  if (x > 1e10) return x < Number.POSITIVE_INFINITY ? logOfTwice(x) : x;
  // With t = x − 1 it is ln(1 + t + √(t(t + 2))).
  const t = x - 1;
  const plus = t + 2;
  const radicand = wideProduct(t, 0, plus, sumError(t, 2, plus));
  const root = wideSquareRoot(radicand, low[0]);
  const rootLow = low[0];
  const argument = t + root;
  return wideLog1p(argument, sumError(t, root, argument) + rootLow);
}
