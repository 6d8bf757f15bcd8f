import { meanAndCovariance, symmetricEigen } from "../../core/linalg";
import { seamOf, turned } from "./bounds/seam";
import type { Sample } from "./sample";

/** Centre and principal axes of the live points. */
export interface LiveFrame {
  /** Coordinates of a point along the axes, in standard deviations of the live points, shape `[ndim]`. */
  coordinates(u: Float64Array): Float64Array;
}

/** The frame of live points; with periodic coordinates cut open where there are fewest. */
export function liveFrame(points: readonly Sample[], ndim: number, wrapped: readonly number[]): LiveFrame {
  const flat = new Float64Array(points.length * ndim);
  for (const [i, point] of points.entries()) flat.set(point.u, i * ndim);
  const seam = seamOf(flat, ndim, wrapped);
  const { mean, covariance } = meanAndCovariance(turned(flat, seam, wrapped), ndim);
  const { values, vectors } = symmetricEigen(covariance, ndim);
  return {
    coordinates(u: Float64Array): Float64Array {
      const offset = turned(u, seam, wrapped);
      for (let i = 0; i < ndim; i++) offset[i] -= mean[i];
      return values.map((variance, k) => {
        let sum = 0;
        for (let i = 0; i < ndim; i++) sum += vectors[k * ndim + i] * offset[i];
        return variance > 0 ? sum / Math.sqrt(variance) : 0;
      });
    },
  };
}

/**
 * How much of its start a chain still shows at its end. A new point must be independent of the live point from which
 * its chain began; what is left of it, as the slope of end against start along each principal axis of the live
 * points, is 0 for long enough chains. Chains that cannot leave the mode in which they began have a memory,
 * too, without harm as long as each mode keeps its share of the live points.
 */
export class ChainMemory {
  chains = 0;
  private readonly products: Float64Array;
  private readonly squares: Float64Array;

  constructor(ndim: number) {
    this.products = new Float64Array(ndim);
    this.squares = new Float64Array(ndim);
  }

  /** Takes in a finished chain. */
  learn(frame: LiveFrame, start: Float64Array, end: Float64Array): void {
    const from = frame.coordinates(start);
    const to = frame.coordinates(end);
    this.chains++;
    for (let k = 0; k < from.length; k++) {
      this.products[k] += from[k] * to[k];
      this.squares[k] += from[k] * from[k];
    }
  }

  /** Slope along the axis where it is steepest; 0 without chains. */
  get largest(): number {
    let largest = 0;
    for (let k = 0; k < this.squares.length; k++) {
      if (this.squares[k] > 0) largest = Math.max(largest, this.products[k] / this.squares[k]);
    }
    return largest;
  }
}
