import type { RandomStream } from "../../../core/random";
import { exp } from "../../../core/special";
import { type Bound, insideCube } from "./bound";
import { drawFromEllipsoid, type Ellipsoid, ellipsoidDistance, principalAxes } from "./ellipsoid";

/** Draws from which the volume inside the cube is estimated. */
const volumeDraws = 200;
/** Tries to find a point of the bound inside the cube. */
const maxTries = 100_000;

/** The union of ellipsoids as a bound. */
export function ellipsoidUnion(ellipsoids: readonly Ellipsoid[]): Bound {
  const largest = Math.max(...ellipsoids.map((ellipsoid) => ellipsoid.logVolume));
  const cumulative: number[] = [];
  let total = 0;
  for (const { logVolume } of ellipsoids) {
    total += exp(logVolume - largest);
    cumulative.push(total);
  }
  const scratch = new Float64Array(ellipsoids[0].centre.length);

  const containing = (u: Float64Array) =>
    ellipsoids.filter((ellipsoid) => ellipsoidDistance(ellipsoid, u, scratch) <= 1);

  const pick = (stream: RandomStream) => {
    const at = stream.uniform() * total;
    const k = cumulative.findIndex((sum) => at < sum);
    return ellipsoids[k < 0 ? ellipsoids.length - 1 : k];
  };

  /** One of the ellipsoids that hold the point; the nearest, should rounding put it outside all. */
  const home = (u: Float64Array, stream: RandomStream): Ellipsoid => {
    if (ellipsoids.length === 1) return ellipsoids[0];
    const holders = containing(u);
    if (holders.length > 0) return holders[stream.integer(holders.length)];
    const distances = ellipsoids.map((ellipsoid) => ellipsoidDistance(ellipsoid, u, scratch));
    return ellipsoids[distances.indexOf(Math.min(...distances))];
  };

  return {
    record: {
      kind: "ellipsoids",
      centres: ellipsoids.map((ellipsoid) => ellipsoid.centre),
      axes: ellipsoids.map((ellipsoid) => ellipsoid.factor),
    },
    volumeInside(stream: RandomStream): number {
      const point = new Float64Array(scratch.length);
      let inside = 0;
      for (let i = 0; i < volumeDraws; i++) {
        drawFromEllipsoid(pick(stream), stream, point);
        if (insideCube(point)) inside += 1 / Math.max(1, containing(point).length);
      }
      return (inside / volumeDraws) * total * exp(largest);
    },
    draw(stream: RandomStream, out: Float64Array): boolean {
      for (let tries = 0; tries < maxTries; tries++) {
        drawFromEllipsoid(pick(stream), stream, out);
        if (!insideCube(out)) continue;
        // A point held by q ellipsoids is proposed q times as often: keep it once in q times.
        if (ellipsoids.length === 1 || stream.uniform() * containing(out).length < 1) return true;
      }
      return false;
    },
    axesAt: (u, stream) => home(u, stream).factor,
    principalAxesAt: (u, stream) => principalAxes(home(u, stream)),
  };
}
