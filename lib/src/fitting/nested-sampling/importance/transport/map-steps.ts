import { exp } from "../../../../core/special";
import type { Basis } from "./basis";
import type { Conditional } from "./conditional";

/** The functions of a coordinate that something uses. Those of all coordinates follow each other in a row. */
export interface AxisStep {
  /** (y − location) / scale is the standardised coordinate, which is the first function. */
  readonly location: number;
  readonly scale: number;
  readonly leaning: boolean;
  readonly middle: number;
  readonly perReach: number;
  /** Legendre's polynomials up to this degree come next. */
  readonly degree: number;
  /** Then what is beyond each of these values of the standardised coordinate, or 0. */
  readonly knots: Float64Array;
  /** Place of the first. */
  readonly at: number;
}

/** Mean and scale of one coordinate. Their sums begin at places in {@link Sums}. */
export interface ConditionalStep {
  readonly target: number;
  /** Place of its standardised value. */
  readonly place: number;
  readonly mean: number;
  /** −1 where the scale is constant. */
  readonly logScale: number;
  /** Bounds of the logarithm of the scale. */
  readonly low: number;
  readonly high: number;
  /** The scale and one over it, where it is constant. */
  readonly scale: number;
  readonly perScale: number;
}

/** Sums of a constant, multiples of functions, and multiples of products of two, one after the other. */
export interface Sums {
  /** For each sum the places of its first coefficient, of its first function, and the numbers of functions and products. */
  readonly heads: Int32Array;
  /** The constant first. */
  readonly coefficients: Float64Array;
  /** Functions, then those of products in pairs. */
  readonly functions: Int32Array;
}

/** A triangular map as a list of what is to be computed, and no more than that. */
export interface MapSteps {
  readonly axes: readonly AxisStep[];
  readonly conditionals: readonly ConditionalStep[];
  readonly sums: Sums;
  /** Number of functions. */
  readonly width: number;
  /** Sum of the logarithms of the scales that are constant. */
  readonly constantLogScale: number;
}

/** Beyond it the exponential function would need care. */
const mostLogScale = 600;

/** What a map computes. */
export function mapSteps(basis: Basis, conditionals: readonly Conditional[]): MapSteps {
  const axes = axisSteps(basis, conditionals);
  const sums = new GrowingSums();
  let constantLogScale = 0;
  const steps = conditionals.map(({ target, given, knots, mean, logScale, bounds }): ConditionalStep => {
    const [low, high] = bounds.map((bound) => Math.min(Math.max(bound, -mostLogScale), mostLogScale));
    const changes = logScale.length > 1;
    const constant = Math.min(Math.max(logScale[0], low), high);
    if (!changes) constantLogScale += constant;
    return {
      target,
      place: axes[target].at,
      mean: sums.add(meanTerms(basis, axes, mean)),
      logScale: changes ? sums.add(scaleTerms(axes, given, knots, logScale)) : -1,
      low,
      high,
      scale: exp(constant),
      perScale: exp(-constant),
    };
  });
  const width = axes.reduce((sum, axis) => sum + functionCount(axis), 0);
  return { axes, conditionals: steps, sums: sums.whole(), width, constantLogScale };
}

function axisSteps(basis: Basis, conditionals: readonly Conditional[]): AxisStep[] {
  const degrees = new Int32Array(basis.axes.length);
  const knots = basis.axes.map(() => new Set<number>());
  for (const { given, knots: bends, mean, logScale } of conditionals) {
    for (const { first, second } of mean.terms) {
      for (const place of [first, second]) {
        const axis = basis.axisOf(place);
        if (axis >= 0) degrees[axis] = Math.max(degrees[axis], basis.degreeOf(place));
      }
    }
    if (logScale.length <= 1 + given.length) continue;
    for (const [g, axis] of given.entries()) for (const knot of bends[g]) knots[axis].add(knot);
  }
  let at = 0;
  return basis.axes.map((axis, i) => {
    const step = { ...axis, ...basis.ranges[i], degree: degrees[i], knots: Float64Array.from(knots[i]), at };
    at += functionCount(step);
    return step;
  });
}

function functionCount({ degree, knots }: { readonly degree: number; readonly knots: Float64Array }): number {
  return 1 + degree + knots.length;
}

/** A coefficient, and the places of no function, one, or two. */
interface Term {
  readonly coefficient: number;
  readonly places: readonly number[];
}

function meanTerms(basis: Basis, axes: readonly AxisStep[], { terms, coefficients }: Conditional["mean"]): Term[] {
  const placeOf = (place: number): number => axes[basis.axisOf(place)].at + basis.degreeOf(place);
  return terms.map(({ first, second }, k) => ({
    coefficient: coefficients[k],
    places: [first, second].filter((place) => place > 0).map(placeOf),
  }));
}

function scaleTerms(
  axes: readonly AxisStep[],
  given: readonly number[],
  knots: readonly Float64Array[],
  logScale: Float64Array,
): Term[] {
  const places = [[], ...given.map((i) => [axes[i].at])];
  if (logScale.length > places.length) {
    for (const [g, i] of given.entries()) {
      const { at, degree, knots: all } = axes[i];
      for (const knot of knots[g]) places.push([at + 1 + degree + all.indexOf(knot)]);
    }
  }
  return places.map((each, k) => ({ coefficient: logScale[k], places: each }));
}

class GrowingSums {
  private readonly heads: number[] = [];
  private readonly coefficients: number[] = [];
  private readonly functions: number[] = [];

  /** Returns the place of its head. */
  add(terms: readonly Term[]): number {
    const [constants, singles, products] = [0, 1, 2].map((many) =>
      terms.filter(({ places }) => places.length === many),
    );
    const head = this.heads.length;
    this.heads.push(this.coefficients.length, this.functions.length, singles.length, products.length);
    this.coefficients.push(constants.reduce((sum, { coefficient }) => sum + coefficient, 0));
    for (const { coefficient, places } of [...singles, ...products]) {
      this.coefficients.push(coefficient);
      this.functions.push(...places);
    }
    return head;
  }

  whole(): Sums {
    return {
      heads: Int32Array.from(this.heads),
      coefficients: Float64Array.from(this.coefficients),
      functions: Int32Array.from(this.functions),
    };
  }
}
