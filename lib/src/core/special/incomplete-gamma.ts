import { exp, expm1, log, log1p } from "./elementary";
import { logGamma } from "./log-gamma";
import { stirlingError } from "./stirling-error";

const halfLogTwoPi = 0.9189385332046728;
const tiny = 1e-300;

/** ln P, ln Q and ln of x^a e^−x / Γ(a), the slope of P over ln x. */
export interface LogIncompleteGamma {
  logP: number;
  logQ: number;
  logSlope: number;
}

/**
 * Regularised lower incomplete gamma function P(a, x): the cumulative gamma distribution of shape `a`.
 * @param a shape, positive
 * @param x not negative
 * @throws {RangeError} when `a` is not positive or `x` negative
 * @see [DLMF] 8.2.4
 *
 * @example
 * ```ts
 * import { gammaP } from "nightbook/core";
 * gammaP(1, 2); // => 0.864664716763
 * ```
 */
export function gammaP(a: number, x: number): number {
  return exp(logIncompleteGamma(a, x).logP);
}

/**
 * Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), accurate in the right tail.
 * @param a shape, positive
 * @param x not negative
 * @throws {RangeError} when `a` is not positive or `x` negative
 * @see [DLMF] 8.2.4
 *
 * @example
 * ```ts
 * import { gammaQ } from "nightbook/core";
 * gammaQ(1, 50); // => 1.92875e-22
 * ```
 */
export function gammaQ(a: number, x: number): number {
  return exp(logIncompleteGamma(a, x).logQ);
}

/**
 * Logarithms of both incomplete gamma functions, which do not underflow. The power series is used
 * below x = a + 1, the continued fraction above.
 * @see [DLMF] 8.7.1 and 8.9.2
 */
export function logIncompleteGamma(a: number, x: number): LogIncompleteGamma {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY)) throw new RangeError(`The shape must be positive and finite: ${a}`);
  if (!(x >= 0)) throw new RangeError(`The incomplete gamma function needs x at or above 0: ${x}`);
  if (x === 0) return { logP: Number.NEGATIVE_INFINITY, logQ: 0, logSlope: Number.NEGATIVE_INFINITY };
  if (x === Number.POSITIVE_INFINITY) {
    return { logP: 0, logQ: Number.NEGATIVE_INFINITY, logSlope: Number.NEGATIVE_INFINITY };
  }
  const logSlope = logGammaPowerTerm(a, x);
  if (x < a + 1) {
    const logP = Math.min(0, logSlope + log(lowerSeries(a, x) / a));
    return { logP, logQ: log(-expm1(logP)), logSlope };
  }
  const logQ = Math.min(0, logSlope + log(upperFraction(a, x)));
  return { logP: log1p(-exp(logQ)), logQ, logSlope };
}

/** ln [x^a e^−x / Γ(a)], without the cancellation of large terms near x = a. */
function logGammaPowerTerm(a: number, x: number): number {
  if (a < 10) return a * log(x) - x - logGamma(a);
  return -a * logDeviation((x - a) / a, x / a) + 0.5 * log(a) - halfLogTwoPi - stirlingError(a);
}

/** μ − ln(1 + μ), never negative, given μ and λ = 1 + μ. */
function logDeviation(mu: number, lambda: number): number {
  if (Math.abs(mu) > 0.3) return mu - log(lambda);
  // ln λ = 2 artanh(s), s = μ/(2 + μ); the terms that cancel are taken out by hand
  const s = mu / (2 + mu);
  const square = s * s;
  let term = s * square;
  let sum = 0;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    sum += term / k;
    term *= square;
  }
  return s * mu - 2 * sum;
}

/** Σ xⁿ / ((a+1)…(a+n)) */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** The continued fraction of Q over the power term, by Lentz's method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 1e7; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
