import { solveLower, solveLowerTransposed } from "../../../../core/linalg";
import { exp, log } from "../../../../core/special";
import { leastScale } from "./least-scale";
import type { ScaleTerms } from "./scale-terms";

const mostSteps = 12;
/** Relative change of a squared scale that is none. */
const none = 1e-6;
/** Lengths that a step may have, in units of the one that is right where residuals are as expected. */
const [shortest, longest] = [0.05, 2];
/** A squared residual counts at most so many times the square of its scale. */
const mostSurprising = 10;

/** What does not change while the logarithm of a scale is fitted to residuals. */
export interface ScaleProblem {
  readonly terms: ScaleTerms;
  readonly given: readonly number[];
  readonly weights: Float64Array;
  /** Of the information matrix, with its penalty. */
  readonly factor: Float64Array;
  readonly penalty: number;
}

/**
 * The constant logarithm of a scale for squared residuals: the weighted mean of the squares, in units of the squared scale
 * and as far as each counts, is 1. That mean is concave in one over the squared scale: Newton's steps come near from below.
 */
export function constantLogScale(weights: Float64Array, squares: Float64Array): number {
  const n = weights.length;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    total += weights[i];
    sum += weights[i] * squares[i];
  }
  let square = sum / total;
  for (let step = 0; step < mostSteps; step++) {
    const most = mostSurprising * square;
    let below = 0;
    let beyond = 0;
    for (let i = 0; i < n; i++) {
      if (squares[i] < most) below += weights[i] * squares[i];
      else beyond += weights[i];
    }
    const next = below / (total - mostSurprising * beyond);
    if (!(next < (1 - none) * square)) break;
    square = next;
  }
  return 0.5 * log(Math.max(square, leastScale * leastScale));
}

/**
 * Fits the logarithm of a scale to squared residuals by scoring with a fixed information matrix. The length of each step is
 * the one that would have been right for the step before.
 * @param logScale coefficients to start from; they are changed
 * @param eta receives the logarithms of the scales at the points
 * @param enough expected rise of the mean log-density below which no more steps are taken
 * @see [Barzilai1988] for the lengths of steps
 */
export function scoreScale(
  { terms, given, weights, factor, penalty }: ScaleProblem,
  squares: Float64Array,
  logScale: Float64Array,
  eta: Float64Array,
  enough: number,
): void {
  const n = weights.length;
  const q = logScale.length;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const surprises = new Float64Array(n);
  const right = new Float64Array(q);
  let change: Float64Array = new Float64Array(q);
  let rise = 0;
  let length = 1;
  terms.sums(given, logScale, eta);
  for (let step = 0; step < mostSteps; step++) {
    for (let i = 0; i < n; i++) {
      surprises[i] = 0.5 * weights[i] * (Math.min(squares[i] * exp(-2 * eta[i]), mostSurprising) - 1);
    }
    terms.products(given, surprises, right);
    for (let j = 1; j < q; j++) right[j] -= penalty * total * logScale[j];
    if (step > 0) {
      // The rise along the last step has gone down from `rise` to this; with its slope it would be 0 at the right length.
      const left = dot(change, right);
      if (rise > left) length = Math.min(Math.max((length * rise) / (rise - left), shortest), longest);
    }
    change = solveLowerTransposed(factor, solveLower(factor, right));
    rise = dot(change, right);
    if (!(rise > enough * total)) return;
    for (let j = 0; j < q; j++) logScale[j] += length * change[j];
    terms.sums(given, logScale, eta);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
