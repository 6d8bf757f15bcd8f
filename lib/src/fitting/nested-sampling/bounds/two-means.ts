import { meanAndCovariance, symmetricEigen } from "../../../core/linalg";

const maxRounds = 20;

/**
 * Divides points into two clusters by the 2-means algorithm, started from both ends of their longest axis.
 *
 * @param points shape `[n, ndim]`, row-major
 * @returns the two clusters, each shape `[n₁, ndim]`; one may be empty
 * @see [Lloyd1982]
 */
export function twoMeans(points: Float64Array, ndim: number): [Float64Array, Float64Array] {
  const n = points.length / ndim;
  const { mean, covariance } = meanAndCovariance(points, ndim);
  const { values, vectors } = symmetricEigen(covariance, ndim);
  const half = Math.sqrt(Math.max(values[0], 0));
  const centres = [mean.map((m, j) => m - half * vectors[j]), mean.map((m, j) => m + half * vectors[j])];

  const member = new Uint8Array(n);
  for (let round = 0; round < maxRounds; round++) {
    let changed = round === 0;
    const counts = [0, 0];
    const sums = [new Float64Array(ndim), new Float64Array(ndim)];
    for (let i = 0; i < n; i++) {
      let closeness = 0;
      for (let j = 0; j < ndim; j++) {
        const x = points[i * ndim + j];
        closeness += (x - centres[0][j]) * (x - centres[0][j]) - (x - centres[1][j]) * (x - centres[1][j]);
      }
      const k = closeness > 0 ? 1 : 0;
      if (member[i] !== k) changed = true;
      member[i] = k;
      counts[k]++;
      for (let j = 0; j < ndim; j++) sums[k][j] += points[i * ndim + j];
    }
    if (!changed) break;
    for (const k of [0, 1]) if (counts[k] > 0) centres[k] = sums[k].map((sum) => sum / counts[k]);
  }
  return [selected(points, ndim, member, 0), selected(points, ndim, member, 1)];
}

function selected(points: Float64Array, ndim: number, member: Uint8Array, k: number): Float64Array {
  const count = member.reduce((sum, m) => sum + (m === k ? 1 : 0), 0);
  const out = new Float64Array(count * ndim);
  let next = 0;
  for (let i = 0; i < member.length; i++) {
    if (member[i] !== k) continue;
    out.set(points.subarray(i * ndim, i * ndim + ndim), next);
    next += ndim;
  }
  return out;
}
