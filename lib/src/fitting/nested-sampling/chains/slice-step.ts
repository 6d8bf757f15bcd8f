import type { RandomStream } from "../../../core/random";
import { insideCube } from "../bounds/bound";

/** A point of the unit cube on its way, with its log-likelihood. */
export interface Walker {
  u: Float64Array;
  logl: number;
  moved: boolean;
  grown: number;
  shrunk: number;
}

/** A Markov chain: it hands out points of the unit cube and is told their log-likelihoods. */
export type Chain = Generator<Float64Array, Walker, number>;

/** Most steps by which an interval grows, shared at random between its ends. */
const maxGrowth = 64;
/** An interval of this part of its first width has nothing left to offer. */
const smallestWidth = 1e-10;

/**
 * One slice-sampling step along a line: the interval round the walker grows in steps of its width until
 * both ends lie below the contour, then shrinks towards the walker until a draw from it lies above.
 *
 * @param walker moved in place
 * @param direction width of the interval, as a vector of the unit cube
 * @see [Neal2003]
 */
export function* sliceStep(
  walker: Walker,
  direction: Float64Array,
  loglstar: number,
  stream: RandomStream,
): Generator<Float64Array, void, number> {
  const point = new Float64Array(walker.u.length);
  const at = (t: number): Float64Array => {
    for (let i = 0; i < point.length; i++) point[i] = walker.u[i] + t * direction[i];
    return point;
  };

  let left = -stream.uniform();
  let right = left + 1;
  let growLeft = stream.integer(maxGrowth);
  let growRight = maxGrowth - 1 - growLeft;
  while (growLeft-- > 0 && insideCube(at(left)) && (yield point) > loglstar) {
    left -= 1;
    walker.grown++;
  }
  while (growRight-- > 0 && insideCube(at(right)) && (yield point) > loglstar) {
    right += 1;
    walker.grown++;
  }

  while (right - left > smallestWidth) {
    const t = left + stream.uniform() * (right - left);
    if (insideCube(at(t))) {
      const logl = yield point;
      if (logl > loglstar) {
        walker.u = Float64Array.from(point);
        walker.logl = logl;
        walker.moved = true;
        return;
      }
    }
    walker.shrunk++;
    if (t < 0) left = t;
    else right = t;
  }
}
