import { exp } from "./elementary";

const splitter = 134217729; // 2^27 + 1

/**
 * exp(−x²) without the loss that rounding x² costs far from zero: x² is taken as the exact
 * square of the upper half of x's digits and a small rest.
 */
export function expMinusSquare(x: number): number {
  if (!(Math.abs(x) < 40)) return Number.isNaN(x) ? Number.NaN : 0;
  const upper = upperDigits(x);
  return exp(-upper * upper) * exp(-(x - upper) * (x + upper));
}

/** exp(−x²/2), in the same way. */
export function expMinusHalfSquare(x: number): number {
  if (!(Math.abs(x) < 60)) return Number.isNaN(x) ? Number.NaN : 0;
  const upper = upperDigits(x);
  return exp(-0.5 * upper * upper) * exp(-0.5 * (x - upper) * (x + upper));
}

/** The leading 26 bits of x, whose square is exact. */
function upperDigits(x: number): number {
  const shifted = x * splitter;
  return shifted - (shifted - x);
}
