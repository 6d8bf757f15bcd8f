import { low, sumError, wideProduct, wideQuotient, wideSquareRoot, wideSum } from "./wide";
import { wideLog } from "./wide-log";
import { wideLog1p } from "./wide-log1p";

/**
 * Inverse hyperbolic sine, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 *
 * @example
 * ```ts
 * import { asinh } from "nightbook/core";
 * asinh(1); // => 0.881373587019543
 * ```
 */
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 1e-10 && size < Number.POSITIVE_INFINITY)) return x;
  const value = size > 1e10 ? logOfTwice(size) : nearer(size);
  return x < 0 ? -value : value;
}

/**
 * ln 2x for large x, which may be finite where 2x is not.
 * @internal
 */
export function logOfTwice(x: number): number {
  const half = wideLog(x, 0);
  const sum = half + Math.LN2;
  return sum + (sumError(half, Math.LN2, sum) + low[0]);
}

/** ln(1 + x + x²/(1 + √(1 + x²))) */
function nearer(x: number): number {
  const square = wideProduct(x, 0, x, 0);
  const squareLow = low[0];
  const radicand = 1 + square;
  const root = wideSquareRoot(radicand, sumError(1, square, radicand) + squareLow);
  const rootLow = low[0];
  const sum = 1 + root;
  const divisor = wideSum(sum, sumError(1, root, sum) + rootLow);
  const quotient = wideQuotient(square, squareLow, divisor, low[0]);
  const quotientLow = low[0];
  const argument = x + quotient;
  return wideLog1p(argument, sumError(x, quotient, argument) + quotientLow);
}
