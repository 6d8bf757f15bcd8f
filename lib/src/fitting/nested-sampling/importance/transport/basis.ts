import { normalCdf } from "../../../../core/special";
import { mostDegree, putLegendre } from "./legendre";

/** Dimensions up to which products of two have a degree of 3 together, and up to which there are any. */
const [cubicDimensions, productDimensions] = [14, 30];
/** Polynomials go on beyond the points by this part of their range, and stay level from there. */
const beyond = 0.1;

/** A product of two functions of a {@link Basis}, by their places. */
export interface MeanTerm {
  readonly first: number;
  readonly second: number;
}

/** Where the polynomials of a coordinate are: of t, which goes from −1 to 1. */
export interface Range {
  /** t = (even coordinate − middle) · perReach, and not beyond −1 and 1. */
  readonly middle: number;
  readonly perReach: number;
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
  readonly ranges: readonly Range[];

  /** @param ranges least and greatest value of each even coordinate among the points that are learned from */
  constructor(
    readonly axes: readonly Axis[],
    ranges: readonly (readonly [number, number])[],
  ) {
    this.ranges = ranges.map(([low, high]) => {
      const reach = (0.5 + beyond) * (high - low);
      return { middle: 0.5 * (low + high), perReach: reach > 0 ? 1 / reach : 0 };
    });
    this.width = 1 + axes.length * (1 + mostDegree);
  }

  /**
   * Puts the functions of coordinate `i` into the row that begins at `at`.
   * @param x its standardised value
   * @param even its even one
   */
  put(i: number, x: number, even: number, row: Float64Array, at: number): void {
    const { middle, perReach } = this.ranges[i];
    row[at] = 1;
    row[at + 1 + i] = x;
    putLegendre(within((even - middle) * perReach), mostDegree, row, at + this.polynomial(i, 1));
  }

  /** The place of a polynomial of a coordinate. */
  polynomial(axis: number, degree: number): number {
    return this.axes.length + axis * mostDegree + degree;
  }

  /** The degree of the polynomial at a place; 0 for the constant and the coordinates. */
  degreeOf(place: number): number {
    const beyond = place - 1 - this.axes.length;
    return beyond < 0 ? 0 : 1 + (beyond % mostDegree);
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
    const joined = ndim > productDimensions ? 1 : ndim > cubicDimensions ? 2 : 3;
    for (let i = 0; i < ndim; i++) {
      for (let j = 0; j < i; j++) {
        for (let k = 1; k < joined; k++) {
          for (let l = 1; k + l <= joined; l++)
            terms.push({ first: this.polynomial(i, k), second: this.polynomial(j, l) });
        }
      }
    }
    return terms;
  }
}

/** The even coordinate: of the coordinate y, whose standardised value is x. */
export function evenOf(leaning: boolean, y: number, x: number): number {
  return leaning ? normalCdf(y) : x;
}

/** Between −1 and 1. */
export function within(t: number): number {
  return t < -1 ? -1 : t > 1 ? 1 : t;
}
