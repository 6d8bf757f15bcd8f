import { concatenated } from "../../../../core/concatenated";
import { invertLower } from "../../../../core/linalg";
import type { RandomStream } from "../../../../core/random";
import { exp, log, logGamma } from "../../../../core/special";
import { chiSquare } from "./chi-square";
import { leastTotal, type MixtureShapes, squaredDistance } from "./kernel/t-mixture-kernel";
import { tMixtureKernel } from "./kernel/t-mixture-web-assembly";

/** Points whose densities are found together, to bound the memory that takes. */
const together = 4096;

/** What defines a mixture of multivariate Student t distributions. */
export interface TMixtureParameters {
  readonly ndim: number;
  /** A whole number, the same for all components. */
  readonly degreesOfFreedom: number;
  /** Sum 1, shape `[K]`. */
  readonly weights: Float64Array;
  /** Shape `[K, ndim]`. */
  readonly centres: Float64Array;
  /** Lower Cholesky factors of the scale matrices, shape `[K, ndim, ndim]`. */
  readonly factors: Float64Array;
}

/** A mixture of multivariate Student t distributions, with what its density needs again and again. */
export interface TMixture extends TMixtureParameters, MixtureShapes {
  /** Logarithms of weight times density at the centre, shape `[K]`. */
  readonly logPeaks: Float64Array;
  /** Logarithm of the highest peak, which is the unit of the others. */
  readonly logUnit: number;
}

/** Completes the parameters of a mixture. The arrays are kept, not copied. */
export function tMixture(parameters: TMixtureParameters): TMixture {
  const { ndim: d, degreesOfFreedom: nu, weights, centres, factors } = parameters;
  const inverseFactors = new Float64Array(factors.length);
  const whitenedCentres = new Float64Array(centres.length);
  const logPeaks = new Float64Array(weights.length);
  const constant = logGamma((nu + d) / 2) - logGamma(nu / 2) - 0.5 * d * log(nu * Math.PI);
  for (let k = 0; k < weights.length; k++) {
    const at = k * d * d;
    invertLower(factors.subarray(at, at + d * d), d, inverseFactors.subarray(at, at + d * d));
    logPeaks[k] = log(weights[k]) + constant;
    for (let i = 0; i < d; i++) {
      logPeaks[k] -= log(factors[at + i * d + i]);
      for (let j = 0; j <= i; j++) whitenedCentres[k * d + i] += inverseFactors[at + i * d + j] * centres[k * d + j];
    }
  }
  const logUnit = logPeaks.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const peaks = logPeaks.map((logPeak) => exp(logPeak - logUnit));
  return { ...parameters, inverseFactors, whitenedCentres, logPeaks, peaks, logUnit };
}

/** The same shapes with other weights. */
export function withWeights(mixture: TMixtureParameters, weights: Float64Array): TMixture {
  const { ndim, degreesOfFreedom, centres, factors } = mixture;
  return tMixture({ ndim, degreesOfFreedom, weights, centres, factors });
}

/** The components of two mixtures, each with half of the weight. */
export function joinedMixtures(a: TMixtureParameters, b: TMixtureParameters): TMixture {
  return tMixture({
    ndim: a.ndim,
    degreesOfFreedom: a.degreesOfFreedom,
    weights: concatenated([a.weights, b.weights]).map((weight) => 0.5 * weight),
    centres: concatenated([a.centres, b.centres]),
    factors: concatenated([a.factors, b.factors]),
  });
}

/**
 * Logarithm of weight times density of every component.
 *
 * @param y shape `[n, ndim]`
 * @param out receives the logarithms, shape `[K]`
 * @param at where the point begins in `y`
 * @returns `out`
 */
export function componentLogDensities(mixture: TMixture, y: Float64Array, out: Float64Array, at = 0): Float64Array {
  for (let k = 0; k < mixture.logPeaks.length; k++) out[k] = componentLogDensity(mixture, k, y, at);
  return out;
}

function componentLogDensity(mixture: TMixture, k: number, y: Float64Array, at: number): number {
  const { ndim, degreesOfFreedom: nu, logPeaks } = mixture;
  return logPeaks[k] - 0.5 * (nu + ndim) * log(1 + squaredDistance(mixture, k, y, at) / nu);
}

