import type { RandomStream } from "../../../core/random";
import { insideCube } from "../bounds/bound";
import { type Ellipsoid, isWithin } from "../bounds/ellipsoid";

/** Steps of each walk, and how many of them are taken between two points that are kept. */
const steps = 12;
const stride = 4;

/**
 * Points spread over the part of an ellipsoid that a test keeps: short walks from given points inside, each step a draw
 * from the chord along a random direction, cut shorter while it misses. No likelihood is computed; the points tell the
 * shape of a region that the given points are too few to tell.
 *
 * @param starts points that the test keeps, shape `[n, ndim]`
 * @returns shape `[3 n, ndim]`
 */
export function wander(
  starts: Float64Array,
  ellipsoid: Ellipsoid,
  keeps: (u: Float64Array) => boolean,
  stream: RandomStream,
): Float64Array {
  const ndim = ellipsoid.centre.length;
  const kept: number[] = [];
  const direction = new Float64Array(ndim);
  const sphere = new Float64Array(ndim);
  const point = new Float64Array(ndim);
  const scratch = new Float64Array(ndim);
  const u = new Float64Array(ndim);
  for (let start = 0; start < starts.length; start += ndim) {
    u.set(starts.subarray(start, start + ndim));
    for (let step = 1; step <= steps; step++) {
      stream.direction(sphere);
      for (let i = 0; i < ndim; i++) {
        direction[i] = 0;
        for (let j = 0; j <= i; j++) direction[i] += ellipsoid.factor[i * ndim + j] * sphere[j];
      }
      let low = -2;
      let high = 2;
      while (high - low > 1e-9) {
        const t = low + stream.uniform() * (high - low);
        for (let i = 0; i < ndim; i++) point[i] = u[i] + t * direction[i];
        if (insideCube(point) && isWithin(ellipsoid, point, 1, scratch) && keeps(point)) {
          u.set(point);
          break;
        }
        if (t < 0) low = t;
        else high = t;
      }
      if (step % stride === 0) for (const coordinate of u) kept.push(coordinate);
    }
  }
  return Float64Array.from(kept);
}
