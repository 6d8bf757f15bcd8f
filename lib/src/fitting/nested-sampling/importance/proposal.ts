import type { RandomStream } from "../../../core/random";
import { exp, log } from "../../../core/special";
import type { Coordinates } from "./coordinates";
import type { ExploredBound } from "./exploration";
import { draw as drawFromMixture, logDensities, type TMixture, withWeights } from "./mixture/t-mixture";
import { straightened, type TriangularMap } from "./transport/triangular-map";
import { wantedErrors } from "./wanted-errors";

/** Relative error that the volumes of all bounds together may cause. */
const volumeError = 0.002;
/** The error and the tries that each may take. Whoever stops once a count is good enough errs by the square of its error. */
const mostError = 0.03;
const mostTries = 1_000_000;

/** Very near to several faces of the cube a density can be too large for a number; there it has no weight all the same. */
const highestLogDensity = 600;
/** A density of which the logarithm is given, and which shall be a number. */
export const densityOf = (logDensity: number): number => exp(Math.min(logDensity, highestLogDensity));

/** A bound with its share of the draws. */
export interface WeightedBound {
  readonly bound: ExploredBound;
  readonly share: number;
}

/** Draws, their log-densities, and where each came from: a bound, or −1 for the t distributions. */
export interface DrawnPoints {
  /** Shape `[n, ndim]`. */
  readonly u: Float64Array;
  readonly logq: Float64Array;
  readonly origin: readonly number[];
}

/** t distributions in coordinates without walls, or in those that a map straightens. */
export interface SmoothPart {
  /** Its weights are shares of all draws. */
  readonly mixture: TMixture;
  readonly map: TriangularMap | null;
}

/**
 * A density on the unit cube that can be drawn from: a mixture of t distributions in coordinates without walls, bent by
 * a map where there is one, and of uniform distributions over explored bounds. The bounds keep the weights finite
 * wherever exploration saw mass; the t distributions reach beyond them.
 */
export class Proposal {
  private readonly smoothShare: number;
  /** The t distributions alone. */
  private readonly alone: TMixture | null;

  /** @param smooth its weights and the shares of the bounds add up to 1 */
  constructor(
    readonly ndim: number,
    readonly smooth: SmoothPart | null,
    readonly bounds: readonly WeightedBound[],
    private readonly coordinates: Coordinates,
  ) {
    const shares = smooth?.mixture.weights ?? new Float64Array(0);
    const share = shares.reduce((sum, each) => sum + each, 0);
    this.smoothShare = share;
    this.alone =
      smooth === null
        ? null
        : withWeights(
            smooth.mixture,
            shares.map((each) => each / share),
          );
  }

  /** Log-densities at points of the unit cube, shape `[n, ndim]`. */
  logDensities(u: Float64Array): Float64Array {
    const { ndim, bounds, smooth } = this;
    const density = new Float64Array(u.length / ndim);
    for (const { bound, share } of bounds) {
      const each = share / bound.volume;
      for (const [i, inside] of bound.contained(u).entries()) density[i] += inside * each;
    }
    const ofBounds = density.map(log);
    if (smooth === null) return ofBounds;
    const { y, logVolume, turned } = this.coordinates.placeAll(u, ndim);
    const { z, logDeterminants } = straightened(y, ndim, smooth.map, turned);
    const ofSmooth = logDensities(smooth.mixture, z);
    return ofSmooth.map((each, i) => logOfTwo(each + logDeterminants[i] - logVolume[i], ofBounds[i]));
  }

  /** A draw from it, and what it came from: a bound, or −1 for the t distributions. */
  draw(stream: RandomStream): { u: Float64Array; origin: number } {
    let at = stream.uniform();
    if (this.alone !== null) {
      if (at < this.smoothShare || this.bounds.length === 0) {
        const y = new Float64Array(this.ndim);
        drawFromMixture(this.alone, stream, y);
        this.smooth?.map?.bend(y);
        return { u: this.coordinates.back(y), origin: -1 };
      }
      at -= this.smoothShare;
    }
    let k = 0;
    while (k < this.bounds.length - 1 && at >= this.bounds[k].share) at -= this.bounds[k++].share;
    const u = this.bounds[k].bound.draw();
    if (u === null) throw new RangeError("A bound from which points were drawn before yields none any more");
    return { u, origin: k };
  }

  /** Independent draws with their densities. */
  drawPoints(n: number, stream: RandomStream): DrawnPoints {
    const u = new Float64Array(n * this.ndim);
    const origin: number[] = [];
    for (let i = 0; i < n; i++) {
      const draw = this.draw(stream);
      u.set(draw.u, i * this.ndim);
      origin.push(draw.origin);
    }
    return { u, logq: this.logDensities(u), origin };
  }

  /** Independent draws, shape `[n, ndim]`. */
  drawMany(n: number, stream: RandomStream): Float64Array {
    const u = new Float64Array(n * this.ndim);
    for (let i = 0; i < n; i++) u.set(this.draw(stream).u, i * this.ndim);
    return u;
  }

  /**
   * Counts the volumes of the bounds anew, so that together they hardly add to the error of the evidence: estimates that
   * played a part in the choice of the shares are too small on average.
   */
  recount(): void {
    const uncertain = this.bounds.filter(({ bound }) => bound.volumeError > 0);
    const errors = wantedErrors(
      uncertain.map(({ bound, share }) => ({ share, acceptance: bound.acceptance })),
      volumeError,
    );
    for (const [k, { bound }] of uncertain.entries()) bound.recount(Math.min(errors[k], mostError), mostTries);
  }
}

/** Logarithm of the sum of two numbers whose logarithms are given. */
function logOfTwo(a: number, b: number): number {
  const highest = Math.max(a, b);
  return highest === Number.NEGATIVE_INFINITY ? highest : highest + log(exp(a - highest) + exp(b - highest));
}
