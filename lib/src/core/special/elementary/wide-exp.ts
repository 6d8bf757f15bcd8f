import { powersOfTwo, powersOfTwoLow, stepHigh, stepLow, stepLowest, stepsPerUnit } from "./exp-coefficients";
import { rounder } from "./rounder";
import { productError, sumError, wideSum } from "./wide";

/** Power of two by which the last result is to be multiplied, at index 0. */
export const octave: Int32Array = new Int32Array(1);

/**
 * e to the power x + xLow to about 66 bits, but for a power of two, which is left in {@link octave}.
 *
 * @param x up to ±800
 * @param xLow what it misses
 * @returns high part between 0.99 and 2.01; the low part is left in `low`
 * @see [Tang1989]
 */
export function wideExp(x: number, xLow: number): number {
  const n = x * stepsPerUnit + rounder - rounder;
  // Exact, since the step has 32 bits and n at most 17.
  const first = x - n * stepHigh;
  const product = n * stepLow;
  const second = first - product;
  const r = second + xLow;
  const rLow =
    sumError(first, -product, second) + sumError(second, xLow, r) - productError(n, stepLow, product) - n * stepLowest;
  // e^r − 1, of which the first two terms count to twice the precision.
  const square = 0.5 * r * r;
  const main = r + square;
  const cubic = r * r * r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040)))));
  const rest = square - (main - r) + (0.5 * productError(r, r, r * r) + (rLow + r * rLow) + cubic);
  const step = powersOfTwo[n & 63];
  const stepRest = powersOfTwoLow[n & 63];
  const part = step * main;
  const sum = step + part;
  octave[0] = n >> 6;
  return wideSum(
    sum,
    part - (sum - step) + (productError(step, main, part) + (stepRest + stepRest * main + step * rest)),
  );
}
