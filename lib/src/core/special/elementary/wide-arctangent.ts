import { arctangents, arctangentsLow, arctangentTail } from "./arctangent-coefficients";
import { halfPiHigh, halfPiLow } from "./sine-coefficients";
import { low, productError, sumError, wideSum } from "./wide";

const [a0, a1, a2, a3, a4] = arctangentTail;

/**
 * Angle in [0, π/2] whose tangent is the ratio of two wide numbers, to about 60 bits.
 *
 * @param y not negative, between 2^−400 and 2^400 where it is not zero
 * @param yLow what it misses
 * @param x likewise, and not zero when y is
 * @param xLow what it misses
 * @returns radians, high part; the low one is left in `low`
 */
export function wideArctangent(y: number, yLow: number, x: number, xLow: number): number {
  if (y <= x) return ofRatio(y, yLow, x, xLow);
  const angle = ofRatio(x, xLow, y, yLow);
  const angleLow = low[0];
  const difference = halfPiHigh - angle;
  return wideSum(difference, sumError(halfPiHigh, -angle, difference) + (halfPiLow - angleLow));
}

/** With c = j/16 next to y/x, it is atan c + atan((y − c x)/(x + c y)). */
function ofRatio(y: number, yLow: number, x: number, xLow: number): number {
  const j = Math.round((16 * y) / x);
  const c = j / 16;
  const cx = c * x;
  const difference = y - cx;
  const numerator = difference + (sumError(y, -cx, difference) - productError(c, x, cx) + (yLow - c * xLow));
  const numeratorLow =
    difference - numerator + (sumError(y, -cx, difference) - productError(c, x, cx) + (yLow - c * xLow));
  const cy = c * y;
  const denominator = x + cy;
  const denominatorLow = sumError(x, cy, denominator) + productError(c, y, cy) + (xLow + c * yLow);
  const t = numerator / denominator;
  const product = t * denominator;
  const remainder = numerator - product - productError(t, denominator, product) + (numeratorLow - t * denominatorLow);
  const z = t * t;
  const tail = t * z * (a0 + z * (a1 + z * (a2 + z * (a3 + z * a4))));
  const sum = arctangents[j] + t;
  return wideSum(sum, sumError(arctangents[j], t, sum) + (arctangentsLow[j] + remainder / denominator + tail));
}
