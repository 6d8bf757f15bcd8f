import { wrap } from "./wrap";

/**
 * Where the circles of periodic coordinates are best cut open: in the middle of the widest gap between points.
 *
 * @param points shape `[n, ndim]`, row-major
 * @param wrapped indices of the periodic coordinates
 * @returns shape `[ndim]`; 0 for the other coordinates
 */
export function seamOf(points: Float64Array, ndim: number, wrapped: readonly number[]): Float64Array {
  const seam = new Float64Array(ndim);
  for (const j of wrapped) seam[j] = middleOfWidestGap(points.filter((_, i) => i % ndim === j));
  return seam;
}

/**
 * Points in coordinates that begin at the seam, or with `back` from there to the usual ones.
 * @param points shape `[n, ndim]`, row-major; not modified
 */
export function turned(
  points: Float64Array,
  seam: Float64Array,
  wrapped: readonly number[],
  back = false,
): Float64Array {
  const ndim = seam.length;
  const sign = back ? 1 : -1;
  const out = points.map((x, i) => x + sign * seam[i % ndim]);
  for (let i = 0; i < out.length; i += ndim) wrap(out.subarray(i, i + ndim), wrapped);
  return out;
}

/** Middle of the longest empty arc on a circle of circumference 1. */
function middleOfWidestGap(coordinates: Float64Array): number {
  const sorted = coordinates.sort();
  let from = sorted[sorted.length - 1] - 1;
  let widest = 0;
  let middle = 0;
  for (const to of sorted) {
    if (to - from > widest) {
      widest = to - from;
      middle = from + widest / 2;
    }
    from = to;
  }
  return middle;
}
