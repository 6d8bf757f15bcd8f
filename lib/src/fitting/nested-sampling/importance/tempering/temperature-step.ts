import { exp, log } from "../../../../core/special";
import { effectiveSampleSize } from "../../../../core/statistics";
import type { Particle } from "./particle";

/** A step along the path of temperatures and the weights that it gives the particles. */
export interface TemperatureStep {
  readonly beta: number;
  /** Normalised, shape `[n]`. */
  readonly weights: Float64Array;
  /** Logarithm of the mean weight: what the step adds to the log-evidence. */
  readonly logMean: number;
  readonly nEffective: number;
}

/**
 * The next inverse temperature: the one at which the effective number of particles is a given part of those that are
 * left, found by bisection, or 1.
 *
 * @param beta where they are now
 * @param part of the particles that shall remain effective
 */
export function nextTemperature(particles: readonly Particle[], beta: number, part: number): TemperatureStep {
  // At the first step particles without likelihood fall away, however small the step.
  const possible = particles.filter(({ logl }) => logl > Number.NEGATIVE_INFINITY).length;
  const wanted = part * possible;
  const last = stepTo(particles, beta, 1);
  if (last.nEffective >= wanted) return last;
  let low = beta;
  let high = 1;
  for (let round = 0; round < 60; round++) {
    // In ratios as long as the first step is tiny.
    const middle = low > 0 ? 0.5 * (low + high) : high / 16;
    if (stepTo(particles, beta, middle).nEffective >= wanted) low = middle;
    else high = middle;
  }
  return stepTo(particles, beta, low > beta ? low : high);
}

function stepTo(particles: readonly Particle[], from: number, beta: number): TemperatureStep {
  const logWeights = Float64Array.from(particles, ({ logl, logStart }) =>
    logl === Number.NEGATIVE_INFINITY ? logl : (beta - from) * (logl - logStart),
  );
  const largest = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weights = logWeights.map((x) => exp(x - largest));
  const sum = weights.reduce((a, b) => a + b, 0);
  return {
    beta,
    weights: weights.map((w) => w / sum),
    logMean: largest + log(sum / weights.length),
    nEffective: effectiveSampleSize(weights),
  };
}
