import { log, log1p } from "./elementary";
import { stirlingError } from "./stirling-error";

/** ζ(k) − 1 for k = 2, 3, …; made by test/golden/special/generate.py. */
const zetaMinusOne = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5,
  7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9, 3.725334024788457e-9, 1.862659723513049e-9,
];
const oneMinusEuler = 0.42278433509846713;
const halfLogTwoPi = 0.9189385332046728;

/**
 * Natural logarithm of the gamma function, also with full relative accuracy at its zeros 1 and 2.
 * @param x positive
 * @throws {RangeError} when `x` is not positive
 * @see [DLMF] 5.7.3 and 5.11.1
 *
 * @example
 * ```ts
 * import { logGamma } from "nightbook/core";
 * logGamma(11); // => 15.1044125731
 * ```
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`The logarithm of the gamma function needs a positive number: ${x}`);
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x >= 10) return (x - 0.5) * log(x) - x + halfLogTwoPi + stirlingError(x);
  if (x < 0.5) return logGammaNearTwo(x) - log(x) - log1p(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - log1p(x - 1);
  let product = 1;
  let reduced = x;
  while (reduced > 2.5) {
    reduced -= 1;
    product *= reduced;
  }
  return log(product) + logGammaNearTwo(reduced - 2);
}

/** ln Γ(2 + z) for |z| ≤ 1/2, by its Taylor series. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = zetaMinusOne.length + 1; k >= 2; k--) sum = zetaMinusOne[k - 2] / k - z * sum;
  return z * (oneMinusEuler + z * sum);
}
