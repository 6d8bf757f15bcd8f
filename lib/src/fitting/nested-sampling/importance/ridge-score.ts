import { cholesky, solveLower, solveLowerTransposed } from "../../../core/linalg";
import { gramKernel } from "../../../core/linalg/gram/gram-web-assembly";
import { penalised } from "./penalised";
import { addRows, innerProducts } from "./row-products";
import type { ScoreFeatures } from "./score-features";

/** A smooth function of position, fitted to values at points. */
export interface RidgeScore {
  /** Of the features. */
  readonly coefficients: Float64Array;
  /** What the fit without each point would have given at it, shape `[n]`. */
  readonly leftOut: Float64Array;
}

/** Strength of the penalty, as a part of the number of points. */
const penalty = 1e-5;
/** A point that alone decides the fit at its place is trusted no more than this allows. */
const leastFreedom = 0.05;

/**
 * Ridge regression on features of position, with the leave-one-out predictions in closed form:
 * `ŷ₋ᵢ = yᵢ − (yᵢ − ŷᵢ) / (1 − hᵢ)` with the leverage `hᵢ`. Several sets of values share one decomposition.
 *
 * @param features what the function is made of; the first must be the constant
 * @param z points in the frame of the features, shape `[n, ndim]`, row-major
 * @param valueSets each of shape `[n]`
 * @returns a score for each set of values; none when there are fewer than 1.5 times as many points as features
 * @see [Hastie2009], section 7.10
 */
export function ridgeScores(
  features: ScoreFeatures,
  ndim: number,
  z: Float64Array,
  valueSets: readonly Float64Array[],
): RidgeScore[] {
  const p = features.count;
  const n = z.length / ndim;
  if (n < 1.5 * p) return [];
  const rows = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    features.at(z.subarray(i * ndim, i * ndim + ndim), rows.subarray(i * p, i * p + p));
  }
  const factor = cholesky(penalised(gramKernel.gram(rows, n, p), n, p, penalty), p);
  if (factor === null) return [];
  const leverage = gramKernel.whitenedSquares(rows, factor, n, p);
  return valueSets.map((values) => {
    const right = new Float64Array(p);
    addRows(values, rows, right);
    const coefficients = solveLowerTransposed(factor, solveLower(factor, right));
    const fitted = new Float64Array(n);
    innerProducts(coefficients, rows, fitted);
    const leftOut = values.map((value, i) => value - (value - fitted[i]) / Math.max(1 - leverage[i], leastFreedom));
    return { leftOut, coefficients };
  });
}
