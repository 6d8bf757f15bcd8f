import { solveLower } from "../core/linalg";
import type { RandomStream } from "../core/random";

/** A bounding distribution in the unit cube: the cube itself, or a union of ellipsoids cut off at its faces. */
export type Bound =
  | { readonly kind: "cube" }
  | {
      readonly kind: "ellipsoids";
      /** Each of shape `[ndim]`. */
      readonly centres: readonly Float64Array[];
      /** Each a lower triangle that takes the unit ball to the ellipsoid, shape `[ndim, ndim]`, row-major. */
      readonly axes: readonly Float64Array[];
    };

/** A bound that lies almost wholly outside the cube is given up after so many tries per draw. */
const mostTries = 1000;

/**
 * Uniform draws from a bound.
 *
 * @param wrapped indices of the periodic coordinates, in which an ellipsoid goes on at the opposite face
 * @returns at most `count` points of the unit cube, row-major; fewer where hardly any of the bound lies in the cube
 */
export function drawFromBound(
  bound: Bound,
  ndim: number,
  count: number,
  wrapped: readonly number[],
  stream: RandomStream,
): Float64Array {
  const points = new Float64Array(count * ndim);
  let found = 0;
  for (let tries = 0; found < count && tries < count * mostTries; tries++) {
    const point = points.subarray(found * ndim, found * ndim + ndim);
    if (bound.kind === "cube") {
      for (let i = 0; i < ndim; i++) point[i] = stream.uniform();
    } else {
      const k = chosenEllipsoid(bound, ndim, stream);
      fromEllipsoid(bound, k, ndim, point, stream);
      // A point held by q ellipsoids is proposed q times as often: keep it once in q times.
      const holders = bound.centres.length === 1 ? 1 : countHolders(bound, ndim, point);
      for (const j of wrapped) point[j] -= Math.floor(point[j]);
      if (!point.every((u) => u >= 0 && u <= 1) || stream.uniform() * holders >= 1) continue;
    }
    found++;
  }
  return points.slice(0, found * ndim);
}

type Ellipsoids = Extract<Bound, { kind: "ellipsoids" }>;

/** One of the ellipsoids, each with a chance as large as its volume. */
function chosenEllipsoid({ axes }: Ellipsoids, ndim: number, stream: RandomStream): number {
  if (axes.length === 1) return 0;
  const logs = axes.map((axis) => {
    let log = 0;
    for (let i = 0; i < ndim; i++) log += Math.log(axis[i * ndim + i]);
    return log;
  });
  const largest = Math.max(...logs);
  const volumes = logs.map((log) => Math.exp(log - largest));
  let left = stream.uniform() * volumes.reduce((a, b) => a + b, 0);
  for (const [k, volume] of volumes.entries()) {
    left -= volume;
    if (left < 0) return k;
  }
  return axes.length - 1;
}

function fromEllipsoid(
  { centres, axes }: Ellipsoids,
  k: number,
  ndim: number,
  out: Float64Array,
  stream: RandomStream,
): void {
  const ball = stream.pointInBall(new Float64Array(ndim));
  for (let i = 0; i < ndim; i++) {
    let sum = centres[k][i];
    for (let j = 0; j <= i; j++) sum += axes[k][i * ndim + j] * ball[j];
    out[i] = sum;
  }
}

function countHolders({ centres, axes }: Ellipsoids, ndim: number, point: Float64Array): number {
  let count = 0;
  for (const [k, centre] of centres.entries()) {
    const z = solveLower(
      axes[k],
      point.map((x, i) => x - centre[i]),
    );
    let square = 0;
    for (let i = 0; i < ndim; i++) square += z[i] * z[i];
    // The one it came from holds it, whatever rounding says.
    if (square <= 1 + 1e-12) count++;
  }
  return Math.max(1, count);
}
