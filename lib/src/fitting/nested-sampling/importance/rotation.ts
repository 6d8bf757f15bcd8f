/**
 * A turn of the periodic coordinates, so that a set of points that straddles the seam between 1 and 0 lies in one
 * piece: the seam is put into the largest gap between the points.
 */
export interface Rotation {
  /** From the unit cube to the turned cube; in place. */
  turn(u: Float64Array): void;
  /** Back; in place. */
  turnBack(u: Float64Array): void;
}

/**
 * @param points shape `[n, ndim]`, row-major
 * @param wrapped indices of the periodic coordinates
 * @returns null when nothing is periodic
 */
export function rotationFor(points: Float64Array, ndim: number, wrapped: readonly number[]): Rotation | null {
  if (wrapped.length === 0) return null;
  const seams = wrapped.map((axis) => middleOfGap(points, ndim, axis));
  const move = (u: Float64Array, sign: number): void => {
    for (const [k, axis] of wrapped.entries()) {
      const moved = u[axis] - sign * seams[k];
      u[axis] = offTheSeam(moved - Math.floor(moved));
    }
  };
  return { turn: (u) => move(u, 1), turnBack: (u) => move(u, -1) };
}

/**
 * The rotation for weighted points, by those that carry weight, so that the seam of a periodic coordinate does not cut
 * through them.
 */
export function rotationOfWeighted(
  u: Float64Array,
  weights: Float64Array,
  ndim: number,
  wrapped: readonly number[],
): Rotation | null {
  return wrapped.length === 0 ? null : rotationFor(rowsOfWeight(u, weights, ndim), ndim, wrapped);
}

function rowsOfWeight(u: Float64Array, weights: Float64Array, ndim: number): Float64Array {
  const heaviest = weights.reduce((a, b) => Math.max(a, b), 0);
  const rows: number[] = [];
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] < 1e-3 * heaviest) continue;
    for (let j = 0; j < ndim; j++) rows.push(u[i * ndim + j]);
  }
  return Float64Array.from(rows);
}

function middleOfGap(points: Float64Array, ndim: number, axis: number): number {
  const n = points.length / ndim;
  const sorted = Float64Array.from({ length: n }, (_, i) => points[i * ndim + axis]).sort();
  let widest = n > 0 ? sorted[0] + 1 - sorted[n - 1] : 1;
  let middle = n > 0 ? sorted[n - 1] + widest / 2 : 0;
  for (let i = 1; i < n; i++) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap > widest) {
      widest = gap;
      middle = sorted[i - 1] + gap / 2;
    }
  }
  return middle - Math.floor(middle);
}

/** Rounding may land on the seam itself, which is outside the open cube. */
function offTheSeam(x: number): number {
  return x <= 0 ? Number.EPSILON / 4 : x >= 1 ? 1 - Number.EPSILON / 2 : x;
}
