import { concatenated } from "../../../../core/concatenated";
import type { RandomStream } from "../../../../core/random";
import { exp, log, logGamma } from "../../../../core/special";
import { chiSquare } from "./chi-square";

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
export interface TMixture extends TMixtureParameters {
  /** Inverses of the factors, lower triangular too, shape `[K, ndim, ndim]`. */
  readonly inverseFactors: Float64Array;
  /** Centres multiplied by the inverse factors, shape `[K, ndim]`. */
  readonly whitenedCentres: Float64Array;
  /** Logarithms of weight times density at the centre, shape `[K]`. */
  readonly logPeaks: Float64Array;
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
  return { ...parameters, inverseFactors, whitenedCentres, logPeaks };
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

/** Squared distance of the point at `at` from the centre of component `k`, in the metric of its scale matrix. */
export function squaredDistance(mixture: TMixture, k: number, y: Float64Array, at = 0): number {
  const { ndim: d, whitenedCentres, inverseFactors } = mixture;
  let sum = 0;
  let i = 0;
  // Two rows at a time: sums that do not wait for each other take half the time.
  for (; i + 1 < d; i += 2) {
    const row = (k * d + i) * d;
    let z = -whitenedCentres[k * d + i];
    let below = -whitenedCentres[k * d + i + 1];
    for (let j = 0; j <= i; j++) {
      z += inverseFactors[row + j] * y[at + j];
      below += inverseFactors[row + d + j] * y[at + j];
    }
    below += inverseFactors[row + d + i + 1] * y[at + i + 1];
    sum += z * z + below * below;
  }
  if (i < d) {
    let z = -whitenedCentres[k * d + i];
    for (let j = 0; j <= i; j++) z += inverseFactors[(k * d + i) * d + j] * y[at + j];
    sum += z * z;
  }
  return sum;
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
  const { ndim, degreesOfFreedom: nu, logPeaks } = mixture;
  for (let k = 0; k < logPeaks.length; k++) {
    out[k] = logPeaks[k] - 0.5 * (nu + ndim) * log(1 + squaredDistance(mixture, k, y, at) / nu);
  }
  return out;
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
  const terms = new Float64Array(mixture.weights.length);
  for (let i = 0; i < out.length; i++) {
    componentLogDensities(mixture, y, terms, i * mixture.ndim);
    let largest = terms[0];
    for (let k = 1; k < terms.length; k++) if (terms[k] > largest) largest = terms[k];
    let sum = 0;
    for (let k = 0; k < terms.length; k++) sum += exp(terms[k] - largest);
    out[i] = largest + log(sum);
  }
  return out;
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

/** Inverse of a lower triangular matrix, by columns. */
function invertLower(l: Float64Array, d: number, out: Float64Array): void {
  for (let j = 0; j < d; j++) {
    for (let i = j; i < d; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= l[i * d + k] * out[k * d + j];
      out[i * d + j] = sum / l[i * d + i];
    }
  }
}
