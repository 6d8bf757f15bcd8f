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
  for (let round = 0; round < maxRounds; round++) {
    let changed = round === 0;
    const counts = [0, 0];
    const sums = [new Float64Array(ndim), new Float64Array(ndim)];
    for (let i = 0; i < n; i++) {
      let surplus = 0;
      for (let j = 0; j < ndim; j++) {
        const toFirst = points[i * ndim + j] - centres[0][j];
        const toSecond = points[i * ndim + j] - centres[1][j];
        surplus += toFirst * toFirst - toSecond * toSecond;
      }
      const k = surplus > 0 ? 1 : 0;
      changed ||= cluster[i] !== k;
      cluster[i] = k;
      counts[k]++;
      for (let j = 0; j < ndim; j++) sums[k][j] += points[i * ndim + j];
    }
    if (!changed) break;
    for (const k of [0, 1]) if (counts[k] > 0) centres[k] = sums[k].map((sum) => sum / counts[k]);
  }
  return cluster;
}
