import { normalCdf } from "../../../../core/special";

/** Degree of the polynomials of a coordinate. */
const mostDegree = 8;
/** Dimensions up to which products of two have a degree of 3 together, and up to which there are any. */
const [cubicDimensions, productDimensions] = [14, 30];
/** Polynomials go on beyond the points by this part of their range, and stay level from there. */
const beyond = 0.1;

/** A product of two functions of a {@link Basis}, by their places. */
export interface MeanTerm {
  readonly first: number;
  readonly second: number;
}

/** What makes a coordinate y an even one and a standardised one. */
export interface Axis {
  /** It is a probit, and Φ(y) is the even coordinate; else the standardised one is even, too. */
  readonly leaning: boolean;
  /** The standardised coordinate is (y − location) / scale. */
  readonly location: number;
  readonly scale: number;
}

/**
 * Functions of single coordinates: 1; the standardised coordinates; and, for each, Legendre's polynomials of the even
 * coordinate, so that a dependence which is simple in the parameters stays so where a posterior leans on a face.
 */
export class Basis {
  /** Number of functions. */
  readonly width: number;

  /** @param ranges least and greatest value of each even coordinate among the points that are learned from */
  constructor(
    readonly axes: readonly Axis[],
    private readonly ranges: readonly (readonly [number, number])[],
  ) {
    this.width = 1 + axes.length * (1 + mostDegree);
  }

  /** Puts the functions of coordinate `i`, whose standardised value is `x`, into the row that begins at `at`. */
  put(i: number, x: number, row: Float64Array, at: number): void {
    const [low, high] = this.ranges[i];
    const reach = (0.5 + beyond) * (high - low);
    const offset = evenOf(this.axes[i], x) - 0.5 * (low + high);
    const t = reach > 0 ? Math.min(Math.max(offset / reach, -1), 1) : 0;
    row[at] = 1;
    row[at + 1 + i] = x;
    let [before, value] = [1, t];
    let to = at + 1 + this.axes.length + i * mostDegree;
    row[to++] = value;
    for (let k = 2; k <= mostDegree; k++) {
      [before, value] = [value, ((2 * k - 1) * t * value - (k - 1) * before) / k];
      row[to++] = value;
    }
  }

  /** The coordinate that a function depends on; −1 for the constant. */
  axisOf(place: number): number {
    const ndim = this.axes.length;
    return place <= ndim ? place - 1 : Math.floor((place - 1 - ndim) / mostDegree);
  }

  /** All terms that a mean may have: first the constant and the coordinates, then polynomials and products of two. */
  terms(): MeanTerm[] {
    const ndim = this.axes.length;
    const terms = Array.from({ length: this.width }, (_, first) => ({ first, second: 0 }));
    const polynomial = (axis: number, degree: number): number => ndim + axis * mostDegree + degree;
    const joined = ndim > productDimensions ? 1 : ndim > cubicDimensions ? 2 : 3;
    for (let i = 0; i < ndim; i++) {
      for (let j = 0; j < i; j++) {
        for (let k = 1; k < joined; k++) {
          for (let l = 1; k + l <= joined; l++) terms.push({ first: polynomial(i, k), second: polynomial(j, l) });
        }
      }
    }
    return terms;
  }
}

/** The even coordinate. */
export function evenOf({ leaning, location, scale }: Axis, x: number): number {
  return leaning ? normalCdf(location + scale * x) : x;
}
