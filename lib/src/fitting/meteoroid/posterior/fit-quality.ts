import { exp, gammaQ, logGamma } from "../../../core/special";

/** Signs of residuals in a row, compared with those of independent errors. */
export interface RunsTest {
  /** Stretches of residuals of one sign. */
  runs: number;
  /** Their mean for independent errors. */
  expected: number;
  /** Probability of as few stretches or fewer for independent errors: small where the model is off over a stretch, or everywhere. */
  pValue: number;
}

/** How well a model goes through one kind of points. */
export interface FitQuality extends RunsTest {
  /** Points that count. */
  points: number;
  /** Sum of the squared residuals of the best fit, in units of the noise. */
  chiSquare: number;
  /**
   * Probability, over the posterior, that a meteor observed anew would lie farther from its own model than this one does.
   * Near 0 the noise is larger than the model admits, near 1 smaller; with a fitted noise it lies near one half by itself.
   */
  predictivePValue: number;
}

/**
 * Runs test about zero, exact: independent errors of a right model fall on either side of zero with equal chances, so that each
 * point after the first begins a new stretch of one sign with probability ½.
 *
 * @param residuals in the order of time; zeros and what is not a number do not count
 * @returns the number of stretches of one sign and the probability of as few
 * @see [Wald1940], whose test is about the median instead and does not see a model that is off everywhere
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 *
 * meteoroid.runsTest([1, 1, 1, -1, -1]).pValue; // => 0.3125
 * ```
 */
export function runsTest(residuals: ArrayLike<number>): RunsTest {
  const signs = Array.from(residuals, Math.sign).filter((sign) => sign === 1 || sign === -1);
  const n = signs.length;
  if (n === 0) return { runs: 0, expected: 0, pValue: 1 };
  const changes = signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
  let pValue = 0;
  for (let k = 0; k <= changes; k++) pValue += exp(logChoose(n - 1, k) - (n - 1) * Math.LN2);
  return { runs: changes + 1, expected: 1 + (n - 1) / 2, pValue: Math.min(1, pValue) };
}

/** Residuals in units of the noise, and their squares summed. */
export function chiSquareOf(
  observed: ArrayLike<number>,
  expected: ArrayLike<number>,
  sigma: number,
): { points: number; chiSquare: number } {
  let points = 0;
  let chiSquare = 0;
  for (let i = 0; i < observed.length; i++) {
    const residual = (observed[i] - expected[i]) / sigma;
    if (Number.isNaN(residual)) continue;
    points++;
    chiSquare += residual * residual;
  }
  return { points, chiSquare };
}

/**
 * Probability that independent Gaussian errors give a larger sum of squares.
 * @see [Gelman1996] for its mean over a posterior
 */
export function tailProbability({ points, chiSquare }: { points: number; chiSquare: number }): number {
  return points === 0 ? Number.NaN : gammaQ(points / 2, chiSquare / 2);
}

/** Natural logarithm of the binomial coefficient. */
function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
