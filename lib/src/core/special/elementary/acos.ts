import { coSide } from "./asin";
import { halfPiHigh, halfPiLow } from "./sine-coefficients";
import { low, sumError, wideSum } from "./wide";
import { wideArctangent } from "./wide-arctangent";

/**
 * Arc cosine, to less than one unit in the last place and with the same digits on every platform.
 * @param x in [−1, 1]
 * @returns radians in [0, π]; NaN for other numbers
 *
 * @example
 * ```ts
 * import { acos } from "nightbook/core";
 * acos(-0.5); // => 2.0943951023931957
 * ```
 */
export function acos(x: number): number {
  const cosine = Math.abs(x);
  if (!(cosine <= 1)) return Number.NaN;
  const sine = coSide(cosine);
  const angle = cosine < 1e-100 ? halfPiHigh : wideArctangent(sine, low[0], cosine, 0);
  if (x >= 0 || cosine < 1e-100) return angle;
  const whole = 2 * halfPiHigh - angle;
  return wideSum(whole, sumError(2 * halfPiHigh, -angle, whole) + (2 * halfPiLow - low[0]));
}
