import type { RandomStream } from "../../../core/random";
import { exp } from "../../../core/special";
import { insideCube } from "../bounds/bound";
import { drawFromEllipsoid, type Ellipsoid, isWithin } from "../bounds/ellipsoid";
import type { Rotation } from "./rotation";

/** An ellipsoid, and the part of it that counts. */
export interface BoundPart {
  readonly ellipsoid: Ellipsoid;
  /** Whether a point of the ellipsoid belongs; all do when there is no test. */
  readonly keeps: ((u: Float64Array) => boolean) | null;
}

/** Tries without success after which a bound gives up. */
const hopeless = 3_000_000;
/** Volumes are first estimated from this many accepted draws, or so many tries. */
const firstDraws = 1000;
const firstTries = 200_000;

/** A region of the unit cube: a union of parts. Draws from it are uniform, and its volume is counted as they are made. */
export class CoveringBound {
  private readonly cumulative: number[] = [];
  private readonly total: number;
  private readonly point: Float64Array;
  /** Edges of a box round all parts, in turned coordinates. */
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly scratch: Float64Array;
  private tries = 0;
  /** Draws that were found before they were asked for. */
  private readonly waiting: Float64Array[] = [];
  private accepted = 0;
  private recounted = false;
  private nextWaiting = 0;

  constructor(
    readonly parts: readonly BoundPart[],
    private readonly rotation: Rotation | null,
    readonly ndim: number,
    private readonly stream: RandomStream,
  ) {
    let total = 0;
    for (const { ellipsoid } of parts) {
      total += exp(ellipsoid.logVolume);
      this.cumulative.push(total);
    }
    this.total = total;
    this.point = new Float64Array(ndim);
    this.scratch = new Float64Array(ndim);
    this.low = new Float64Array(ndim).fill(1);
    this.high = new Float64Array(ndim);
    for (const { ellipsoid } of parts) this.widenBox(ellipsoid);
    while (this.waiting.length < firstDraws && this.tries < firstTries) {
      const u = this.tryOnce();
      if (u !== null) this.waiting.push(u);
    }
  }

  /** Estimated volume. */
  get volume(): number {
    return (this.total * Math.max(this.accepted, 0.5)) / this.tries;
  }

  /** Relative error of the volume. */
  get volumeError(): number {
    // One more failure than was seen, lest few draws that all succeed look certain.
    return Math.sqrt((this.tries - this.accepted + 1) / (this.tries * Math.max(this.accepted, 1)));
  }

  /** Accepted draws per try. */
  get acceptance(): number {
    return this.accepted / this.tries;
  }

  contains(u: Float64Array): boolean {
    const { low, high, parts, rotation } = this;
    let point = u;
    if (rotation !== null) {
      point = this.point;
      point.set(u);
      rotation.turn(point);
    }
    for (let i = 0; i < low.length; i++) if (point[i] < low[i] || point[i] > high[i]) return false;
    for (const part of parts) if (this.belongs(part, point)) return true;
    return false;
  }

  /** Which of the points of shape `[n, ndim]` lie inside: 1 for these, shape `[n]`. */
  contained(points: Float64Array): Uint8Array {
    const { ndim } = this;
    const inside = new Uint8Array(points.length / ndim);
    const u = new Float64Array(ndim);
    for (let i = 0; i < inside.length; i++) {
      for (let j = 0; j < ndim; j++) u[j] = points[i * ndim + j];
      if (this.contains(u)) inside[i] = 1;
    }
    return inside;
  }

  /**
   * A uniform draw.
   * @returns null when none was found in a very large number of tries
   */
  draw(): Float64Array | null {
    if (this.nextWaiting < this.waiting.length) return this.waiting[this.nextWaiting++];
    for (let i = 0; i < hopeless; i++) {
      const u = this.tryOnce();
      if (u !== null) return u;
    }
    return null;
  }

  /**
   * Counts the volume anew, from draws that are not kept: the first estimate has played its part in the choice of what
   * was drawn, and those that were too small by chance were preferred. A second time it only counts on.
   */
  recount(wantedError: number, mostTries: number): void {
    if (!this.recounted) this.tries = this.accepted = 0;
    this.recounted = true;
    while (this.tries < mostTries && !(this.accepted >= firstDraws && this.volumeError <= wantedError)) this.tryOnce();
  }

  private tryOnce(): Float64Array | null {
    this.tries++;
    const { stream, cumulative, parts } = this;
    const at = stream.uniform() * this.total;
    let k = 0;
    while (k < parts.length - 1 && at >= cumulative[k]) k++;
    const u = new Float64Array(this.ndim);
    const { ellipsoid, keeps } = parts[k];
    drawFromEllipsoid(ellipsoid, stream, u);
    if (!insideCube(u) || !(keeps === null || keeps(u))) return null;
    // A point that q parts hold is proposed q times as often: keep it once in q times.
    let holders = 1;
    for (let j = 0; j < parts.length; j++) if (j !== k && this.belongs(parts[j], u)) holders++;
    if (holders > 1 && stream.uniform() * holders >= 1) return null;
    this.accepted++;
    this.rotation?.turnBack(u);
    return u;
  }

  private widenBox({ centre, factor }: Ellipsoid): void {
    for (let i = 0; i < this.ndim; i++) {
      let square = 0;
      for (let j = 0; j <= i; j++) square += factor[i * this.ndim + j] * factor[i * this.ndim + j];
      const reach = Math.sqrt(square) * (1 + 1e-12);
      this.low[i] = Math.min(this.low[i], centre[i] - reach);
      this.high[i] = Math.max(this.high[i], centre[i] + reach);
    }
  }

  private belongs({ ellipsoid, keeps }: BoundPart, u: Float64Array): boolean {
    return isWithin(ellipsoid, u, 1, this.scratch) && (keeps === null || keeps(u));
  }
}

/** The whole cube as a bound. */
export function wholeCube(ndim: number, stream: RandomStream) {
  return {
    volume: 1,
    volumeError: 0,
    acceptance: 1,
    contains: (): boolean => true,
    contained: (points: Float64Array): Uint8Array => new Uint8Array(points.length / ndim).fill(1),
    draw(): Float64Array {
      const u = new Float64Array(ndim);
      for (let i = 0; i < ndim; i++) u[i] = stream.uniform();
      return u;
    },
    recount(): void {},
  };
}
