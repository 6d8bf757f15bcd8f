import type { RandomStream } from "../../../core/random";
import { log } from "../../../core/special";

/** Where a climb has come to. */
export interface Summit {
  readonly u: Float64Array;
  readonly logl: number;
  /** Standard deviation of a round normal distribution that falls off as the likelihood does there. */
  readonly width: number;
}

/** First length of a step in the unit cube, and what success and failure make of it: one step of four shall succeed. */
const firstStep = 0.08;
const [longer, shorter] = [1.6, 0.87];
/** Points so far below the summit, in nats, tell its width. */
const [leastDrop, mostDrop] = [0.5, 40];

/**
 * A climb from a point to a peak of the likelihood by random steps, whose length follows their success (a (1+1) evolution
 * strategy with the one-fifth rule).
 * @see [Hansen2015]
 */
export class Climb {
  private readonly tried: { readonly u: Float64Array; readonly logl: number }[] = [];
  private length = firstStep;

  constructor(
    private u: Float64Array,
    private logl: number,
    private readonly stream: RandomStream,
    private readonly wrapped: readonly number[],
  ) {}

  get place(): Float64Array {
    return this.u;
  }

  get height(): number {
    return this.logl;
  }

  /** The next point to try. */
  next(): Float64Array {
    const { u, stream, wrapped } = this;
    const step = this.length / Math.sqrt(u.length);
    return u.map((x, j) => {
      const moved = x + step * stream.normal();
      return wrapped.includes(j) ? moved - Math.floor(moved) : reflected(moved);
    });
  }

  /**
   * Takes the answer for the last point tried.
   * @returns whether it is better
   */
  learn(u: Float64Array, logl: number): boolean {
    this.tried.push({ u, logl });
    const isBetter = logl > this.logl;
    this.length *= isBetter ? longer : shorter;
    if (isBetter) [this.u, this.logl] = [u, logl];
    return isBetter;
  }

  /** Where it is now, with the width that the points tried nearby tell. */
  summit(): Summit {
    const { u, logl } = this;
    const widths: number[] = [];
    for (const point of this.tried) {
      const drop = logl - point.logl;
      if (!(drop >= leastDrop && drop <= mostDrop)) continue;
      widths.push(Math.sqrt(squaredDistance(point.u, u, this.wrapped) / (2 * drop)));
    }
    widths.sort((a, b) => a - b);
    const width = widths.length > 0 ? widths[Math.floor(widths.length / 2)] : this.length / Math.sqrt(u.length);
    return { u, logl, width };
  }
}

/** Logarithm of the evidence under a round normal peak. */
export function logEvidenceOf({ u, logl, width }: Summit): number {
  return logl + u.length * (log(width) + 0.5 * log(2 * Math.PI));
}

/** From one point to another, the shorter way round where a parameter is periodic. */
export function difference(from: Float64Array, to: Float64Array, wrapped: readonly number[]): Float64Array {
  const way = to.map((x, j) => x - from[j]);
  for (const j of wrapped) way[j] -= Math.round(way[j]);
  return way;
}

export function squaredDistance(a: Float64Array, b: Float64Array, wrapped: readonly number[]): number {
  return difference(a, b, wrapped).reduce((sum, x) => sum + x * x, 0);
}

function reflected(x: number): number {
  const folded = Math.abs(x) % 2;
  return folded > 1 ? 2 - folded : folded;
}
