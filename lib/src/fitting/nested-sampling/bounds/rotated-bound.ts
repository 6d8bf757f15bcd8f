import type { RandomStream } from "../../../core/random";
import type { Bound } from "./bound";
import { seamOf, turned } from "./seam";

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
  const seam = seamOf(points, ndim, wrapped);
  const bound = build(turned(points, seam, wrapped));
  const { record } = bound;
  return {
    record:
      record.kind === "ellipsoids"
        ? { ...record, centres: record.centres.map((centre) => turned(centre, seam, wrapped, true)) }
        : record,
    volumeInside: (stream) => bound.volumeInside(stream),
    draw(stream: RandomStream, out: Float64Array): boolean {
      if (!bound.draw(stream, out)) return false;
      out.set(turned(out, seam, wrapped, true));
      return true;
    },
    axesAt: (u, stream) => bound.axesAt(turned(u, seam, wrapped), stream),
    principalAxesAt: (u, stream) => bound.principalAxesAt(turned(u, seam, wrapped), stream),
  };
}
