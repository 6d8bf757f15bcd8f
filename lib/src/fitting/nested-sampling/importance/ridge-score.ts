import { cholesky, solveLower, solveLowerTransposed } from "../../../core/linalg";
import type { ScoreFeatures } from "./score-features";

/** A smooth function of position, fitted to values at points. */
export interface RidgeScore {
  /** The fitted value at a point of the frame. */
  score(z: Float64Array): number;
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
  const factor = cholesky(normalMatrix(rows, n, p, penalty), p);
  if (factor === null) return [];
  const leverage = leverages(rows, factor, n, p);
  return valueSets.map((values) => {
    const right = new Float64Array(p);
    for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) right[j] += rows[i * p + j] * values[i];
    const coefficients = solveLowerTransposed(factor, solveLower(factor, right));
    const leftOut = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let fitted = 0;
      for (let j = 0; j < p; j++) fitted += rows[i * p + j] * coefficients[j];
      leftOut[i] = values[i] - (values[i] - fitted) / Math.max(1 - leverage[i], leastFreedom);
    }
    const row = new Float64Array(p);
    return {
      leftOut,
      score(point: Float64Array): number {
        features.at(point, row);
        let sum = 0;
        for (let j = 0; j < p; j++) sum += row[j] * coefficients[j];
        return sum;
      },
    };
  });
}

/** `XᵀX + penalty · n · I`, the constant, which is first, not penalised; lower triangle. Four rows at a time, to spare memory. */
export function normalMatrix(rows: Float64Array, n: number, p: number, penalty: number): Float64Array {
  const normal = new Float64Array(p * p);
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    const a = i * p;
    const b = a + p;
    const c = b + p;
    const d = c + p;
    for (let j = 0; j < p; j++) {
      const xa = rows[a + j];
      const xb = rows[b + j];
      const xc = rows[c + j];
      const xd = rows[d + j];
      const row = j * p;
      for (let k = 0; k <= j; k++) {
        normal[row + k] += xa * rows[a + k] + xb * rows[b + k] + (xc * rows[c + k] + xd * rows[d + k]);
      }
    }
  }
  for (let i = whole; i < n; i++) {
    for (let j = 0; j < p; j++) {
      for (let k = 0; k <= j; k++) normal[j * p + k] += rows[i * p + j] * rows[i * p + k];
    }
  }
  for (let j = 1; j < p; j++) normal[j * p + j] += penalty * n;
  return normal;
}

/** Leverage `|L⁻¹ x|²` of each row. Four rows at a time. */
function leverages(rows: Float64Array, factor: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n);
  const solved = new Float64Array(4 * p);
  for (let i = 0; i < n; i += 4) {
    const many = Math.min(4, n - i);
    for (let j = 0; j < p; j++) {
      let a = rows[i * p + j];
      let b = many > 1 ? rows[(i + 1) * p + j] : 0;
      let c = many > 2 ? rows[(i + 2) * p + j] : 0;
      let d = many > 3 ? rows[(i + 3) * p + j] : 0;
      const row = j * p;
      for (let k = 0; k < j; k++) {
        const l = factor[row + k];
        a -= l * solved[4 * k];
        b -= l * solved[4 * k + 1];
        c -= l * solved[4 * k + 2];
        d -= l * solved[4 * k + 3];
      }
      const pivot = factor[row + j];
      solved[4 * j] = a / pivot;
      solved[4 * j + 1] = b / pivot;
      solved[4 * j + 2] = c / pivot;
      solved[4 * j + 3] = d / pivot;
    }
    for (let j = 0; j < p; j++) for (let m = 0; m < many; m++) out[i + m] += solved[4 * j + m] * solved[4 * j + m];
  }
  return out;
}
