const maxRounds = 20;

/**
 * Divides points into two clusters by the 2-means algorithm.
 *
 * @param points shape `[n, ndim]`, row-major
 * @param axis coordinate along which the first centres lie, at −1 and +1, the origin otherwise
 * @returns cluster of each point, 0 or 1, shape `[n]`
 * @see [Lloyd1982]
 */
export function twoMeans(points: Float64Array, ndim: number, axis: number): Uint8Array {
  const n = points.length / ndim;
  const centres = [new Float64Array(ndim), new Float64Array(ndim)];
  centres[0][axis] = -1;
  centres[1][axis] = 1;
  const cluster = new Uint8Array(n);
  // All begin in the first cluster; from then on only those that change sides are counted.
  const counts = [n, 0];
  const sums = [sumOf(points, ndim), new Float64Array(ndim)];
  const direction = new Float64Array(ndim);
  for (let round = 0; round < maxRounds; round++) {
    // |x − c₀|² > |x − c₁|² where x lies beyond the middle between both centres.
    let middle = 0;
    for (let j = 0; j < ndim; j++) {
      direction[j] = centres[1][j] - centres[0][j];
      middle += 0.5 * direction[j] * (centres[1][j] + centres[0][j]);
    }
    let changed = false;
    for (let i = 0, at = 0; i < n; i++, at += ndim) {
      let along = 0;
      for (let j = 0; j < ndim; j++) along += points[at + j] * direction[j];
      const k = along > middle ? 1 : 0;
      if (cluster[i] === k) continue;
      changed = true;
      cluster[i] = k;
      counts[k]++;
      counts[1 - k]--;
      for (let j = 0; j < ndim; j++) {
        sums[k][j] += points[at + j];
        sums[1 - k][j] -= points[at + j];
      }
    }
    if (!changed) break;
    for (const k of [0, 1]) if (counts[k] > 0) centres[k] = sums[k].map((sum) => sum / counts[k]);
  }
  return cluster;
}

function sumOf(points: Float64Array, ndim: number): Float64Array {
  const sum = new Float64Array(ndim);
  for (let i = 0; i < points.length; i += ndim) for (let j = 0; j < ndim; j++) sum[j] += points[i + j];
  return sum;
}
