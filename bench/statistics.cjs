"use strict";

/** What benches compute from numbers that they have measured: spreads, weighted moments with their errors, calibration. */

/** Least, middle and greatest of some numbers; null where one is not finite. */
function spread(values) {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (sorted.length === 0) return { min: null, median: null, max: null };
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { min: sorted[0], median, max: sorted.at(-1) };
}

/** Mean and standard deviation of a sample, with n − 1. */
function meanAndSd(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

/** Weights that add up to 1, from logarithms. */
function normalized(logWeights) {
  const highest = logWeights.reduce((high, w) => Math.max(high, w), Number.NEGATIVE_INFINITY);
  const weights = logWeights.map((w) => Math.exp(w - highest));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** Effective sample size of Kish; the weights add up to 1. */
const effectiveSamples = (weights) => 1 / weights.reduce((sum, w) => sum + w * w, 0);

/**
 * Marginal means and standard deviations of weighted samples, and the Monte Carlo errors that the spread of the weights
 * explains.
 * @param samples shape `[n, ndim]`, row-major
 * @param weights shape `[n]`, adding up to 1
 */
function marginals(samples, weights) {
  const ndim = samples.length / weights.length;
  return Array.from({ length: ndim }, (_, k) => {
    const at = (i) => samples[i * ndim + k];
    const mean = weights.reduce((sum, w, i) => sum + w * at(i), 0);
    const variance = weights.reduce((sum, w, i) => sum + w * (at(i) - mean) ** 2, 0);
    const meanError = Math.sqrt(weights.reduce((sum, w, i) => sum + (w * (at(i) - mean)) ** 2, 0));
    const varianceError = Math.sqrt(
      weights.reduce((sum, w, i) => sum + (w * ((at(i) - mean) ** 2 - variance)) ** 2, 0),
    );
    const sd = Math.sqrt(variance);
    return { mean, sd, meanError, sdError: varianceError / (2 * sd) };
  });
}

/**
 * How far marginals are from the truth: means in true standard deviations, standard deviations relative. The excess is
 * what is left of the worst error when three Monte Carlo errors are granted.
 */
function marginalErrors(found, truth) {
  const means = found.map(({ mean, meanError }, k) => ({
    error: Math.abs(mean - truth.mean[k]) / truth.sd[k],
    granted: (3 * meanError) / truth.sd[k],
  }));
  const sds = found.map(({ sd, sdError }, k) => ({
    error: Math.abs(sd / truth.sd[k] - 1),
    granted: (3 * sdError) / truth.sd[k],
  }));
  const worst = (errors) => Math.max(...errors.map(({ error }) => error));
  const excess = (errors) => Math.max(0, ...errors.map(({ error, granted }) => error - granted));
  return { mean: worst(means), sd: worst(sds), meanExcess: excess(means), sdExcess: excess(sds) };
}

/**
 * Whether claimed errors are what repeated runs scatter by.
 * @param runs `{ logz, logzError }` of independent runs
 * @param truth the log-evidence
 */
function calibration(runs, truth) {
  const z = runs.map(({ logz, logzError }) => (logz - truth) / logzError);
  const { mean: meanZ, sd: sdZ } = meanAndSd(z);
  const { mean, sd: scatter } = meanAndSd(runs.map(({ logz }) => logz - truth));
  const claimed = Math.sqrt(runs.reduce((sum, { logzError }) => sum + logzError ** 2, 0) / runs.length);
  const chiSquared = z.reduce((sum, value) => sum + value * value, 0);
  return { n: runs.length, meanZ, sdZ, chiSquared, meanError: mean, scatter, claimed };
}

module.exports = { calibration, effectiveSamples, marginalErrors, marginals, meanAndSd, normalized, spread };
