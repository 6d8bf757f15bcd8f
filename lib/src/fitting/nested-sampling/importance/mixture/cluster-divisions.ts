import { cholesky, meanAndCovariance, solveLower } from "../../../../core/linalg";
import { log } from "../../../../core/special";
import { twoMeans } from "../../bounds/two-means";

/** Points of one cluster, all of equal weight. */
export interface Cluster {
  /** Shape `[n, ndim]`, row-major. */
  readonly points: Float64Array;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

interface Division {
  readonly halves: readonly [Cluster, Cluster];
  /** Gain of log-likelihood when a normal distribution is replaced by two. */
  readonly gain: number;
}

/** Variance below which a cluster counts as flat, where the covariance of all points is 1. */
const flat = 1e-10;

/**
 * Clusters of growing number: in every step the one whose division in two gains most log-likelihood is divided.
 *
 * @param clusters to begin with, each shape `[n, ndim]`, in a frame where the covariance of all points is about 1
 * @returns the clusters after 0, 1, 2 … divisions; it ends when there is nothing left to divide
 */
export function* clusterDivisions(
  clusters: readonly Float64Array[],
  ndim: number,
): Generator<readonly Cluster[], void> {
  let leaves = clusters.map((points) => ({
    cluster: clusterOf(points, ndim),
    division: undefined as Division | null | undefined,
  }));
  for (;;) {
    yield leaves.map((leaf) => leaf.cluster);
    let best = -1;
    for (const [k, leaf] of leaves.entries()) {
      if (leaf.division === undefined) leaf.division = bestDivision(leaf.cluster, ndim);
      if (leaf.division !== null && leaf.division.gain > (leaves[best]?.division?.gain ?? Number.NEGATIVE_INFINITY))
        best = k;
    }
    const division = leaves[best]?.division;
    if (division === undefined || division === null) return;
    leaves = leaves.flatMap((leaf, k) =>
      k === best ? division.halves.map((cluster) => ({ cluster, division: undefined })) : [leaf],
    );
  }
}

function clusterOf(points: Float64Array, ndim: number): Cluster {
  if (points.length > ndim) return { points, ...meanAndCovariance(points, ndim) };
  return { points, mean: Float64Array.from(points), covariance: new Float64Array(ndim * ndim) };
}

/** The best of the divisions by 2-means from starts along each axis of the frame in which the cluster is round. */
function bestDivision(whole: Cluster, ndim: number): Division | null {
  const fewest = ndim + 2;
  const n = whole.points.length / ndim;
  if (n < 2 * fewest) return null;
  const round = roundPoints(whole, ndim);
  if (round === null) return null;
  let best: Division | null = null;
  for (let axis = 0; axis < ndim; axis++) {
    const side = twoMeans(round, ndim, axis);
    const second = side.reduce((sum, s) => sum + s, 0);
    if (Math.min(second, n - second) < fewest) continue;
    const halves = [members(whole.points, ndim, side, 0), members(whole.points, ndim, side, 1)] as const;
    const gain = gainOf(whole, halves, ndim);
    if (best === null || gain > best.gain) best = { halves, gain };
  }
  return best;
}

function roundPoints({ points, mean, covariance }: Cluster, ndim: number): Float64Array | null {
  const factor = cholesky(withRidge(covariance, ndim), ndim);
  if (factor === null) return null;
  const round = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += ndim) {
    const z = round.subarray(at, at + ndim);
    for (let j = 0; j < ndim; j++) z[j] = points[at + j] - mean[j];
    solveLower(factor, z, z);
  }
  return round;
}

function members(points: Float64Array, ndim: number, side: Uint8Array, wanted: number): Cluster {
  const out: number[] = [];
  for (let i = 0; i < side.length; i++) {
    if (side[i] === wanted) for (let j = 0; j < ndim; j++) out.push(points[i * ndim + j]);
  }
  return clusterOf(Float64Array.from(out), ndim);
}

function gainOf(whole: Cluster, halves: readonly Cluster[], ndim: number): number {
  const n = whole.points.length / ndim;
  let gain = 0.5 * n * logDeterminant(whole.covariance, ndim);
  for (const half of halves) {
    const m = half.points.length / ndim;
    // The shape of a few points is no better known than that of the whole.
    const covariance = half.covariance.map((s, i) => (m * s + (ndim + 2) * whole.covariance[i]) / (m + ndim + 2));
    gain += m * log(m / n) - 0.5 * m * logDeterminant(covariance, ndim);
  }
  return gain;
}

function logDeterminant(covariance: Float64Array, ndim: number): number {
  const factor = cholesky(withRidge(covariance, ndim), ndim);
  if (factor === null) return Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < ndim; i++) sum += 2 * log(factor[i * ndim + i]);
  return sum;
}

function withRidge(covariance: Float64Array, ndim: number): Float64Array {
  return covariance.map((s, i) => (i % (ndim + 1) === 0 ? s + flat : s));
}
