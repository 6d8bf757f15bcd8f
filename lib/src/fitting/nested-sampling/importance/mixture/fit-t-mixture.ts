import { meanAndCovariance, solveLower } from "../../../../core/linalg";
import type { RandomStream } from "../../../../core/random";
import { log } from "../../../../core/special";
import { effectiveSampleSize } from "../../../../core/statistics";
import { resampleEqual } from "../../resample-equal";
import { type Cluster, clusterDivisions } from "./cluster-divisions";
import { distinctPoints, selectPoints, type WeightedPoints } from "./distinct-points";
import { maximiseLikelihood, type Patience } from "./expectation-maximisation";
import { frameFactor, scaleFactors } from "./scale-matrices";
import { withRegionFloor } from "./separate-regions";
import { logDensities, type TMixture, tMixture } from "./t-mixture";

/** Options of {@link fitTMixture}. */
export interface MixtureFitOptions {
  /** Random numbers for the division of the points into halves and for resampling. */
  readonly stream: RandomStream;
  /** Default 8: tails heavy enough to bound the weights of what falls off like a normal distribution. */
  readonly degreesOfFreedom?: number;
  /** Default 16. */
  readonly maxComponents?: number;
  /** Known cluster of each point, shape `[n]`, whole numbers; at least one component begins in each. */
  readonly seeds?: ArrayLike<number>;
  /** Points that depend on each other, like those of one Markov chain, share a number here, shape `[n]`. */
  readonly groups?: ArrayLike<number>;
}

/** Numbers of components that are tried, in this order. */
const ladder = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
/** Rungs that may bring nothing before the search ends. */
const rungsWithoutGain = 2;
/** Gain of held-out log-density for each effective point that makes more components worth their while. */
const worthwhile = 2e-3;
/** Points that are divided into first clusters; the maximum of the likelihood is found with all. */
const mostDivided = 1500;
const trial: Patience = { rounds: 10, gain: 5e-3 };
const final: Patience = { rounds: 30, gain: 5e-4 };

/**
 * Mixture of t distributions fitted to weighted points. Clusters are found by dividing the points again and again
 * and improved by expectation and maximisation; how many of them is decided by the log-density that
 * a fit to one half of the points gives the other half.
 *
 * @param points shape `[n, ndim]`, row-major, in probit coordinates
 * @param weights shape `[n]`, not negative, of any scale
 * @throws {RangeError} when lengths do not fit, a number is not finite, or no weight is positive
 * @see [Peel2000]
 */
export function fitTMixture(points: Float64Array, weights: ArrayLike<number>, options: MixtureFitOptions): TMixture {
  return judgedTMixture(points, weights, options).mixture;
}

/** The same, and the mean log-density that fits to half of the points gave the other half. */
export function judgedTMixture(
  points: Float64Array,
  weights: ArrayLike<number>,
  options: MixtureFitOptions,
): { mixture: TMixture; heldOut: number } {
  const { stream, degreesOfFreedom = 8, maxComponents = 16, seeds, groups } = options;
  const given = distinctPoints(points, weights, seeds, groups);
  const frame = frameOf(given);
  const data = { ...given, points: intoFrame(given, frame) };

  const start = (part: WeightedPoints) => startingMixtures(part, degreesOfFreedom, stream);
  const { guess, heldOut } = bestOfLadder(data, maxComponents, start, stream);
  let logDeterminant = 0;
  for (let j = 0; j < data.ndim; j++) logDeterminant += log(frame.factor[j * data.ndim + j]);
  return {
    mixture: withRegionFloor(outOfFrame(maximiseLikelihood(guess, data, final), frame)),
    heldOut: heldOut - logDeterminant,
  };
}

/** Gives first guesses with growing numbers of components; fewer when the points cannot be divided so often. */
type Starts = (count: number) => TMixture;

/**
 * A mixture with as many components as pay on points that it was not fitted to, one of the two that the halves
 * of the points give. From a bad start the maximum found may be a poor one, so the better of the two is taken.
 */
function bestOfLadder(
  data: WeightedPoints,
  maxComponents: number,
  start: (part: WeightedPoints) => Starts,
  stream: RandomStream,
): { guess: TMixture; heldOut: number } {
  const seeded = new Set(data.labels).size;
  const groups = groupsByWeight(data);
  const nEffective = effectiveSampleSize(groups.map(({ weight }) => weight));
  const most = Math.min(maxComponents, effectiveSampleSize(data.weights) / (data.ndim + 2));
  const rungs = [seeded, ...ladder.filter((count) => count > seeded && count <= most)];
  if (rungs.length === 1) {
    const guess = start(data)(seeded);
    return { guess, heldOut: meanLogDensity(guess, data) };
  }
  const parts = halves(data, groups, stream);
  const starts = parts.map(start);
  let best: readonly TMixture[] = [];
  let bestScore = Number.NEGATIVE_INFINITY;
  let failed = 0;
  for (const count of rungs) {
    const fits = parts.map((part, h) => maximiseLikelihood(starts[h](count), part, trial));
    const score = 0.5 * (meanLogDensity(fits[0], parts[1]) + meanLogDensity(fits[1], parts[0]));
    if (score > bestScore + worthwhile + 1 / nEffective) {
      best = fits;
      bestScore = score;
      failed = 0;
    } else if (++failed >= rungsWithoutGain) break;
  }
  const guess = meanLogDensity(best[0], data) >= meanLogDensity(best[1], data) ? best[0] : best[1];
  return { guess, heldOut: bestScore };
}

