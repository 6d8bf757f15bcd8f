import { exp, log } from "./elementary";
import { logIncompleteGamma } from "./incomplete-gamma";
import { logGamma } from "./log-gamma";
import { normalQuantile } from "./normal-quantile";

/**
 * Quantile of the gamma distribution of unit scale: the x with P(shape, x) = p.
 * @param p probability in [0, 1]
 * @param shape positive; the work grows as its square root
 * @throws {RangeError} when `p` is no probability or `shape` not positive
 * @see [DLMF] 8.2.4
 *
 * @example
 * ```ts
 * import { gammaQuantile } from "nightbook/core";
 * gammaQuantile(0.5, 1); // => 0.69314718056
 * ```
 */
export function gammaQuantile(p: number, shape: number): number {
  return solve(p, 1 - p, shape);
}

/**
 * Upper quantile of the gamma distribution of unit scale: the x with Q(shape, x) = q. The
 * quantile of an inverse gamma distribution is its reciprocal.
 * @param q probability in [0, 1] of a value above x
 * @param shape positive; the work grows as its square root
 * @throws {RangeError} when `q` is no probability or `shape` not positive
 * @see [DLMF] 8.2.4
 *
 * @example
 * ```ts
 * import { gammaUpperQuantile } from "nightbook/core";
 * gammaUpperQuantile(1e-20, 1); // => 46.0517018599
 * ```
 */
export function gammaUpperQuantile(q: number, shape: number): number {
  return solve(1 - q, q, shape);
}

/**
 * Newton's method in ln x on the logarithm of the smaller tail. Both tails are log-concave in
 * ln x, so that after one step the iteration approaches the root from one side and cannot miss it.
 */
function solve(p: number, q: number, shape: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies in [0, 1]: ${p}`);
  if (!(shape > 0 && shape < Number.POSITIVE_INFINITY)) throw new RangeError(`The shape must be positive: ${shape}`);
  if (p === 0) return 0;
  if (q === 0) return Number.POSITIVE_INFINITY;
  const lower = p <= q;
  const target = log(lower ? p : q);
  let t = startingPoint(p, q, shape);
  for (let i = 0; i < 100; i++) {
    const { logP, logQ, logSlope } = logIncompleteGamma(shape, exp(t));
    const tail = lower ? logP : logQ;
    const step = ((tail - target) / exp(logSlope - tail)) * (lower ? 1 : -1);
    if (!Number.isFinite(step)) break;
    t -= step;
    if (Math.abs(step) < 1e-15 * Math.max(1, Math.abs(t))) break;
  }
  return exp(t);
}

/** ln x to begin with: Wilson and Hilferty's cube where it holds, else the leading term near zero. */
function startingPoint(p: number, q: number, shape: number): number {
  const z = p <= q ? normalQuantile(p) : -normalQuantile(q);
  const cubeRoot = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (cubeRoot > 0.2) return log(shape) + 3 * log(cubeRoot);
  return (log(p) + logGamma(shape + 1)) / shape;
}
