import { exp } from "../../../../core/special";
import type { Basis } from "./basis";
import type { Conditional } from "./conditional";

/** A constant, multiples of functions, and multiples of products of two, by their places in a row. */
export interface Sum {
  readonly constant: number;
  readonly singles: Int32Array;
  readonly ofSingles: Float64Array;
  /** In pairs. */
  readonly products: Int32Array;
  readonly ofProducts: Float64Array;
}

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

/** Mean and scale of one coordinate. */
export interface ConditionalStep {
  readonly target: number;
  /** Place of its standardised value. */
  readonly place: number;
  readonly mean: Sum;
  /** Null where the scale is constant. */
  readonly logScale: Sum | null;
  /** Bounds of the logarithm of the scale. */
  readonly low: number;
  readonly high: number;
  /** The scale and one over it, where it is constant. */
  readonly scale: number;
  readonly perScale: number;
}

/** A triangular map as a list of what is to be computed, and no more than that. */
export interface MapSteps {
  readonly axes: readonly AxisStep[];
  readonly conditionals: readonly ConditionalStep[];
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
  let constantLogScale = 0;
  const steps = conditionals.map(({ target, given, knots, mean, logScale, bounds }): ConditionalStep => {
    const [low, high] = bounds.map((bound) => Math.min(Math.max(bound, -mostLogScale), mostLogScale));
    const changes = logScale.length > 1;
    const constant = Math.min(Math.max(logScale[0], low), high);
    if (!changes) constantLogScale += constant;
    return {
      target,
      place: axes[target].at,
      mean: meanSum(basis, axes, mean),
      logScale: changes ? scaleSum(axes, given, knots, logScale) : null,
      low,
      high,
      scale: exp(constant),
      perScale: exp(-constant),
    };
  });
  const width = axes.reduce((sum, axis) => sum + functionCount(axis), 0);
  return { axes, conditionals: steps, width, constantLogScale };
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

function meanSum(basis: Basis, axes: readonly AxisStep[], { terms, coefficients }: Conditional["mean"]): Sum {
  const placeOf = (place: number): number => axes[basis.axisOf(place)].at + basis.degreeOf(place);
  const sum = new GrowingSum();
  for (const [k, { first, second }] of terms.entries()) {
    sum.add(
      coefficients[k],
      [first, second].filter((place) => place > 0).map((place) => placeOf(place)),
    );
  }
  return sum.whole();
}

function scaleSum(
  axes: readonly AxisStep[],
  given: readonly number[],
  knots: readonly Float64Array[],
  logScale: Float64Array,
): Sum {
  const sum = new GrowingSum();
  sum.add(logScale[0], []);
  let next = 1;
  for (const i of given) sum.add(logScale[next++], [axes[i].at]);
  if (next === logScale.length) return sum.whole();
  for (const [g, i] of given.entries()) {
    const { at, degree, knots: all } = axes[i];
    for (const knot of knots[g]) sum.add(logScale[next++], [at + 1 + degree + all.indexOf(knot)]);
  }
  return sum.whole();
}

class GrowingSum {
  private constant = 0;
  private readonly singles: number[] = [];
  private readonly ofSingles: number[] = [];
  private readonly products: number[] = [];
  private readonly ofProducts: number[] = [];

  /** @param places none, one or two */
  add(coefficient: number, places: readonly number[]): void {
    if (places.length === 0) this.constant += coefficient;
    else if (places.length === 1) {
      this.singles.push(places[0]);
      this.ofSingles.push(coefficient);
    } else {
      this.products.push(...places);
      this.ofProducts.push(coefficient);
    }
  }

  whole(): Sum {
    return {
      constant: this.constant,
      singles: Int32Array.from(this.singles),
      ofSingles: Float64Array.from(this.ofSingles),
      products: Int32Array.from(this.products),
      ofProducts: Float64Array.from(this.ofProducts),
    };
  }
}
