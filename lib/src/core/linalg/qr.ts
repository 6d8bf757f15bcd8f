/**
 * Linear least squares by Householder QR decomposition: the coefficients that minimise
 * Σᵢ (valuesᵢ − Σⱼ coefficientⱼ · columnⱼᵢ)². It works on the design matrix itself, not on its
 * square, so it loses no more digits than the problem forces.
 *
 * @param columns columns of the design matrix, `n` of them, each of the length `m` ≥ `n`; not modified
 * @param values right-hand side, length `m`; not modified
 * @returns coefficients, length `n`
 * @throws {RangeError} when lengths do not match, there are fewer values than columns, or the columns are linearly
 *   dependent to working precision
 * @see [Golub2013] section 5.3
 * @example
 * ```ts
 * import { leastSquares } from "nightbook/core";
 *
 * const one = Float64Array.of(1, 1, 1);
 * const x = Float64Array.of(0, 1, 2);
 * const [intercept, slope] = leastSquares([one, x], Float64Array.of(1, 3, 5));
 * if (Math.abs(intercept - 1) > 1e-12 || Math.abs(slope - 2) > 1e-12) throw new Error("not the line 1 + 2 x");
 * ```
 */
export function leastSquares(columns: readonly Float64Array[], values: Float64Array): Float64Array {
  const m = values.length;
  const n = columns.length;
  if (m < n) throw new RangeError(`Least squares needs at least as many values as columns: ${m} < ${n}`);
  for (const column of columns) {
    if (column.length !== m) throw new RangeError(`A column must have ${m} elements: ${column.length}`);
  }
  // r holds the columns being reduced; y is the right-hand side under the same reflections.
  const r = columns.map((column) => Float64Array.from(column));
  const y = Float64Array.from(values);
  const diagonal = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const v = r[k];
    const scale = norm(columns[k], 0);
    const length = norm(v, k);
    if (!(length > scale * m * Number.EPSILON)) {
      throw new RangeError(`The columns must be finite and linearly independent: column ${k}`);
    }
    diagonal[k] = v[k] > 0 ? -length : length;
    v[k] -= diagonal[k];
    const half = -diagonal[k] * v[k]; // |v|²/2
    for (let j = k + 1; j < n; j++) reflect(r[j], v, k, half);
    reflect(y, v, k, half);
  }
  const coefficients = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    let sum = y[k];
    for (let j = k + 1; j < n; j++) sum -= r[j][k] * coefficients[j];
    coefficients[k] = sum / diagonal[k];
  }
  return coefficients;
}

/** Length of the part of a vector from element `from` on. */
function norm(vector: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < vector.length; i++) sum += vector[i] * vector[i];
  return Math.sqrt(sum);
}

/** Applies the reflection 1 − 2 v vᵀ/|v|², which leaves the elements before `from` alone. */
function reflect(target: Float64Array, v: Float64Array, from: number, half: number): void {
  let dot = 0;
  for (let i = from; i < v.length; i++) dot += v[i] * target[i];
  const factor = dot / half;
  for (let i = from; i < v.length; i++) target[i] -= factor * v[i];
}
