import { evenLength } from "../../../../core/kernel-places";

/**
 * Puts the rows of a square matrix where each has an even length.
 * @param matrix shape `[ndim, ndim]`
 * @param kind of a lower triangle, what is above its diagonal is left out
 * @param at where the first row begins in `out`
 */
export function putRows(
  matrix: Float64Array,
  ndim: number,
  kind: "lower" | "whole",
  out: Float64Array,
  at: number,
): void {
  for (let i = 0; i < ndim; i++) {
    const length = kind === "lower" ? i + 1 : ndim;
    out.set(matrix.subarray(i * ndim, i * ndim + length), at + i * evenLength(ndim));
  }
}