function meanLogDensity(mixture: TMixture, { points, weights }: WeightedPoints): number {
  return logDensities(mixture, points).reduce((sum, logDensity, i) => sum + weights[i] * logDensity, 0);
}

interface Group {
  readonly members: number[];
  weight: number;
}

function groupsByWeight({ groups, weights }: WeightedPoints): Group[] {
  const byNumber = new Map<number, Group>();
  for (const [i, number] of groups.entries()) {
    const group = byNumber.get(number) ?? { members: [], weight: 0 };
    group.members.push(i);
    group.weight += weights[i];
    byNumber.set(number, group);
  }
  return [...byNumber.values()].sort((a, b) => b.weight - a.weight || a.members[0] - b.members[0]);
}

/** Halves of about equal weight: of any two groups next to each other in weight, one goes to each. */
function halves(
  data: WeightedPoints,
  groups: readonly Group[],
  stream: RandomStream,
): [WeightedPoints, WeightedPoints] {
  const sides: [number[], number[]] = [[], []];
  for (let g = 0; g < groups.length; g += 2) {
    const first = stream.integer(2);
    sides[first].push(...groups[g].members);
    if (g + 1 < groups.length) sides[1 - first].push(...groups[g + 1].members);
  }
  return [
    selectPoints(
      data,
      sides[0].sort((a, b) => a - b),
    ),
    selectPoints(
      data,
      sides[1].sort((a, b) => a - b),
    ),
  ];
}

function startingMixtures(data: WeightedPoints, degreesOfFreedom: number, stream: RandomStream): Starts {
  const { ndim } = data;
  const clusters = new Map<number, number[]>();
  // Every label keeps its heaviest point, the first, even when resampling would lose the cluster.
  const drawn = [...new Set(data.labels)].map((label) => data.labels.indexOf(label));
  drawn.push(...resampleEqual(data.weights, stream).subarray(0, mostDivided));
  for (const i of drawn) {
    const members = clusters.get(data.labels[i]) ?? [];
    for (let j = 0; j < ndim; j++) members.push(data.points[i * ndim + j]);
    clusters.set(data.labels[i], members);
  }
  const divisions = clusterDivisions(
    Array.from(clusters.values(), (points) => Float64Array.from(points)),
    ndim,
  );
  let current: readonly Cluster[] = [];
  return (count) => {
    while (current.length < count) {
      const next = divisions.next();
      if (next.done) break;
      current = next.value;
    }
    return mixtureOfClusters(current, ndim, degreesOfFreedom);
  };
}

function mixtureOfClusters(clusters: readonly Cluster[], ndim: number, degreesOfFreedom: number): TMixture {
  const counts = Float64Array.from(clusters, ({ points }) => points.length / ndim);
  const total = counts.reduce((sum, n) => sum + n, 0);
  const weights = counts.map((n) => n / total);
  const centres = new Float64Array(clusters.length * ndim);
  const covariances = new Float64Array(clusters.length * ndim * ndim);
  for (const [k, { mean, covariance }] of clusters.entries()) {
    centres.set(mean, k * ndim);
    covariances.set(covariance, k * ndim * ndim);
  }
  return tMixture({
    ndim,
    degreesOfFreedom,
    weights,
    centres,
    factors: scaleFactors(covariances, weights, counts, ndim),
  });
}

/** A linear frame in which the covariance of all points is 1. */
interface Frame {
  readonly centre: Float64Array;
  readonly factor: Float64Array;
}

function frameOf({ ndim, points, weights }: WeightedPoints): Frame {
  if (weights.length === 1) {
    return { centre: Float64Array.from(points), factor: frameFactor(new Float64Array(ndim * ndim), ndim, 1) };
  }
  const { mean, covariance } = meanAndCovariance(points, ndim, weights);
  return { centre: mean, factor: frameFactor(covariance, ndim, effectiveSampleSize(weights)) };
}

function intoFrame({ ndim, points }: WeightedPoints, { centre, factor }: Frame): Float64Array {
  const out = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += ndim) {
    const z = out.subarray(at, at + ndim);
    for (let j = 0; j < ndim; j++) z[j] = points[at + j] - centre[j];
    solveLower(factor, z, z);
  }
  return out;
}

function outOfFrame({ ndim: d, degreesOfFreedom, weights, centres, factors }: TMixture, frame: Frame): TMixture {
  const moved = new Float64Array(centres.length);
  const turned = new Float64Array(factors.length);
  for (let k = 0; k < weights.length; k++) {
    for (let i = 0; i < d; i++) {
      moved[k * d + i] = frame.centre[i];
      for (let j = 0; j <= i; j++) moved[k * d + i] += frame.factor[i * d + j] * centres[k * d + j];
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let m = j; m <= i; m++) sum += frame.factor[i * d + m] * factors[(k * d + m) * d + j];
        turned[(k * d + i) * d + j] = sum;
      }
    }
  }
  return tMixture({ ndim: d, degreesOfFreedom, weights, centres: moved, factors: turned });
}
