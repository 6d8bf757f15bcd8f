import { cholesky, solveLower, solveLowerTransposed } from "../../../../core/linalg";
import { gramKernel } from "../../../../core/linalg/gram/gram-web-assembly";
import { exp, log } from "../../../../core/special";
import { penalised } from "../penalised";
import type { MeanTerm } from "./basis";
import type { BasisPoints } from "./basis-points";
import { type Conditional, type ScaleShape, scaleTermCount } from "./conditional";
import { constantLogScale, type ScaleProblem, scoreScale } from "./fit-scale";
import { leastAndGreatest } from "./least-and-greatest";
import { leastScale } from "./least-scale";
import type { Moments } from "./moments";
import type { ScaleTerms } from "./scale-terms";

/** Weighted points that conditionals learn from, and what sums over them say of terms. */
export interface Lesson {
  readonly points: BasisPoints;
  /** All terms that a mean may have. */
  readonly terms: readonly MeanTerm[];
  /** Of all of them. */
  readonly moments: Moments;
  readonly scales: ScaleTerms;
}

/** What a conditional is made of. */
export interface ConditionalShape {
  /** Places among all terms. */
  readonly mean: readonly number[];
  readonly scale: ScaleShape;
}

/** Strength of the penalties of mean and scale, as a part of the weight of all points. */
const [meanPenalty, penalty] = [1e-7, 1e-3];
/** Rounds in which mean and scale learn from each other. */
const rounds = 3;
/** Degrees of freedom of the t distribution by which conditionals are judged: outliers are no surprise. */
const nu = 8;
/** How far the logarithm of a scale may go beyond what it is among the points. */
const beyond = 3;

/**
 * Fits mean and scale of a coordinate given others: the mean by weighted ridge regression, the logarithm of the scale by
 * scoring on the squared residuals.
 */
export function fitConditional(
  { points, terms: all, moments, scales }: Lesson,
  target: number,
  given: readonly number[],
  shape: ConditionalShape,
): Conditional {
  const { weights, knots } = points;
  const n = weights.length;
  const terms = shape.mean.map((place) => all[place]);
  let coefficients = ridgeOfMoments(moments, n, shape.mean, 1 + target) ?? new Float64Array(terms.length);
  const residuals = residualsOf(points, target, terms, coefficients);
  const squares = residuals.map((residual) => residual * residual);
  const logScale = new Float64Array(scaleTermCount(shape.scale, given.length, scales.knotCount));
  logScale[0] = constantLogScale(weights, squares);
  const eta = new Float64Array(n).fill(logScale[0]);
  const factor = shape.scale === "constant" ? null : scales.factor(shape.scale, given, penalty);
  if (factor !== null) {
    const problem: ScaleProblem = { terms: scales, given, weights, factor, penalty };
    scoreScale(problem, squares, logScale, eta);
    const regression = new Regression(points, target, terms);
    for (let round = 1; round < rounds; round++) {
      coefficients = regression.solved(precisions(weights, eta)) ?? coefficients;
      regression.putSquares(coefficients, squares);
      scoreScale(problem, squares, logScale, eta);
    }
  }
  return {
    target,
    given,
    mean: { terms, coefficients },
    knots: given.map((i) => knots[i]),
    logScale,
    bounds: boundsOf(eta),
  };
}

/** Mean of the log-density of a coordinate by a conditional, up to a constant. */
export function meanLogDensity(
  { target, given, mean: { terms, coefficients }, logScale, bounds: [low, high] }: Conditional,
  { points, scales }: Lesson,
): number {
  const { weights } = points;
  const residuals = residualsOf(points, target, terms, coefficients);
  const eta = new Float64Array(weights.length);
  scales.sums(given, logScale, eta);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const bounded = Math.min(Math.max(eta[i], low), high);
    const square = residuals[i] * residuals[i] * exp(-2 * bounded);
    sum -= weights[i] * (0.5 * (nu + 1) * log(1 + square / nu) + bounded);
    total += weights[i];
  }
  return sum / total;
}

