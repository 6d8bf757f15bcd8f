import type { RandomStream } from "../../../core/random";
import { insideCube } from "../bounds/bound";
import { wrap } from "../bounds/wrap";

/** A point of the unit cube on its way, with its log-likelihood. */
export interface Walker {
  u: Float64Array;
  logl: number;
  /** Indices of the periodic coordinates. */
  readonly wrapped: readonly number[];
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
 * Along periodic coordinates it grows to one turn at most.
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
    wrap(point, walker.wrapped);
    return point;
  };

  let left = -stream.uniform();
  let right = left + 1;
  const growth = longestGrowth(direction, walker.wrapped);
  let growLeft = stream.integer(growth);
  let growRight = growth - 1 - growLeft;
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

/** Widths that the interval may reach. It depends on the direction alone, so the step stays reversible. */
function longestGrowth(direction: Float64Array, wrapped: readonly number[]): number {
  let growth = maxGrowth;
  for (const j of wrapped) growth = Math.min(growth, Math.ceil(1 / Math.abs(direction[j])));
  return growth;
}
