import { exp } from "../../../core/special";
import { presentQuantiles } from "./weighted-bands";

/** Weighted samples in sampler coordinates. */
export interface WeightedSamples {
  /** Names of the free variables. */
  variables: readonly string[];
  /** Shape `[n, ndim]`, row-major. */
  samples: Float64Array;
  /** Shape `[n]`. */
  weights: Float64Array;
  /** Log-likelihoods, shape `[n]`. */
  logl: Float64Array;
  /**
   * Log of the prior volume above each sample, shape `[n]`: of samples whose weights tell how they were proposed as much as
   * where the posterior is, as those of importance sampling do.
   */
  logvol?: Float64Array;
}

/** Points that stand for a posterior, in sampler coordinates, each shape `[ndim]`. */
export interface PointEstimates {
  /** The sample of the highest likelihood. */
  best: Float64Array;
  /**
   * The sample of the greatest weight. With `logvol` that of the greatest product of likelihood and prior volume above it,
   * which a nested-sampling run that shrinks evenly would weigh most.
   */
  mode: Float64Array;
  mean: Float64Array;
  median: Float64Array;
  low95: Float64Array;
  high95: Float64Array;
  /** For each variable the place of the highest smoothed histogram. */
  marginalMode: Float64Array;
}

/**
 * Points that stand for a posterior: best, mode, mean and median, and the central intervals that hold 95 %.
 *
 * @param posterior weighted samples
 * @returns in sampler coordinates, where means and quantiles are taken
 * @throws {RangeError} when there is no sample or no weight
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 *
 * const posterior = { variables: ["rho"], samples: Float64Array.of(1, 2, 4), weights: Float64Array.of(1, 1, 2) };
 * const estimates = meteoroid.pointEstimates({ ...posterior, logl: Float64Array.of(-3, -1, -2) });
 * [estimates.best[0], estimates.mode[0], estimates.mean[0]]; // => [2, 4, 2.75]
 * ```
 */
export function pointEstimates({ variables, samples, weights, logl, logvol }: WeightedSamples): PointEstimates {
  const ndim = variables.length;
  const n = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (n === 0 || !(total > 0)) throw new RangeError(`The posterior has no weight: ${total} in ${n} samples`);
  const sample = (i: number) => samples.slice(i * ndim, (i + 1) * ndim);
  const column = (k: number) => Float64Array.from({ length: n }, (_, i) => samples[i * ndim + k]);
  const perVariable = (of: (values: Float64Array) => number) =>
    Float64Array.from({ length: ndim }, (_, k) => of(column(k)));
  const quantile = (probability: number) =>
    perVariable((values) => presentQuantiles(values, weights, [probability])[0]);
  return {
    best: sample(greatestAt(logl)),
    mode: sample(greatestAt(logvol ? logl.map((value, i) => value + logvol[i]) : weights)),
    mean: perVariable((values) => values.reduce((sum, value, i) => sum + weights[i] * value, 0) / total),
    median: quantile(0.5),
    low95: quantile(0.025),
    high95: quantile(0.975),
    marginalMode: perVariable((values) => histogramMode(values, weights)),
  };
}

/**
 * Weighted correlations of all pairs of variables.
 *
 * @returns shape `[ndim, ndim]`, row-major; NaN for a variable that does not vary
 */
export function weightedCorrelation({ variables, samples, weights }: Omit<WeightedSamples, "logl">): Float64Array {
  const ndim = variables.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = Float64Array.from(
    { length: ndim },
    (_, k) => weights.reduce((sum, weight, i) => sum + weight * samples[i * ndim + k], 0) / total,
  );
  const covariance = new Float64Array(ndim * ndim);
  for (let j = 0; j < ndim; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) {
        sum += weights[i] * (samples[i * ndim + j] - mean[j]) * (samples[i * ndim + k] - mean[k]);
      }
      covariance[j * ndim + k] = covariance[k * ndim + j] = sum;
    }
  }
  return covariance.map((value, at) => {
    const [j, k] = [Math.floor(at / ndim), at % ndim];
    return j === k ? 1 : value / Math.sqrt(covariance[j * ndim + j] * covariance[k * ndim + k]);
  });
}

function greatestAt(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

const bins = 500;
/** Width of the Gaussian that smooths the histogram, bins. */
const smoothing = 10;

/** Middle of the bin where a histogram over the whole range, smoothed by a Gaussian, is highest. */
function histogramMode(values: Float64Array, weights: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return low;
  const width = (high - low) / bins;
  const histogram = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    histogram[Math.min(bins - 1, Math.floor((values[i] - low) / width))] += weights[i];
  }
  const reach = 4 * smoothing;
  const kernel = Float64Array.from({ length: reach + 1 }, (_, k) => exp((-k * k) / (2 * smoothing * smoothing)));
  const smooth = histogram.map((_, at) => {
    let sum = 0;
    for (let other = Math.max(0, at - reach); other <= Math.min(bins - 1, at + reach); other++) {
      sum += kernel[Math.abs(at - other)] * histogram[other];
    }
    return sum;
  });
  return low + (greatestAt(smooth) + 0.5) * width;
}
