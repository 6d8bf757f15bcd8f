import { exponentOf, powerOfTwo } from "./binary-exponent";
import { firstCell, ln2High, ln2Low, ln2Lowest, logHigh, logLow, logLowest, logWideTail } from "./log-coefficients";
import { low, productError, sumError, wideSum } from "./wide";

const [c0, c1, c2, c3, c4, c5] = logWideTail;

/**
 * Natural logarithm of a wide number to about 66 bits.
 *
 * @param x positive and finite
 * @param xLow what it misses
 * @returns high part; the low one is left in `low`
 * @see [Tang1990]
 */
export function wideLog(x: number, xLow: number): number {
  let k = exponentOf(x);
  let z = mantissa(x, k);
  let zLow = xLow === 0 ? 0 : mantissa(xLow, k);
  if (z > Math.SQRT2) {
    k++;
    z *= 0.5;
    zLow *= 0.5;
  }
  const j = (z * 128 + 0.5) | 0;
  const c = j * (1 / 128);
  const distance = z - c;
  const r = distance / c;
  const product = r * c;
  const rLow = (distance - product - productError(r, c, product) + zLow) / c;
  // ln(1 + r) = r − r²/2 + …, of which the first two terms count to twice the precision.
  const square = r * r;
  const half = -0.5 * square;
  const main = r + half;
  const tail = square * r * (c0 + r * (c1 + r * (c2 + r * (c3 + r * (c4 + r * c5)))));
  const rest = half - (main - r) - 0.5 * productError(r, r, square) + (rLow - r * rLow) + tail;
  const start = k * ln2High + logHigh[j - firstCell];
  const ln2Rest = k * ln2Low;
  const startRest = ln2Rest + logLow[j - firstCell];
  const startLowest =
    sumError(ln2Rest, logLow[j - firstCell], startRest) +
    productError(k, ln2Low, ln2Rest) +
    k * ln2Lowest +
    logLowest[j - firstCell];
  const sum = start + main;
  const sumRest = sumError(start, main, sum);
  const high = wideSum(sum, sumRest);
  const second = low[0] + startRest;
  const secondRest = sumError(low[0], startRest, second);
  return wideSum(high, second + (secondRest + startLowest + rest));
}

/** x·2^−k; for subnormal numbers the power is only reached in two steps. */
function mantissa(x: number, k: number): number {
  return k < -1023 ? x * powerOfTwo(64) * powerOfTwo(-k - 64) : x * powerOfTwo(-k);
}
