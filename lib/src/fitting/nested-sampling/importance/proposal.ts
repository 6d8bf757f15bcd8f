import type { RandomStream } from "../../../core/random";
import { exp, log } from "../../../core/special";
import type { ExploredBound } from "./exploration";
import { fromProbit, logPrior, toProbit } from "./mixture/probit";
import { componentLogDensities, draw as drawFromMixture, type TMixture, withWeights } from "./mixture/t-mixture";
import type { Rotation } from "./rotation";

/** A bound with its share of the draws. */
export interface WeightedBound {
  readonly bound: ExploredBound;
  readonly share: number;
}

/**
 * A density on the unit cube that can be drawn from: a mixture of t distributions in probit coordinates and of uniform
 * distributions over explored bounds. The bounds keep the weights finite wherever exploration saw mass; the mixture
 * reaches beyond them.
 */
export class Proposal {
  private readonly mixture: TMixture | null;
  private readonly mixtureShare: number;
  private readonly components: Float64Array;
  private readonly turned: Float64Array;

  /** @param shares of the components of the mixture; with those of the bounds they add up to 1 */
  constructor(
    readonly ndim: number,
    mixture: TMixture | null,
    shares: Float64Array,
    readonly bounds: readonly WeightedBound[],
    private readonly rotation: Rotation | null,
  ) {
    this.mixtureShare = shares.reduce((sum, share) => sum + share, 0);
    this.mixture =
      mixture !== null && this.mixtureShare > 0
        ? withWeights(
            mixture,
            shares.map((share) => share / this.mixtureShare),
          )
        : null;
    this.components = new Float64Array(shares.length);
    this.turned = new Float64Array(ndim);
  }

  /** Log-density at a point of the unit cube. */
  logDensity(u: Float64Array): number {
    let density = 0;
    for (const { bound, share } of this.bounds) if (bound.contains(u)) density += share / bound.volume;
    let logDensity = log(density);
    if (this.mixture === null) return logDensity;
    const y = probitOf(u, this.rotation, this.turned);
    componentLogDensities(this.mixture, y, this.components);
    const prior = logPrior(y);
    const offset = log(this.mixtureShare) - prior;
    let highest = logDensity;
    for (const component of this.components) highest = Math.max(highest, component + offset);
    if (highest === Number.NEGATIVE_INFINITY) return highest;
    let sum = exp(logDensity - highest);
    for (const component of this.components) sum += exp(component + offset - highest);
    logDensity = highest + log(sum);
    return logDensity;
  }

  /** A draw from it, and what it came from: a bound, or −1 for the mixture. */
  draw(stream: RandomStream): { u: Float64Array; origin: number } {
    let at = stream.uniform();
    if (this.mixture !== null) {
      if (at < this.mixtureShare || this.bounds.length === 0) {
        const y = new Float64Array(this.ndim);
        drawFromMixture(this.mixture, stream, y);
        const u = fromProbit(y);
        this.rotation?.turnBack(u);
        return { u, origin: -1 };
      }
      at -= this.mixtureShare;
    }
    let k = 0;
    while (k < this.bounds.length - 1 && at >= this.bounds[k].share) at -= this.bounds[k++].share;
    const u = this.bounds[k].bound.draw();
    if (u === null) throw new RangeError("A bound from which points were drawn before yields none any more");
    return { u, origin: k };
  }
}

/** Probit coordinates of a point, the periodic ones turned. */
export function probitOf(u: Float64Array, rotation: Rotation | null, scratch: Float64Array): Float64Array {
  scratch.set(u);
  rotation?.turn(scratch);
  return toProbit(scratch, scratch);
}

/** The same of many points, shape `[n, ndim]`. */
export function probitRows(u: Float64Array, ndim: number, rotation: Rotation | null): Float64Array {
  const y = u.slice();
  for (let at = 0; at < y.length; at += ndim) probitOf(u.subarray(at, at + ndim), rotation, y.subarray(at, at + ndim));
  return y;
}
