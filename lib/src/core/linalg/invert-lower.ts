/**
 * Inverse of a lower triangular matrix.
 *
 * @param l shape `[n, n]`, row-major; only the lower triangle is read
 * @param n order of the matrix
 * @param out receives the inverse, shape `[n, n]`; only its lower triangle is written
 * @returns `out`
 *
 * @example
 * ```ts
 * import { invertLower } from "nightbook/core";
 *
 * invertLower(Float64Array.of(2, 0, 1, 2), 2).join(); // => "0.5,0,-0.25,0.5"
 * ```
 */
export function invertLower(l: Float64Array, n: number, out: Float64Array = new Float64Array(n * n)): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= l[i * n + k] * out[k * n + j];
      out[i * n + j] = sum / l[i * n + i];
    }
  }
  return out;
}
