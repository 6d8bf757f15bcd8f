import { exp } from "./elementary";
import { expMinusSquare } from "./exp-minus-square";
import { scaledErfc } from "./scaled-erfc";

const twoOverSqrtPi = 1.1283791670955126;

/**
 * Error function, 2/√π ∫₀ˣ exp(−t²) dt, to a few units in the last place.
 * @param x any number
 * @see [DLMF] 7.6.2
 *
 * @example
 * ```ts
 * import { erf } from "nightbook/core";
 * erf(0.5); // => 0.520499877813
 * ```
 */
export function erf(x: number): number {
  if (x < 0) return -erf(-x);
  return x < 1 ? erfSeries(x) : 1 - erfc(x);
}

/**
 * Complementary error function 1 − erf x, with full relative accuracy far into the right tail.
 * @param x any number
 * @see [DLMF] 7.2.2
 *
 * @example
 * ```ts
 * import { erfc } from "nightbook/core";
 * erfc(10); // => 2.088488e-45
 * ```
 */
export function erfc(x: number): number {
  if (x < 0) return 1 + erf(-x);
  if (x < 0.5) return 1 - erfSeries(x);
  return expMinusSquare(x) * scaledErfc(x);
}

/** The power series whose terms are all positive, for 0 ≤ x < 1. */
function erfSeries(x: number): number {
  const doubledSquare = 2 * x * x;
  let term = 1;
  let sum = 1;
  for (let n = 3; term > 1e-17 * sum; n += 2) {
    term *= doubledSquare / n;
    sum += term;
  }
  return twoOverSqrtPi * x * exp(-x * x) * sum;
}