/** Ridge regression of a term on others, from sums over points; null where the points do not decide it. */
function ridgeOfMoments(
  { p, products }: Moments,
  n: number,
  chosen: readonly number[],
  target: number,
): Float64Array | null {
  const m = chosen.length;
  const part = new Float64Array(m * m);
  for (let j = 0; j < m; j++) for (let k = 0; k <= j; k++) part[j * m + k] = products[chosen[j] * p + chosen[k]];
  const factor = cholesky(penalised(part, n, m, meanPenalty), m);
  if (factor === null) return null;
  const right = Float64Array.from(chosen, (j) => products[target * p + j]);
  return solveLowerTransposed(factor, solveLower(factor, right));
}

/** What a mean leaves of a coordinate. */
function residualsOf(
  { width, rows, weights }: BasisPoints,
  target: number,
  terms: readonly MeanTerm[],
  coefficients: Float64Array,
): Float64Array {
  const n = weights.length;
  const residuals = new Float64Array(n);
  const firsts = Int32Array.from(terms, ({ first }) => first);
  const seconds = Int32Array.from(terms, ({ second }) => second);
  for (let i = 0; i < n; i++) {
    const at = i * width;
    let residual = rows[at + 1 + target];
    for (let k = 0; k < firsts.length; k++) residual -= coefficients[k] * rows[at + firsts[k]] * rows[at + seconds[k]];
    residuals[i] = residual;
  }
  return residuals;
}

/** Weights over squared scales, of mean 1. */
function precisions(weights: Float64Array, eta: Float64Array): Float64Array {
  const precision = weights.map((weight, i) => weight * exp(-2 * eta[i]));
  const total = precision.reduce((sum, each) => sum + each, 0);
  return precision.map((each) => (each * weights.length) / total);
}

/** Ridge regression of a coordinate on terms, with one set of weights after the other. */
class Regression {
  private readonly p: number;
  /** Terms and the coordinate, shape `[n, p + 1]`. */
  private readonly table: Float64Array;
  private readonly weighted: Float64Array;

  constructor({ width, rows, weights }: BasisPoints, target: number, terms: readonly MeanTerm[]) {
    const n = weights.length;
    const p = terms.length;
    this.p = p;
    this.table = new Float64Array(n * (p + 1));
    this.weighted = new Float64Array(n * (p + 1));
    for (let i = 0; i < n; i++) {
      const at = i * width;
      const to = i * (p + 1);
      for (let j = 0; j < p; j++) this.table[to + j] = rows[at + terms[j].first] * rows[at + terms[j].second];
      this.table[to + p] = rows[at + 1 + target];
    }
  }

  /** Coefficients; null where the points do not decide them. */
  solved(weights: Float64Array): Float64Array | null {
    const { p, table, weighted } = this;
    const n = weights.length;
    for (let i = 0, at = 0; i < n; i++) {
      const root = Math.sqrt(weights[i]);
      for (let j = 0; j <= p; j++, at++) weighted[at] = root * table[at];
    }
    const products = gramKernel.gram(weighted, n, p + 1);
    const part = new Float64Array(p * p);
    for (let j = 0; j < p; j++) part.set(products.subarray(j * (p + 1), j * (p + 1) + j + 1), j * p);
    const factor = cholesky(penalised(part, n, p, meanPenalty), p);
    if (factor === null) return null;
    return solveLowerTransposed(factor, solveLower(factor, products.slice(p * (p + 1), p * (p + 1) + p)));
  }

  /** Squares of what is left. */
  putSquares(coefficients: Float64Array, squares: Float64Array): void {
    const { p, table } = this;
    for (let i = 0, at = 0; i < squares.length; i++, at++) {
      let fitted = 0;
      for (let j = 0; j < p; j++, at++) fitted += coefficients[j] * table[at];
      const residual = table[at] - fitted;
      squares[i] = residual * residual;
    }
  }
}

/** What the logarithm of a scale may be: a little beyond what it is among the points. */
function boundsOf(logScales: Float64Array): [number, number] {
  const [least, greatest] = leastAndGreatest(logScales);
  return [Math.max(least - beyond, log(leastScale)), Math.max(greatest + beyond, log(leastScale))];
}
