import { powerOfTwo } from "./binary-exponent";
import { expm1Tail } from "./exp-coefficients";
import { low, productError, sumError, wideSum } from "./wide";
import { octave, wideExp } from "./wide-exp";

/**
 * e to the power x, minus 1, to about 58 bits, more far from zero.
 *
 * @param x between −745 and 709.8, where it may overflow
 * @returns high part; the low one is left in `low`
 */
export function wideExpm1(x: number): number {
  return Math.abs(x) < 0.35 ? nearZero(x) : farFromZero(x);
}

/** x + x²/2 + …, of which the first two terms count to twice the precision. */
function nearZero(x: number): number {
  if (Math.abs(x) < 1e-150) return wideSum(x, 0);
  const square = x * x;
  const half = 0.5 * square;
  const main = x + half;
  let tail = 0;
  for (let k = expm1Tail.length - 1; k >= 0; k--) tail = tail * x + expm1Tail[k];
  return wideSum(main, half - (main - x) + 0.5 * productError(x, x, square) + square * x * tail);
}

function farFromZero(x: number): number {
  const value = wideExp(x, 0);
  const half = powerOfTwo(octave[0] - 1);
  const high = value * half;
  const rest = low[0] * half;
  // Half of everything, so that only the last doubling may overflow.
  const sum = high - 0.5;
  const result = 2 * wideSum(sum, sumError(high, -0.5, sum) + rest);
  low[0] *= 2;
  return result;
}
