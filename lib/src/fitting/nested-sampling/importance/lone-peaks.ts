/** Points with their log-likelihoods. */
export interface PlacedPoints {
  readonly ndim: number;
  /** Shape `[n, ndim]`. */
  readonly u: Float64Array;
  /** Shape `[n]`. */
  readonly logl: Float64Array;
}

/**
 * Points that may be on the slope of a peak of their own: none of their `ndim` nearest neighbours is better.
 * @param most how many are wanted
 * @returns indices; those with the farthest better point, in units of the distance to their neighbours, come first
 */
export function lonePeaks({ ndim, u, logl }: PlacedPoints, most: number): number[] {
  const order = Array.from(logl.keys())
    .filter((i) => logl[i] > Number.NEGATIVE_INFINITY)
    .sort((a, b) => logl[b] - logl[a] || a - b);
  const found: { i: number; loneliness: number }[] = [];
  const nearest = new Float64Array(ndim);
  for (let rank = 1; rank < order.length; rank++) {
    const i = order[rank];
    nearest.fill(Number.POSITIVE_INFINITY);
    let better = Number.POSITIVE_INFINITY;
    for (let other = 0; other < order.length; other++) {
      if (other === rank) continue;
      const isBetter = other < rank;
      const limit = isBetter ? Math.max(better, nearest[ndim - 1]) : nearest[ndim - 1];
      const square = squaredDistance(u, i * ndim, order[other] * ndim, ndim, limit);
      if (isBetter && square < better) better = square;
      if (square < nearest[ndim - 1]) insert(nearest, square);
    }
    if (better > nearest[ndim - 1]) found.push({ i, loneliness: better / nearest[ndim - 1] });
  }
  found.sort((a, b) => b.loneliness - a.loneliness || a.i - b.i);
  return found.slice(0, most).map(({ i }) => i);
}

function squaredDistance(u: Float64Array, a: number, b: number, ndim: number, limit: number): number {
  let square = 0;
  for (let j = 0; j < ndim && square <= limit; j++) square += (u[a + j] - u[b + j]) * (u[a + j] - u[b + j]);
  return square;
}

/** Puts a number into ascending ones, of which the last goes. */
function insert(ascending: Float64Array, value: number): void {
  let at = ascending.length - 1;
  for (; at > 0 && ascending[at - 1] > value; at--) ascending[at] = ascending[at - 1];
  ascending[at] = value;
}
