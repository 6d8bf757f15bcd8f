import { cholesky, meanAndCovariance, solveLower, symmetricEigen } from "../../../core/linalg";
import { gramKernel } from "../../../core/linalg/gram/gram-web-assembly";
import type { RandomStream } from "../../../core/random";
import { exp, log } from "../../../core/special";

/** The points `centre + L z` with `|z| ≤ 1`. */
export interface Ellipsoid {
  readonly centre: Float64Array;
  /** Lower triangular `L`, shape `[ndim, ndim]`, row-major. */
  readonly factor: Float64Array;
  readonly logVolume: number;
}

/** Smallest variance that still counts, as a part of the largest scale that a unit cube allows. */
const smallestDeviation = 1e-12;
/** Added to the diagonal of the correlation matrix, so that points in a plane have an ellipsoid too. */
const ridge = 1e-9;

/**
 * An ellipsoid with the shape of the points' covariance that encloses all of them, with room for those
 * that were not drawn. It reaches at least as far as every point would lie outside the ellipsoid of the
 * others: then a further draw of the same distribution falls outside with a chance of about `1 / (n + 1)`
 * only, however few the points are. That distance follows from the covariance of all by the
 * Sherman-Morrison formula.
 *
 * @param points shape `[n, ndim]`, row-major, `n > ndim + 1`
 * @param enlarge factor on the volume
 */
export function boundingEllipsoid(points: Float64Array, ndim: number, enlarge: number): Ellipsoid {
  const n = points.length / ndim;
  const { mean, covariance } = meanAndCovariance(points, ndim);
  const factor = robustFactor(covariance, ndim);

  const offsets = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += ndim) for (let j = 0; j < ndim; j++) offsets[i + j] = points[i + j] - mean[j];
  // The mean squared distance is about `ndim`; it is less only where points share one spot.
  let farthest = 1;
  for (const distance of gramKernel.whitenedSquares(offsets, factor, n, ndim)) farthest = Math.max(farthest, distance);
  const radius = Math.sqrt(Math.max(farthest, leftOut(farthest, n)) * exp((2 / ndim) * log(enlarge)));
  let logVolume = logUnitBallVolume(ndim);
  for (let i = 0; i < ndim; i++) {
    for (let j = 0; j <= i; j++) factor[i * ndim + j] *= radius;
    logVolume += log(factor[i * ndim + i]);
  }
  return { centre: mean, factor, logVolume };
}

/**
 * Squared Mahalanobis distance, in units of the covariance, at which a point would lie from the mean and
 * covariance of the `n − 1` others, given its distance from those of all.
 */
function leftOut(squaredDistance: number, n: number): number {
  const part = (squaredDistance / (n - 1)) * (n / (n - 1));
  return part < 1 ? ((n - 2) * (n / (n - 1)) * part) / (1 - part) : Number.POSITIVE_INFINITY;
}

/** Cholesky factor of a covariance, made positive definite where points lie in a plane or on one spot. */
function robustFactor(covariance: Float64Array, ndim: number): Float64Array {
  const deviation = new Float64Array(ndim);
  for (let i = 0; i < ndim; i++) {
    deviation[i] = Math.max(Math.sqrt(Math.max(covariance[i * ndim + i], 0)), smallestDeviation);
  }
  const correlation = new Float64Array(ndim * ndim);
  for (let extra = ridge; ; extra *= 10) {
    for (let i = 0; i < ndim; i++) {
      for (let j = 0; j < i; j++) correlation[i * ndim + j] = covariance[i * ndim + j] / (deviation[i] * deviation[j]);
      correlation[i * ndim + i] = 1 + extra;
    }
    const factor = cholesky(correlation, ndim);
    if (factor === null) continue;
    for (let i = 0; i < ndim; i++) for (let j = 0; j <= i; j++) factor[i * ndim + j] *= deviation[i];
    return factor;
  }
}

/** Log of the volume of the unit ball in `d` dimensions. */
export function logUnitBallVolume(d: number): number {
  let volume = d % 2 === 0 ? 0 : log(2);
  for (let k = d % 2 === 0 ? 2 : 3; k <= d; k += 2) volume += log((2 * Math.PI) / k);
  return volume;
}

/** Squared distance from the centre in units of the ellipsoid: at most 1 inside. */
export function ellipsoidDistance(ellipsoid: Ellipsoid, point: Float64Array, scratch: Float64Array): number {
  for (let i = 0; i < point.length; i++) scratch[i] = point[i] - ellipsoid.centre[i];
  return squaredNorm(solveLower(ellipsoid.factor, scratch, scratch));
}

/** Whether the squared distance is at most so much; most points outside need a few rows of the factor only. */
export function isWithin(
  { centre, factor }: Ellipsoid,
  point: Float64Array,
  distance: number,
  scratch: Float64Array,
): boolean {
  const ndim = centre.length;
  let square = 0;
  for (let i = 0; i < ndim; i++) {
    const row = i * ndim;
    let z = point[i] - centre[i];
    for (let j = 0; j < i; j++) z -= factor[row + j] * scratch[j];
    z /= factor[row + i];
    scratch[i] = z;
    square += z * z;
    if (square > distance) return false;
  }
  return true;
}

/** A uniform draw from the ellipsoid. */
export function drawFromEllipsoid(ellipsoid: Ellipsoid, stream: RandomStream, out: Float64Array): void {
  const { centre, factor } = ellipsoid;
  const ndim = centre.length;
  stream.pointInBall(out);
  for (let i = ndim - 1; i >= 0; i--) {
    let sum = centre[i];
    for (let j = 0; j <= i; j++) sum += factor[i * ndim + j] * out[j];
    out[i] = sum;
  }
}

/** Principal axes as columns, with their half-lengths. */
export function principalAxes(ellipsoid: Ellipsoid): Float64Array {
  const { factor, centre } = ellipsoid;
  const ndim = centre.length;
  const square = new Float64Array(ndim * ndim);
  for (let i = 0; i < ndim; i++) {
    for (let j = 0; j < ndim; j++) {
      for (let k = 0; k <= Math.min(i, j); k++) square[i * ndim + j] += factor[i * ndim + k] * factor[j * ndim + k];
    }
  }
  const { values, vectors } = symmetricEigen(square, ndim);
  const axes = new Float64Array(ndim * ndim);
  for (let k = 0; k < ndim; k++) {
    const length = Math.sqrt(Math.max(values[k], 0));
    for (let i = 0; i < ndim; i++) axes[i * ndim + k] = length * vectors[k * ndim + i];
  }
  return axes;
}

function squaredNorm(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i] * vector[i];
  return sum;
}
