import { log } from "./elementary";
import { centralBottom, centralTop, farBottom, farTop, middleBottom, middleTop } from "./normal-quantile-coefficients";

/**
 * Quantile of the standard normal distribution: the x below which lies the probability `p`.
 * Accurate to about one part in 10¹⁵ for every double in (0, 1).
 * @param p probability in [0, 1]
 * @returns x; −∞ for 0 and ∞ for 1
 * @throws {RangeError} when `p` is no probability
 * @see [Wichura1988]
 *
 * @example
 * ```ts
 * import { normalQuantile } from "nightbook/core";
 * normalQuantile(0.975); // => 1.95996398454
 * ```
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies in [0, 1]: ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centralTop, r)) / polynomial(centralBottom, r);
  }
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-log(tail));
  const x =
    r <= 5
      ? polynomial(middleTop, r - 1.6) / polynomial(middleBottom, r - 1.6)
      : polynomial(farTop, r - 5) / polynomial(farBottom, r - 5);
  return q < 0 ? -x : x;
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) value = value * x + coefficients[k];
  return value;
}
