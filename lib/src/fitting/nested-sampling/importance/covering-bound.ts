import { concatenated } from "../../../core/concatenated";
import type { RandomStream } from "../../../core/random";
import type { Ellipsoid } from "../bounds/ellipsoid";
import { type FlatRegion, flatRegion, type RegionPart, volumeOf } from "./region/flat-region";
import type { StreamAddress } from "./region/plain-region";
import { regionKernel } from "./region/region-web-assembly";
import { selectedRows } from "./representative-points";
import type { Rotation } from "./rotation";

/** Tries at a time. */
const batchTries = 2048;
/** Tries without success after which a bound gives up. */
const hopeless = 3_000_000;
/** Volumes are first estimated from this many accepted draws, or so many tries. */
const firstDraws = 1000;
const firstTries = 200_000;

/** A region of the unit cube: a union of parts. Draws from it are uniform, and its volume is counted as they are made. */
export class CoveringBound {
  private readonly region: FlatRegion;
  private readonly total: number;
  /** Edges of a box round all parts, in turned coordinates. */
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private batches = 0;
  private tries = 0;
  private accepted = 0;
  private recounted = false;
  /** Draws that were found before they were asked for. */
  private waiting: Float64Array;
  private nextWaiting = 0;

  /** @param address of its random numbers: every batch of tries has a stream of its own there */
  constructor(
    parts: readonly RegionPart[],
    private readonly rotation: Rotation | null,
    readonly ndim: number,
    private readonly address: Omit<StreamAddress, "point">,
  ) {
    this.region = flatRegion(ndim, parts);
    this.total = volumeOf(this.region);
    this.low = new Float64Array(ndim).fill(1);
    this.high = new Float64Array(ndim);
    for (const { ellipsoid } of parts) this.widenBox(ellipsoid);
    const rows: Float64Array[] = [];
    while (this.accepted < firstDraws && this.tries < firstTries) rows.push(this.nextBatch());
    this.waiting = concatenated(rows);
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

  /** 1 for each row of points of shape `[n, ndim]` that lies inside, 0 for the others. */
  contained(points: Float64Array): Uint8Array {
    const { ndim, low, high, rotation } = this;
    const turned = rotation === null ? points : points.slice();
    const rows: number[] = [];
    for (let from = 0; from < turned.length; from += ndim) {
      rotation?.turn(turned.subarray(from, from + ndim));
      let j = 0;
      while (j < ndim && turned[from + j] >= low[j] && turned[from + j] <= high[j]) j++;
      if (j === ndim) rows.push(from / ndim);
    }
    const flags = new Uint8Array(points.length / ndim);
    if (rows.length === 0) return flags;
    const found = regionKernel.contained(this.region, selectedRows(turned, ndim, rows));
    for (const [k, row] of rows.entries()) flags[row] = found[k];
    return flags;
  }

  /**
   * A uniform draw.
   * @returns null when none was found in a very large number of tries
   */
  draw(): Float64Array | null {
    for (let tried = 0; this.nextWaiting === this.waiting.length; tried += batchTries) {
      if (tried >= hopeless) return null;
      this.waiting = this.nextBatch();
      this.nextWaiting = 0;
    }
    const u = this.waiting.slice(this.nextWaiting, this.nextWaiting + this.ndim);
    this.nextWaiting += this.ndim;
    return u;
  }

  /**
   * Counts the volume anew, from draws that are not kept: the first estimate has played its part in the choice of what
   * was drawn, and those that were too small by chance were preferred. A second time it only counts on.
   */
  recount(wantedError: number, mostTries: number): void {
    if (!this.recounted) this.tries = this.accepted = 0;
    this.recounted = true;
    while (this.tries < mostTries && !(this.tries > 0 && this.volumeError <= wantedError)) this.nextBatch();
  }

  private nextBatch(): Float64Array {
    const { ndim, rotation } = this;
    const rows = regionKernel.draws(this.region, { ...this.address, point: this.batches++ }, batchTries);
    this.tries += batchTries;
    this.accepted += rows.length / ndim;
    if (rotation !== null) {
      for (let from = 0; from < rows.length; from += ndim) rotation.turnBack(rows.subarray(from, from + ndim));
    }
    return rows;
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
}

/** The whole cube as a bound. */
export function wholeCube(ndim: number, stream: RandomStream) {
  return {
    volume: 1,
    volumeError: 0,
    acceptance: 1,
    contained: (points: Float64Array): Uint8Array => new Uint8Array(points.length / ndim).fill(1),
    draw(): Float64Array {
      const u = new Float64Array(ndim);
      for (let i = 0; i < ndim; i++) u[i] = stream.uniform();
      return u;
    },
    recount(): void {},
  };
}
