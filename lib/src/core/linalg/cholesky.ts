/**
 * Cholesky factor of a symmetric positive definite matrix: lower triangular `L` with `L Lᵀ = A`.
 *
 * @param a shape `[n, n]`, row-major; only the lower triangle is read
 * @param n order of the matrix
 * @returns shape `[n, n]`, row-major, zero above the diagonal; null when the matrix is not positive definite
 * @see [Golub2013], section 4.2
 *
 * @example
 * ```ts
 * import { cholesky } from "nightbook/core";
 *
 * cholesky(Float64Array.of(4, 2, 2, 5), 2)?.join(); // => "2,0,1,2"
 * ```
 */
export function cholesky(a: Float64Array, n: number): Float64Array | null {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      if (i === j) {
        if (!(sum > 0)) return null;
        l[i * n + i] = Math.sqrt(sum);
      } else {
        l[i * n + j] = sum / l[j * n + j];
      }
    }
  }
  return l;
}

/**
 * Solves `L x = b` for a lower triangular `L` by forward substitution.
 *
 * @param l shape `[n, n]`, row-major
 * @param b shape `[n]`
 * @param out receives `x`, shape `[n]`; may be `b`
 * @returns `out`
 *
 * @example
 * ```ts
 * import { solveLower } from "nightbook/core";
 *
 * solveLower(Float64Array.of(2, 0, 1, 2), Float64Array.of(2, 5)).join(); // => "1,2"
 * ```
 */
export function solveLower(
  l: Float64Array,
  b: Float64Array,
  out: Float64Array = new Float64Array(b.length),
): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * n + k] * out[k];
    out[i] = sum / l[i * n + i];
  }
  return out;
}

/**
 * Solves `Lᵀ x = b` for a lower triangular `L` by back substitution; after {@link solveLower} this solves `L Lᵀ x = b`.
 *
 * @param l shape `[n, n]`, row-major
 * @param b shape `[n]`
 * @param out receives `x`, shape `[n]`; may be `b`
 * @returns `out`
 *
 * @example
 * ```ts
 * import { solveLowerTransposed } from "nightbook/core";
 *
 * solveLowerTransposed(Float64Array.of(2, 0, 1, 2), Float64Array.of(4, 4)).join(); // => "1,2"
 * ```
 */
export function solveLowerTransposed(
  l: Float64Array,
  b: Float64Array,
  out: Float64Array = new Float64Array(b.length),
): Float64Array {
  const n = b.length;
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i] * out[k];
    out[i] = sum / l[i * n + i];
  }
  return out;
}
