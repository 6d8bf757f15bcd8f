import { exp, log } from "../../../../core/special";
import type { WeightedPoints } from "./distinct-points";
import { scaleFactors } from "./scale-matrices";
import { componentLogDensities, type TMixture, tMixture } from "./t-mixture";

/** Responsibilities below this count as none: many components each see a little of every point. */
const negligible = 1e-4;
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
  /** Sum of the weights after those of the t distribution. */
  readonly scaled: Float64Array;
  /** First and second moments about the old centre; only the lower triangle of the second. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function expectation(mixture: TMixture, { points, weights }: WeightedPoints): Moments {
  const { ndim: d, degreesOfFreedom: nu, centres, logPeaks } = mixture;
  const count = logPeaks.length;
  const mass = new Float64Array(count);
  const squares = new Float64Array(count);
  const scaled = new Float64Array(count);
  const first = new Float64Array(count * d);
  const second = new Float64Array(count * d * d);
  const terms = new Float64Array(count);
  const offset = new Float64Array(d);
  const root = -2 / (nu + d);
  let meanLogDensity = 0;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i];
    componentLogDensities(mixture, points, terms, i * d);
    let largest = terms[0];
    for (let k = 1; k < count; k++) if (terms[k] > largest) largest = terms[k];
    let sum = 0;
    for (let k = 0; k < count; k++) sum += exp(terms[k] - largest);
    const logSum = largest + log(sum);
    meanLogDensity += w * logSum;
    for (let k = 0; k < count; k++) {
      const share = exp(terms[k] - logSum);
      if (share < negligible) continue;
      mass[k] += w * share;
      squares[k] += w * w * share;
      // From the density back to 1 + distance²/ν, without another solve.
      const v = (w * share * (1 + d / nu)) / exp(root * (terms[k] - logPeaks[k]));
      scaled[k] += v;
      addMoments(points, i * d, centres, k * d, v, d, offset, first, second);
    }
  }
  return { meanLogDensity, mass, nEffective: effectivePoints(mass, squares), scaled, first, second };
}

/** Adds a weighted offset and the lower triangle of its outer product to the moments of a component. */
function addMoments(
  points: Float64Array,
  at: number,
  centres: Float64Array,
  first0: number,
  weight: number,
  d: number,
  offset: Float64Array,
  first: Float64Array,
  second: Float64Array,
): void {
  for (let a = 0; a < d; a++) {
    const difference = points[at + a] - centres[first0 + a];
    offset[a] = difference;
    const product = weight * difference;
    first[first0 + a] += product;
    const row = (first0 + a) * d;
    for (let b = 0; b <= a; b++) second[row + b] += product * offset[b];
  }
}

function effectivePoints(mass: Float64Array, squares: Float64Array): Float64Array {
  return mass.map((m, k) => (m > 0 ? (m * m) / squares[k] : 0));
}

function maximisation(old: TMixture, moments: Moments): TMixture {
  const { ndim: d, degreesOfFreedom } = old;
  let kept = Array.from(moments.nEffective.keys()).filter((k) => moments.nEffective[k] >= fewest);
  if (kept.length === 0) kept = [moments.mass.indexOf(Math.max(...moments.mass))];
  const weights = Float64Array.from(kept, (k) => moments.mass[k]);
  const total = weights.reduce((sum, w) => sum + w, 0);
  for (let k = 0; k < weights.length; k++) weights[k] /= total;

  const centres = new Float64Array(kept.length * d);
  const covariances = new Float64Array(kept.length * d * d);
  for (const [to, k] of kept.entries()) {
    const scale = 1 / moments.scaled[k];
    for (let a = 0; a < d; a++) centres[to * d + a] = old.centres[k * d + a] + scale * moments.first[k * d + a];
    for (let a = 0; a < d; a++) {
      for (let b = 0; b <= a; b++) {
        const shift = scale * scale * moments.first[k * d + a] * moments.first[k * d + b];
        // Divided by the scaled weights rather than by the mass: the same at the maximum, and sooner there.
        const value = scale * moments.second[(k * d + a) * d + b] - shift;
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
