import { cholesky, solveLower, solveLowerTransposed } from "../../../../core/linalg";
import { gramKernel } from "../../../../core/linalg/gram/gram-web-assembly";
import { exp, log } from "../../../../core/special";
import { penalised } from "../penalised";
import { addRow, innerProduct } from "../row-products";
import type { MeanTerm } from "./basis";
import type { BasisPoints } from "./basis-points";
import { type Conditional, logScaleOf, meanOf, putScaleTerms, type ScaleShape, scaleTermCount } from "./conditional";
import { leastAndGreatest } from "./least-and-greatest";

/** What a conditional is made of. */
export interface ConditionalShape {
  readonly mean: readonly MeanTerm[];
  readonly scale: ScaleShape;
}

/** Strength of the penalties of mean and scale, as a part of the weight of all points. */
const [meanPenalty, penalty] = [1e-7, 1e-3];
/** Rounds in which mean and scale learn from each other, and steps of the scale in each. */
const rounds = 3;
const scaleSteps = 12;
/** A squared residual counts at most so many times the square of its scale. */
const mostSurprising = 10;
/** Degrees of freedom of the t distribution by which conditionals are judged: outliers are no surprise. */
const nu = 8;
const leastScale = 1e-6;
/** How far the logarithm of a scale may go beyond what it is among the points. */
const beyond = 3;

/**
 * Fits mean and scale of a coordinate given others: the mean by weighted ridge regression, the logarithm of the scale by
 * scoring on the squared residuals.
 */
export function fitConditional(
  { width, rows, weights, knots }: BasisPoints,
  target: number,
  given: readonly number[],
  shape: ConditionalShape,
): Conditional {
  const n = weights.length;
  const bends = given.map((i) => knots[i]);
  const p = shape.mean.length;
  const terms = new Float64Array(n * p);
  const q = scaleTermCount(shape.scale, given.length, knots[0].length);
  const scaleRows = new Float64Array(n * q);
  for (let i = 0; i < n; i++) {
    for (const [j, { first, second }] of shape.mean.entries()) {
      terms[i * p + j] = rows[i * width + first] * rows[i * width + second];
    }
    putScaleTerms(shape.scale, given, bends, rows, i * width, scaleRows, i * q);
  }
  const values = Float64Array.from({ length: n }, (_, i) => rows[i * width + 1 + target]);
  let mean: Float64Array = new Float64Array(p);
  let logScale: Float64Array = new Float64Array(q);
  const eta = new Float64Array(n);
  const squares = new Float64Array(n);
  const precision = weights.slice();
  for (let round = 0; round < (q > 1 ? rounds : 1); round++) {
    mean = ridge(terms, p, precision, values) ?? mean;
    for (let i = 0; i < n; i++) {
      const residual = values[i] - innerProduct(mean, terms, i * p);
      squares[i] = residual * residual;
    }
    logScale = scored(scaleRows, q, weights, squares, logScale, round === 0);
    let total = 0;
    for (let i = 0; i < n; i++) {
      eta[i] = innerProduct(logScale, scaleRows, i * q);
      precision[i] = weights[i] * exp(-2 * eta[i]);
      total += precision[i];
    }
    for (let i = 0; i < n; i++) precision[i] *= n / total;
  }
  return {
    target,
    given,
    mean: { terms: shape.mean, coefficients: mean },
    knots: bends,
    logScale,
    bounds: boundsOf(eta),
  };
}

/** Mean of the log-density of a coordinate by a conditional, up to a constant. */
export function meanLogDensity(conditional: Conditional, { width, rows, weights }: BasisPoints): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const row = rows.subarray(i * width, i * width + width);
    const logScale = logScaleOf(conditional, row);
    const z = (row[1 + conditional.target] - meanOf(conditional, row)) * exp(-logScale);
    sum -= weights[i] * (0.5 * (nu + 1) * log(1 + (z * z) / nu) + logScale);
    total += weights[i];
  }
  return sum / total;
}

/** Weighted ridge regression; null where the points do not decide it. */
function ridge(rows: Float64Array, p: number, weights: Float64Array, values: Float64Array): Float64Array | null {
  const n = weights.length;
  const scaled = weighted(rows, p, weights);
  const factor = cholesky(penalised(gramKernel.gram(scaled, n, p), n, p, meanPenalty), p);
  if (factor === null) return null;
  const right = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    addRow(Math.sqrt(weights[i]) * values[i], scaled, i * p, right);
  }
  return solveLowerTransposed(factor, solveLower(factor, right));
}

/** Rows times the roots of their weights. */
function weighted(rows: Float64Array, p: number, weights: Float64Array): Float64Array {
  const scaled = new Float64Array(rows.length);
  for (let i = 0; i < weights.length; i++) {
    const root = Math.sqrt(weights[i]);
    for (let j = 0; j < p; j++) scaled[i * p + j] = root * rows[i * p + j];
  }
  return scaled;
}

/**
 * Maximum of the likelihood of squared residuals of a normal distribution whose log-scale is linear in its terms, by
 * Fisher scoring, whose matrix does not change.
 */
function scored(
  rows: Float64Array,
  q: number,
  weights: Float64Array,
  squares: Float64Array,
  start: Float64Array,
  first: boolean,
): Float64Array {
  const n = weights.length;
  const logScale = start.slice();
  if (first) {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < n; i++) {
      sum += weights[i] * squares[i];
      total += weights[i];
    }
    logScale[0] = 0.5 * log(Math.max(sum / total, leastScale * leastScale));
  }
  const factor = cholesky(penalised(gramKernel.gram(weighted(rows, q, weights), n, q), n, q, penalty), q);
  if (factor === null) return logScale;
  const right = new Float64Array(q);
  for (let step = 0; step < scaleSteps; step++) {
    right.fill(0);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const eta = innerProduct(logScale, rows, i * q);
      const surprise = Math.min(squares[i] * exp(-2 * eta), mostSurprising) - 1;
      addRow(0.5 * weights[i] * surprise, rows, i * q, right);
      total += weights[i];
    }
    for (let j = 1; j < q; j++) right[j] -= penalty * total * logScale[j];
    const change = solveLowerTransposed(factor, solveLower(factor, right));
    for (let j = 0; j < q; j++) logScale[j] += change[j];
  }
  return logScale;
}

/** What the logarithm of a scale may be: a little beyond what it is among the points. */
function boundsOf(logScales: Float64Array): [number, number] {
  const [least, greatest] = leastAndGreatest(logScales);
  return [Math.max(least - beyond, log(leastScale)), Math.max(greatest + beyond, log(leastScale))];
}
