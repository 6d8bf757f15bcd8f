import { solveLower } from "../../../core/linalg";
import { exp } from "../../../core/special";
import { boundingEllipsoid, type Ellipsoid } from "./ellipsoid";
import { twoMeans } from "./two-means";

/** Parts are kept when their volumes add up to less than this part of the whole's. */
const worthwhile = 0.7;

/**
 * Ellipsoids that together enclose the points: one, or as many as make the volume clearly smaller.
 * The points are divided in two again and again, down to clusters of `2 ndim` points, and from the
 * smallest clusters upwards a division is kept where it pays.
 *
 * @param points shape `[n, ndim]`, row-major, `n ≥ ndim + 2`
 * @param enlarge factor on the volume of each
 * @param divide false for a single ellipsoid
 * @see [Feroz2009]
 */
export function boundingEllipsoids(points: Float64Array, ndim: number, enlarge: number, divide = true): Ellipsoid[] {
  const whole = boundingEllipsoid(points, ndim, enlarge);
  const halves = divide ? bestDivision(points, ndim, enlarge, whole) : null;
  if (halves === null) return [whole];
  const parts = halves.flatMap((half) => boundingEllipsoids(half, ndim, enlarge));
  return relativeVolume(parts, whole) < worthwhile ? parts : [whole];
}

/**
 * The division into two clusters whose ellipsoids are smallest, among those that 2-means finds when started
 * along each axis of the frame in which the points look round. In that frame a parameter that the data do not
 * tell counts no more than one they tell well.
 */
function bestDivision(
  points: Float64Array,
  ndim: number,
  enlarge: number,
  whole: Ellipsoid,
): [Float64Array, Float64Array] | null {
  const fewest = Math.max(2 * ndim, ndim + 2);
  if (points.length < 2 * fewest * ndim) return null;
  const round = roundFrame(points, ndim, whole);
  let best: [Float64Array, Float64Array] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let axis = 0; axis < ndim; axis++) {
    const cluster = twoMeans(round, ndim, axis);
    const halves: [Float64Array, Float64Array] = [members(points, ndim, cluster, 0), members(points, ndim, cluster, 1)];
    if (halves.some((half) => half.length < fewest * ndim)) continue;
    const ellipsoids = halves.map((half) => boundingEllipsoid(half, ndim, enlarge));
    const volume = relativeVolume(ellipsoids, whole);
    if (volume >= least) continue;
    least = volume;
    best = halves;
  }
  return best;
}

/** The points in the frame of an ellipsoid, with a standard deviation of about 1. */
function roundFrame(points: Float64Array, ndim: number, { centre, factor }: Ellipsoid): Float64Array {
  const round = new Float64Array(points.length);
  const radius = Math.sqrt(ndim + 2);
  for (let i = 0; i < points.length; i += ndim) {
    const z = round.subarray(i, i + ndim);
    for (let j = 0; j < ndim; j++) z[j] = radius * (points[i + j] - centre[j]);
    solveLower(factor, z, z);
  }
  return round;
}

function members(points: Float64Array, ndim: number, cluster: Uint8Array, k: number): Float64Array {
  const count = cluster.reduce((sum, c) => sum + (c === k ? 1 : 0), 0);
  const out = new Float64Array(count * ndim);
  let next = 0;
  for (let i = 0; i < cluster.length; i++) {
    if (cluster[i] !== k) continue;
    out.set(points.subarray(i * ndim, i * ndim + ndim), next);
    next += ndim;
  }
  return out;
}

function relativeVolume(parts: readonly Ellipsoid[], whole: Ellipsoid): number {
  return parts.reduce((sum, part) => sum + exp(part.logVolume - whole.logVolume), 0);
}
