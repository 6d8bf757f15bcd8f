/** A sampled curve. */
export interface Samples {
  x: number[];
  y: number[];
}

/**
 * Thins a curve to which several cameras contributed: a point with neighbours nearer than `delta` is replaced
 * by an average, and the points it stands for are passed over.
 *
 * Neighbours are counted on both sides, but the average runs over that many points from the point onwards. That
 * smears the curve a little; published photometric masses rest on it.
 *
 * @param x ascending, shape `[n]`
 * @param y shape `[n]`
 * @param delta in the unit of `x`
 */
export function mergeClosePoints(x: readonly number[], y: readonly number[], delta: number): Samples {
  const merged: Samples = { x: [], y: [] };
  let first = 0;
  let end = 0;
  let step = 1;
  for (let i = 0; i < x.length; i += step) {
    while (first < i && !(x[i] - x[first] < delta)) first++;
    while (end < x.length && (end <= i || x[end] - x[i] < delta)) end++;
    step = end - first;
    const together = y.slice(i, i + step);
    merged.x.push(x[i]);
    merged.y.push(together.reduce((sum, value) => sum + value, 0) / together.length);
  }
  return merged;
}
