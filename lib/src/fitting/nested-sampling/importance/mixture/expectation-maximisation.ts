import { exp, log } from "../../../../core/special";
import type { WeightedPoints } from "./distinct-points";
import { leastTotal, type MixtureMoments, negligible, squaredDistance } from "./kernel/t-mixture-kernel";
import { tMixtureKernel } from "./kernel/t-mixture-web-assembly";
import { scaleFactors } from "./scale-matrices";
import { componentLogDensities, logSum, type TMixture, tMixture } from "./t-mixture";

/** A component with fewer effective points than this is dropped. */
const fewest = 2;

/** When to stop. */
export interface Patience {
  readonly rounds: number;
  /** Least gain in mean log-density that is worth another round. */
  readonly gain: number;
}

/**
 * Maximum of the weighted log-likelihood of a mixture of t distributions by expectation and maximisation, from a
 * first guess on. Components that lose their points are dropped.
 *
 * @returns the mixture, its covariances widened a little for being estimated from few points
 * @see [Peel2000]
 */
export function maximiseLikelihood(start: TMixture, data: WeightedPoints, { rounds, gain }: Patience): TMixture {
  let mixture = start;
  let before = Number.NEGATIVE_INFINITY;
  let nEffective: Float64Array = new Float64Array(0);
  for (let round = 0; round < rounds; round++) {
    const moments = expectation(mixture, data);
    mixture = maximisation(mixture, moments);
    nEffective = moments.nEffective.filter((n) => n >= fewest);
    if (moments.meanLogDensity - before < gain && nEffective.length === moments.nEffective.length) break;
    before = moments.meanLogDensity;
  }
  return widened(mixture, nEffective);
}

/** What a round of expectation finds out of every component. */
interface Moments {
  readonly meanLogDensity: number;
  readonly mass: Float64Array;
  readonly nEffective: Float64Array;
  /** Moments about the old centres, as kernels give them. */
  readonly products: Float64Array;
}

/** @internal */
export function expectation(mixture: TMixture, { points, weights }: WeightedPoints): Moments {
  const { ndim: d, logUnit } = mixture;
  const sums = tMixtureKernel.moments(mixture, points, weights);
  const { totals, mass, squares, products } = sums;
  let meanLogDensity = 0;
  for (let i = 0; i < weights.length; i++) {
    const logDensity =
      totals[i] >= leastTotal ? logUnit + log(totals[i]) : addFar(mixture, points, i * d, weights[i], sums);
    meanLogDensity += weights[i] * logDensity;
  }
  return { meanLogDensity, mass, nEffective: effectivePoints(mass, squares), products };
}

/**
 * Adds a point where densities are too small for numbers to the moments.
 * @returns the log-density there
 */
function addFar(
  mixture: TMixture,
  points: Float64Array,
  at: number,
  w: number,
  { mass, squares, products }: MixtureMoments,
): number {
  const { ndim: d, degreesOfFreedom: nu, centres } = mixture;
  const p = d + 1;
  const terms = componentLogDensities(mixture, points, new Float64Array(mass.length), at);
  const whole = logSum(terms);
  const row = new Float64Array(p).fill(1);
  for (let k = 0; k < mass.length; k++) {
    const share = exp(terms[k] - whole);
    if (!(share >= negligible)) continue;
    mass[k] += w * share;
    squares[k] += w * w * share;
    const v = (w * share * (nu + d)) / (nu + squaredDistance(mixture, k, points, at));
    for (let j = 0; j < d; j++) row[1 + j] = points[at + j] - centres[k * d + j];
    for (let a = 0; a < p; a++) for (let b = 0; b <= a; b++) products[(k * p + a) * p + b] += v * row[a] * row[b];
  }
  return whole;
}

function effectivePoints(mass: Float64Array, squares: Float64Array): Float64Array {
  return mass.map((m, k) => (m > 0 ? (m * m) / squares[k] : 0));
}

function maximisation(old: TMixture, moments: Moments): TMixture {
  const { ndim: d, degreesOfFreedom } = old;
  const p = d + 1;
  let kept = Array.from(moments.nEffective.keys()).filter((k) => moments.nEffective[k] >= fewest);
  if (kept.length === 0) kept = [moments.mass.indexOf(Math.max(...moments.mass))];
  const weights = Float64Array.from(kept, (k) => moments.mass[k]);
  const total = weights.reduce((sum, w) => sum + w, 0);
  for (let k = 0; k < weights.length; k++) weights[k] /= total;

  const centres = new Float64Array(kept.length * d);
  const covariances = new Float64Array(kept.length * d * d);
  for (const [to, k] of kept.entries()) {
    const products = moments.products.subarray(k * p * p, (k + 1) * p * p);
    const scale = 1 / products[0];
    for (let a = 0; a < d; a++) centres[to * d + a] = old.centres[k * d + a] + scale * products[(a + 1) * p];
    for (let a = 0; a < d; a++) {
      for (let b = 0; b <= a; b++) {
        const shift = scale * scale * products[(a + 1) * p] * products[(b + 1) * p];
        // Divided by the scaled weights rather than by the mass: the same at the maximum, and sooner there.
        const value = scale * products[(a + 1) * p + b + 1] - shift;
        covariances[(to * d + a) * d + b] = covariances[(to * d + b) * d + a] = value;
      }
    }
  }
  const nEffective = Float64Array.from(kept, (k) => moments.nEffective[k]);
  return tMixture({
    ndim: d,
    degreesOfFreedom,
    weights,
    centres,
    factors: scaleFactors(covariances, weights, nEffective, d),
  });
}

/** Covariances times 1 + d/n: a fit to few points is too sure of itself. */
function widened(mixture: TMixture, nEffective: Float64Array): TMixture {
  const { ndim: d, degreesOfFreedom, weights, centres } = mixture;
  const factors = mixture.factors.map((l, at) => {
    const n = nEffective[Math.floor(at / (d * d))] ?? fewest;
    return l * Math.sqrt(1 + Math.min(d / n, 3));
  });
  return tMixture({ ndim: d, degreesOfFreedom, weights, centres, factors });
}
