import { cholesky } from "../../../../core/linalg";

/** Least variance, where the variance of all points together is 1. */
const floor = 1e-10;
/** Effective points that the pooled shape counts for, even where there are many real ones. */
const pinch = 0.02;

/**
 * Effective points that a prior shape counts for beside `n` real ones: hardly any when there are three for
 * each dimension, so that a thin component stays thin, and up to `d + 2` when there are too few to tell a shape.
 */
function priorPoints(n: number, d: number): number {
  const shortfall = Math.max(0, 1 - n / (3 * d));
  return pinch + (d + 2) * shortfall * shortfall;
}

/** Average of a sample covariance of `n` effective points and a prior shape. */
function shrunk(
  covariance: Float64Array,
  target: Float64Array,
  targetScale: number,
  n: number,
  d: number,
): Float64Array {
  const c = priorPoints(n, d);
  return covariance.map((s, i) => (n * s + c * targetScale * target[i]) / (n + c));
}

/**
 * Cholesky factor of a symmetric matrix that is made positive definite by adding to its diagonal, `least` times
 * the unit at first.
 */
export function surelyCholesky(matrix: Float64Array, d: number, least: number): Float64Array {
  for (let ridge = least; ; ridge *= 10) {
    const a = Float64Array.from(matrix);
    for (let i = 0; i < d; i++) a[i * d + i] += ridge;
    const factor = cholesky(a, d);
    if (factor !== null) return factor;
    if (!(ridge < Number.MAX_VALUE)) throw new RangeError("A covariance is not finite");
  }
}

/**
 * Factor of the covariance of all points, to be used as the frame in which everything else is done. With
 * few points the correlations shrink.
 *
 * @param nEffective effective number of points
 */
export function frameFactor(covariance: Float64Array, d: number, nEffective: number): Float64Array {
  let largest = 0;
  for (let i = 0; i < d; i++) largest = Math.max(largest, covariance[i * d + i]);
  const diagonal = covariance.map((s, i) => (i % (d + 1) === 0 ? s : 0));
  return surelyCholesky(shrunk(covariance, diagonal, 1, nEffective, d), d, Math.max(1e-14 * largest, 1e-24));
}

/**
 * Cholesky factors of the covariances of clusters, regularised: a cluster with few points takes the shape of
 * the average cluster, scaled to its own size, and if even all points together are few, the shape of the frame.
 *
 * @param covariances shape `[K, d, d]`, in a frame where the covariance of all points is about 1
 * @param weights weights of the clusters, shape `[K]`, sum 1
 * @param nEffective effective number of points of each cluster, shape `[K]`
 * @returns shape `[K, d, d]`
 */
export function scaleFactors(
  covariances: Float64Array,
  weights: Float64Array,
  nEffective: Float64Array,
  d: number,
): Float64Array {
  const pooled = new Float64Array(d * d);
  let nAll = 0;
  for (let k = 0; k < weights.length; k++) {
    nAll += nEffective[k];
    for (let i = 0; i < d * d; i++) pooled[i] += weights[k] * covariances[k * d * d + i];
  }
  const unit = pooled.map((_, i) => (i % (d + 1) === 0 ? 1 : 0));
  let trace = 0;
  for (let i = 0; i < d; i++) trace += pooled[i * (d + 1)];
  const shape = shrunk(pooled, unit, trace / d, nAll, d);

  const factors = new Float64Array(covariances.length);
  for (let k = 0; k < weights.length; k++) {
    const own = covariances.subarray(k * d * d, (k + 1) * d * d);
    const matrix = shrunk(own, shape, relativeSize(own, shape, d), nEffective[k], d);
    factors.set(surelyCholesky(matrix, d, floor), k * d * d);
  }
  return factors;
}

/** Mean over the dimensions of the variance of `covariance` in units of that of `shape`: tr(shape⁻¹ covariance) / d. */
function relativeSize(covariance: Float64Array, shape: Float64Array, d: number): number {
  const l = surelyCholesky(shape, d, floor);
  let trace = 0;
  const column = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    // Column j of L⁻¹; the trace is Σⱼ Σ (L⁻¹ C L⁻ᵀ)ⱼⱼ, taken row by row of L⁻¹ after solving L x = C eⱼ, Lᵀ z = x.
    for (let i = 0; i < d; i++) {
      let sum = covariance[i * d + j];
      for (let k = 0; k < i; k++) sum -= l[i * d + k] * column[k];
      column[i] = sum / l[i * d + i];
    }
    for (let i = d - 1; i >= j; i--) {
      let sum = column[i];
      for (let k = i + 1; k < d; k++) sum -= l[k * d + i] * column[k];
      column[i] = sum / l[i * d + i];
    }
    trace += column[j];
  }
  return trace / d;
}