/**
 * Logarithms of the density of the mixture.
 *
 * @param y shape `[n, ndim]`
 * @param out receives the logarithms, shape `[n]`
 * @returns `out`
 */
export function logDensities(
  mixture: TMixture,
  y: Float64Array,
  out: Float64Array = new Float64Array(y.length / mixture.ndim),
): Float64Array {
  const { ndim, logUnit } = mixture;
  for (let first = 0; first < out.length; first += together) {
    const part = y.subarray(first * ndim, (first + together) * ndim);
    const { totals } = tMixtureKernel.terms(mixture, part);
    for (let i = 0; i < totals.length; i++) {
      out[first + i] = totals[i] >= leastTotal ? logUnit + log(totals[i]) : farLogDensity(mixture, part, i * ndim);
    }
  }
  return out;
}

/**
 * Logarithms of the densities of all components, each as if it were alone.
 *
 * @param y shape `[n, ndim]`
 * @returns shape `[n, K]`; −∞ for a component without weight
 */
export function logDensitiesOfEach(mixture: TMixture, y: Float64Array): Float64Array {
  const { ndim, weights, logUnit } = mixture;
  const n = y.length / ndim;
  const count = weights.length;
  const logs = new Float64Array(n * count).fill(Number.NEGATIVE_INFINITY);
  for (let first = 0; first < n; first += together) {
    const part = y.subarray(first * ndim, (first + together) * ndim);
    const { terms, totals, stride } = tMixtureKernel.terms(mixture, part);
    for (let k = 0; k < count; k++) {
      if (weights[k] === 0) continue;
      const logWeight = log(weights[k]);
      for (let i = 0; i < totals.length; i++) {
        const term = terms[k * stride + i];
        logs[(first + i) * count + k] =
          term >= leastTotal
            ? log(term) + (logUnit - logWeight)
            : componentLogDensity(mixture, k, part, i * ndim) - logWeight;
      }
    }
  }
  return logs;
}

/** Where densities are too small for numbers. */
function farLogDensity(mixture: TMixture, y: Float64Array, at: number): number {
  const terms = componentLogDensities(mixture, y, new Float64Array(mixture.weights.length), at);
  return logSum(terms);
}

/** Logarithm of the sum of numbers whose logarithms are given. */
export function logSum(logs: Float64Array): number {
  const largest = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return largest === Number.NEGATIVE_INFINITY
    ? largest
    : largest + log(logs.reduce((sum, x) => sum + exp(x - largest), 0));
}

/** Logarithm of the density of the mixture at one point, shape `[ndim]`. */
export function logDensity(mixture: TMixture, y: Float64Array): number {
  return logDensities(mixture, y, new Float64Array(1))[0];
}

/**
 * A draw of the mixture.
 *
 * @param out receives the point, shape `[ndim]`
 * @returns the component that it comes from
 */
export function draw(mixture: TMixtureParameters, stream: RandomStream, out: Float64Array): number {
  const { ndim: d, degreesOfFreedom: nu, weights, centres, factors } = mixture;
  let k = 0;
  for (let rest = stream.uniform() - weights[0]; rest > 0 && k < weights.length - 1; rest -= weights[k]) k++;
  const scale = Math.sqrt(nu / chiSquare(nu, stream));
  for (let i = 0; i < d; i++) out[i] = stream.normal() * scale;
  for (let i = d - 1; i >= 0; i--) {
    const row = (k * d + i) * d;
    let sum = centres[k * d + i];
    for (let j = 0; j <= i; j++) sum += factors[row + j] * out[j];
    out[i] = sum;
  }
  return k;
}

/** Draws of the mixture, shape `[n, ndim]`. */
export function drawMany(mixture: TMixtureParameters, n: number, stream: RandomStream): Float64Array {
  const { ndim } = mixture;
  const y = new Float64Array(n * ndim);
  for (let i = 0; i < n; i++) draw(mixture, stream, y.subarray(i * ndim, i * ndim + ndim));
  return y;
}
