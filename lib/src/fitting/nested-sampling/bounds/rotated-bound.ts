import type { RandomStream } from "../../../core/random";
import type { Bound } from "./bound";
import { wrap } from "./wrap";

/**
 * A bound round points with periodic coordinates. It is built in coordinates that are turned so that 0, where
 * they end and begin anew, lies in the middle of the widest gap between the points: a cluster that straddles
 * the seam is then as whole as any other.
 *
 * @param points shape `[n, ndim]`, row-major; not modified
 * @param wrapped indices of the periodic coordinates
 * @param build makes the bound round the turned points
 */
export function rotatedBound(
  points: Float64Array,
  ndim: number,
  wrapped: readonly number[],
  build: (turned: Float64Array) => Bound,
): Bound {
  if (wrapped.length === 0) return build(points);
  const seam = new Float64Array(ndim);
  for (const j of wrapped) seam[j] = middleOfWidestGap(points.filter((_, i) => i % ndim === j));
  const turn = (u: Float64Array, sign: number): Float64Array => {
    const turned = u.map((x, i) => x + sign * seam[i % ndim]);
    for (let i = 0; i < turned.length; i += ndim) wrap(turned.subarray(i, i + ndim), wrapped);
    return turned;
  };

  const bound = build(turn(points, -1));
  const { record } = bound;
  return {
    record:
      record.kind === "ellipsoids" ? { ...record, centres: record.centres.map((centre) => turn(centre, 1)) } : record,
    volumeInside: (stream) => bound.volumeInside(stream),
    draw(stream: RandomStream, out: Float64Array): boolean {
      if (!bound.draw(stream, out)) return false;
      out.set(turn(out, 1));
      return true;
    },
    axesAt: (u, stream) => bound.axesAt(turn(u, -1), stream),
    principalAxesAt: (u, stream) => bound.principalAxesAt(turn(u, -1), stream),
  };
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
