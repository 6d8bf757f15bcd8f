import { cbrt } from "../../../core/special";

/** So near to the guess its series gives all digits. */
const near = 0.01;

/**
 * x^(−1/3), quickly where a good guess is at hand.
 *
 * @param x positive
 * @param guess any number
 */
export function inverseRoot(x: number, guess: number): number {
  const z = 1 - x * guess * guess * guess;
  if (!(Math.abs(z) < near)) return 1 / cbrt(x);
  // The binomial series of (1 − z)^(−1/3).
  const series = 1 / 3 + z * (2 / 9 + z * (14 / 81 + z * (35 / 243 + z * (91 / 729 + z * (728 / 6561)))));
  return guess + guess * (z * series);
}
