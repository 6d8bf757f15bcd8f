import { gramKernel } from "./gram/gram-web-assembly";

/** Mean and covariance of a set of points. */
export interface MeanAndCovariance {
  /** Shape `[d]`. */
  readonly mean: Float64Array;
  /** Shape `[d, d]`, row-major, symmetric. */
  readonly covariance: Float64Array;
}

/**
 * Mean and covariance of points, weighted or not. The covariance is divided by `n − 1`; with weights
 * that add up to W, by `W − Σw²/W`, which is the same when all are equal.
 *
 * @param points shape `[n, d]`, row-major
 * @param d number of coordinates
 * @param weights shape `[n]`, not negative; left out: all equal
 * @throws {RangeError} when the lengths do not fit
 *
 * @example
 * ```ts
 * import { meanAndCovariance } from "nightbook/core";
 *
 * meanAndCovariance(Float64Array.of(0, 0, 2, 4), 2).covariance.join(); // => "2,4,4,8"
 * ```
 */
export function meanAndCovariance(points: Float64Array, d: number, weights?: Float64Array): MeanAndCovariance {
  const n = points.length / d;
  if (!Number.isInteger(n)) throw new RangeError(`Length of the points is not a multiple of ${d}: ${points.length}`);
  if (weights !== undefined && weights.length !== n) {
    throw new RangeError(`Number of weights is not the number of points, ${n}: ${weights.length}`);
  }
  let total = 0;
  let totalSquare = 0;
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const w = weights === undefined ? 1 : weights[i];
    total += w;
    totalSquare += w * w;
    for (let j = 0; j < d; j++) mean[j] += w * points[i * d + j];
  }
  for (let j = 0; j < d; j++) mean[j] /= total;

  const offsets = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const root = weights === undefined ? 1 : Math.sqrt(weights[i]);
    for (let j = 0; j < d; j++) offsets[i * d + j] = root * (points[i * d + j] - mean[j]);
  }
  const covariance = gramKernel.gram(offsets, n, d);
  const norm = total - totalSquare / total;
  for (let j = 0; j < d; j++) {
    for (let k = 0; k <= j; k++) covariance[k * d + j] = covariance[j * d + k] /= norm;
  }
  return { mean, covariance };
}
