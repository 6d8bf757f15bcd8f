import { exponentOf, powerOfTwo } from "./binary-exponent";
import { halfPiHigh, halfPiLow } from "./sine-coefficients";
import { low, sumError, wideSum } from "./wide";
import { wideArctangent } from "./wide-arctangent";

/**
 * Angle of the point (x, y), to less than one unit in the last place and with the same digits on every platform.
 * @param y any number
 * @param x any number
 * @returns radians in [−π, π]; signs of zeros count as in `Math.atan2`
 *
 * @example
 * ```ts
 * import { atan2 } from "nightbook/core";
 * atan2(1, -1); // => 2.356194490192345
 * ```
 */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const angle = angleOf(Math.abs(y), Math.abs(x), x < 0 || Object.is(x, -0));
  return y < 0 || Object.is(y, -0) ? -angle : angle;
}

function angleOf(y: number, x: number, isBehind: boolean): number {
  if (x === Number.POSITIVE_INFINITY) return angleOf(y === x ? 1 : 0, 1, isBehind);
  if (y === Number.POSITIVE_INFINITY || (x === 0 && y > 0)) return halfPiHigh;
  if (y === 0) return isBehind ? 2 * halfPiHigh : 0;
  const apart = exponentOf(y) - exponentOf(x);
  if (apart > 70) return halfPiHigh;
  if (apart < -70) return isBehind ? 2 * halfPiHigh : y / x;
  const k = -exponentOf(x);
  const angle = wideArctangent(shifted(y, k), 0, shifted(x, k), 0);
  if (!isBehind) return angle;
  const whole = 2 * halfPiHigh - angle;
  return wideSum(whole, sumError(2 * halfPiHigh, -angle, whole) + (2 * halfPiLow - low[0]));
}

/** x·2^k, the power in two steps where it has to be. */
function shifted(x: number, k: number): number {
  return k > 1000 ? x * powerOfTwo(200) * powerOfTwo(k - 200) : x * powerOfTwo(k);
}
