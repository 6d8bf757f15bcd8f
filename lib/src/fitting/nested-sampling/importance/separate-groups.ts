import { cholesky, solveLower } from "../../../core/linalg";
import { log10 } from "../../../core/special";

/** Points that lie apart from all others. */
export interface SeparateGroups {
  /** Indices of the points of each group, the largest group first. */
  readonly groups: readonly (readonly number[])[];
  /** Lower triangular factor of the local metric: distances between neighbours are about 1, shape `[ndim, ndim]`. */
  readonly metric: Float64Array;
}

/** Two points belong together when they are closer than so many typical distances between neighbours. */
const reach = 2;
/**
 * On a line nothing leads round a gap. Nine of ten points have a neighbour within `ln 10 / 2n` there, and with this many
 * times `log₁₀ n + 2.3` of that, one of 200 even sets of points has a gap that is wider.
 */
const reachOnLine = 2;
/** Part of the points, those with the closest neighbours, that tell the metric. */
const crowd = 0.85;
/** Rounds in which the metric follows from the neighbours and the neighbours from the metric. */
const rounds = 3;

/**
 * Groups of points by single linkage. The metric is that of the differences between nearest neighbours, so that it tells
 * the local shape and not how far apart the groups lie; a group may be a single point.
 *
 * @param points shape `[n, ndim]`, row-major, `n > ndim`
 */
export function separateGroups(points: Float64Array, ndim: number): SeparateGroups {
  const n = points.length / ndim;
  let metric = factorOf(covarianceOfOffsets(points, ndim, null), ndim);
  let z = inMetric(points, metric, ndim);
  let neighbours = nearest(z, ndim);
  for (let round = 0; round < rounds; round++) {
    metric = factorOf(covarianceOfOffsets(points, ndim, neighbours), ndim);
    z = inMetric(points, metric, ndim);
    neighbours = nearest(z, ndim);
  }
  const typical = Math.sqrt(neighbours.square.slice().sort()[Math.floor(0.9 * n)]);
  for (let i = 0; i < metric.length; i++) metric[i] *= typical;
  const group = linked(z, ndim, typical * (ndim === 1 ? reachOnLine * log10(200 * n) : reach));
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const own = members.get(group[i]);
    if (own === undefined) members.set(group[i], [i]);
    else own.push(i);
  }
  return { groups: [...members.values()].sort((a, b) => b.length - a.length || a[0] - b[0]), metric };
}

/** Covariance of the points, or of the differences to their neighbours. */
function covarianceOfOffsets(points: Float64Array, ndim: number, neighbours: Neighbours | null): Float64Array {
  const n = points.length / ndim;
  const neighbour = neighbours?.index ?? null;
  // A point that is alone must not stretch the metric by which it is found to be alone.
  const farthest = neighbours === null ? 0 : neighbours.square.slice().sort()[Math.floor(crowd * n)];
  const mean = new Float64Array(ndim);
  if (neighbour === null) for (let i = 0; i < points.length; i++) mean[i % ndim] += points[i] / n;
  const covariance = new Float64Array(ndim * ndim);
  const offset = new Float64Array(ndim);
  for (let i = 0; i < n; i++) {
    if (neighbours !== null && neighbours.square[i] > farthest) continue;
    for (let j = 0; j < ndim; j++) {
      offset[j] = points[i * ndim + j] - (neighbour === null ? mean[j] : points[neighbour[i] * ndim + j]);
    }
    for (let j = 0; j < ndim; j++) {
      for (let k = 0; k <= j; k++) covariance[j * ndim + k] += (offset[j] * offset[k]) / n;
    }
  }
  return covariance;
}

/** Cholesky factor of a covariance that may be singular. */
function factorOf(covariance: Float64Array, ndim: number): Float64Array {
  for (let extra = 1e-9; ; extra *= 10) {
    const raised = Float64Array.from(covariance);
    for (let j = 0; j < ndim; j++) raised[j * ndim + j] += extra * covariance[j * ndim + j] + 1e-30;
    const factor = cholesky(raised, ndim);
    if (factor !== null) return factor;
  }
}

function inMetric(points: Float64Array, factor: Float64Array, ndim: number): Float64Array {
  const z = Float64Array.from(points);
  for (let i = 0; i < z.length; i += ndim) {
    const row = z.subarray(i, i + ndim);
    solveLower(factor, row, row);
  }
  return z;
}

function squaredDistance(z: Float64Array, i: number, j: number, ndim: number, limit: number): number {
  let sum = 0;
  for (let k = 0; k < ndim && sum <= limit; k++) {
    const off = z[i * ndim + k] - z[j * ndim + k];
    sum += off * off;
  }
  return sum;
}

/** Nearest neighbour of each point, and its squared distance. */
interface Neighbours {
  readonly index: Int32Array;
  readonly square: Float64Array;
}

function nearest(z: Float64Array, ndim: number): Neighbours {
  const n = z.length / ndim;
  const index = new Int32Array(n);
  const square = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const distance = squaredDistance(z, i, j, ndim, Math.max(square[i], square[j]));
      if (distance < square[i]) {
        square[i] = distance;
        index[i] = j;
      }
      if (distance < square[j]) {
        square[j] = distance;
        index[j] = i;
      }
    }
  }
  return { index, square };
}

/** Smallest index of the points that each one is linked to, directly or through others. */
function linked(z: Float64Array, ndim: number, distance: number): Int32Array {
  const n = z.length / ndim;
  const limit = distance * distance;
  const root = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at] !== at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  };
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const a = find(i);
      const b = find(j);
      if (a !== b && squaredDistance(z, i, j, ndim, limit) <= limit) root[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return root.map((_, i) => find(i));
}
