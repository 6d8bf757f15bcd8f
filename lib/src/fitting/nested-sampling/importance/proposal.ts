import type { RandomStream } from "../../../core/random";
import { exp, log } from "../../../core/special";
import type { Coordinates } from "./coordinates";
import type { ExploredBound } from "./exploration";
import { componentLogDensities, draw as drawFromMixture, type TMixture, withWeights } from "./mixture/t-mixture";
import type { TriangularMap } from "./transport/triangular-map";

/** Relative error that the volumes of all bounds together may cause, and the tries that each may take. */
const volumeError = 0.002;
const mostTries = 1_000_000;

/** A bound with its share of the draws. */
export interface WeightedBound {
  readonly bound: ExploredBound;
  readonly share: number;
}

/** Draws, their log-densities, and where each came from: a bound, or −1 for the t distributions. */
export interface DrawnPoints {
  /** Shape `[n, ndim]`. */
  readonly u: Float64Array;
  readonly logq: readonly number[];
  readonly origin: readonly number[];
}

/** t distributions in coordinates without walls, or in those that a map straightens. */
export interface SmoothPart {
  /** Its weights are shares of all draws. */
  readonly mixture: TMixture;
  readonly map: TriangularMap | null;
}

/** Log-densities, in coordinates without walls, of the components of a part at the point at `at`; weights included. */
export function smoothLogDensities(
  { mixture, map }: SmoothPart,
  y: Float64Array,
  at: number,
  out: Float64Array,
  scratch: Float64Array,
): Float64Array {
  if (map === null) return componentLogDensities(mixture, y, out, at);
  const logDeterminant = map.straighten(y, at, scratch);
  componentLogDensities(mixture, scratch, out);
  for (let k = 0; k < out.length; k++) out[k] += logDeterminant;
  return out;
}

/**
 * A density on the unit cube that can be drawn from: a mixture of t distributions in coordinates without walls, bent by
 * a map where there is one, and of uniform distributions over explored bounds. The bounds keep the weights finite
 * wherever exploration saw mass; the t distributions reach beyond them.
 */
export class Proposal {
  private readonly logs: Float64Array;
  private readonly smoothShare: number;
  /** The t distributions alone. */
  private readonly alone: TMixture | null;
  private readonly y: Float64Array;
  private readonly scratch: Float64Array;

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
    this.logs = new Float64Array(shares.length);
    this.y = new Float64Array(ndim);
    this.scratch = new Float64Array(ndim);
  }

  /** Log-density at a point of the unit cube. */
  logDensity(u: Float64Array): number {
    let density = 0;
    for (const { bound, share } of this.bounds) if (bound.contains(u)) density += share / bound.volume;
    const ofBounds = log(density);
    if (this.smooth === null) return ofBounds;
    const logVolume = this.coordinates.place(u, this.y);
    smoothLogDensities(this.smooth, this.y, 0, this.logs, this.scratch);
    let highest = ofBounds;
    for (const component of this.logs) highest = Math.max(highest, component - logVolume);
    if (highest === Number.NEGATIVE_INFINITY) return highest;
    let sum = exp(ofBounds - highest);
    for (const component of this.logs) sum += exp(component - logVolume - highest);
    return highest + log(sum);
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
    const logq: number[] = [];
    const origin: number[] = [];
    for (let i = 0; i < n; i++) {
      const draw = this.draw(stream);
      u.set(draw.u, i * this.ndim);
      logq.push(this.logDensity(draw.u));
      origin.push(draw.origin);
    }
    return { u, logq, origin };
  }

  /** Independent draws, shape `[n, ndim]`. */
  drawMany(n: number, stream: RandomStream): Float64Array {
    const u = new Float64Array(n * this.ndim);
    for (let i = 0; i < n; i++) u.set(this.draw(stream).u, i * this.ndim);
    return u;
  }

  /** Log-densities at points of shape `[n, ndim]`. */
  logDensities(u: Float64Array): Float64Array {
    const { ndim } = this;
    return Float64Array.from({ length: u.length / ndim }, (_, i) =>
      this.logDensity(u.subarray(i * ndim, i * ndim + ndim)),
    );
  }

  /**
   * Counts the volumes of the bounds anew, so that together they hardly add to the error of the evidence: estimates that
   * played a part in the choice of the shares are too small on average.
   */
  recount(): void {
    for (const { bound, share } of this.bounds)
      bound.recount(Math.min(0.05, volumeError / Math.sqrt(share)), mostTries);
  }
}
