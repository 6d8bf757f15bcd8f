import { exp, log, log1p } from "../../core/special";

/** `log(exp(a) + exp(b))` without overflow. */
export function logAddExp(a: number, b: number): number {
  const larger = Math.max(a, b);
  if (larger === Number.NEGATIVE_INFINITY) return larger;
  return larger + log1p(exp(-Math.abs(a - b)));
}

/** `log Σ exp(xᵢ)` without overflow; `-Infinity` for no terms. */
export function logSumExp(terms: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const x of terms) if (x > largest) largest = x;
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let sum = 0;
  for (const x of terms) sum += exp(x - largest);
  return largest + log(sum);
}
