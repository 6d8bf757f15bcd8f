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
/** The rise in mean log-density below which a scale is good enough in the rounds before the last, and in the last. */
const [nearly, enough] = [1e-4, 1e-5];
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
  const { weights } = points;
  const n = weights.length;
  const terms = shape.mean.map((place) => all[place]);
  let coefficients = ridgeOfMoments(moments, n, shape.mean, 1 + target) ?? new Float64Array(terms.length);
  const squares = squaresOf(points, target, terms, coefficients);
  const logScale = new Float64Array(scaleTermCount(shape.scale, given.length, scales.knotCount));
  logScale[0] = constantLogScale(weights, squares);
  const eta = new Float64Array(n).fill(logScale[0]);
  const factor = shape.scale === "constant" ? null : scales.factor(shape.scale, given, penalty);
  if (factor !== null) {
    const problem: ScaleProblem = { terms: scales, given, weights, factor, penalty };
    scoreScale(problem, squares, logScale, eta, nearly);
    for (let round = 1; round < rounds; round++) {
      coefficients = ridge(points, target, terms, precisions(weights, eta)) ?? coefficients;
      squaresOf(points, target, terms, coefficients, squares);
      scoreScale(problem, squares, logScale, eta, round === rounds - 1 ? enough : nearly);
    }
  }
  return {
    target,
    given,
    mean: { terms, coefficients },
    knots: given.map((i) => scales.knots[i]),
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
  const squares = squaresOf(points, target, terms, coefficients);
  const eta = new Float64Array(weights.length);
  scales.sums(given, logScale, eta);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const bounded = Math.min(Math.max(eta[i], low), high);
    const square = squares[i] * exp(-2 * bounded);
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

/** Squares of what a mean leaves of a coordinate. */
function squaresOf(
  { columns, weights }: BasisPoints,
  target: number,
  terms: readonly MeanTerm[],
  coefficients: Float64Array,
  out: Float64Array = new Float64Array(weights.length),
): Float64Array {
  const n = out.length;
  out.set(columns[1 + target]);
  for (const [k, { first, second }] of terms.entries()) {
    const coefficient = coefficients[k];
    const a = columns[first];
    const b = columns[second];
    if (second === 0) for (let i = 0; i < n; i++) out[i] -= coefficient * a[i];
    else for (let i = 0; i < n; i++) out[i] -= coefficient * a[i] * b[i];
  }
  for (let i = 0; i < n; i++) out[i] *= out[i];
  return out;
}

/** Weights over squared scales, of mean 1. */
function precisions(weights: Float64Array, eta: Float64Array): Float64Array {
  const precision = weights.map((weight, i) => weight * exp(-2 * eta[i]));
  const total = precision.reduce((sum, each) => sum + each, 0);
  return precision.map((each) => (each * weights.length) / total);
}

/** Weighted ridge regression of a coordinate on terms; null where the points do not decide it. */
function ridge(
  { columns }: BasisPoints,
  target: number,
  terms: readonly MeanTerm[],
  weights: Float64Array,
): Float64Array | null {
  const n = weights.length;
  const p = terms.length;
  const roots = weights.map(Math.sqrt);
  // The last column is the coordinate itself.
  const weighted = new Float64Array(n * (p + 1));
  for (const [j, { first, second }] of [...terms, { first: 1 + target, second: 0 }].entries()) {
    const a = columns[first];
    const b = columns[second];
    for (let i = 0, to = j; i < n; i++, to += p + 1) weighted[to] = roots[i] * a[i] * b[i];
  }
  const products = gramKernel.gram(weighted, n, p + 1);
  const part = new Float64Array(p * p);
  for (let j = 0; j < p; j++) part.set(products.subarray(j * (p + 1), j * (p + 1) + j + 1), j * p);
  const factor = cholesky(penalised(part, n, p, meanPenalty), p);
  if (factor === null) return null;
  return solveLowerTransposed(factor, solveLower(factor, products.slice(p * (p + 1), p * (p + 1) + p)));
}

/** What the logarithm of a scale may be: a little beyond what it is among the points. */
function boundsOf(logScales: Float64Array): [number, number] {
  const [least, greatest] = leastAndGreatest(logScales);
  return [Math.max(least - beyond, log(leastScale)), Math.max(greatest + beyond, log(leastScale))];
}
