import type { Random } from "../../../core/random";
import { exp, log } from "../../../core/special";
import { Coordinates } from "./coordinates";
import { fitOnTheWay } from "./fit-smooth";
import type { FreshDraws } from "./fresh-draws";
import { extended, type KnownPoints, posteriorWeights, significant } from "./known-points";
import { Proposal } from "./proposal";
import { representativePoints } from "./representative-points";
import { tamed } from "./tamed-weights";

/** Halvings of the interval in which the power is searched, and the part of it to which it is found. */
const [halvings, precision] = [30, 1e-3];
/** Points from which a proposal on the way learns. */
const mostTeachers = 4000;

/**
 * Steps on the way from a stranded exploration to the posterior, and the draws of each: few, because it is the many steps
 * that lead there.
 */
const mostSteps = 800;
const [fewestDraws, drawsPerDimension] = [128, 8];
/** Effective points, per dimension, that each step starts from, so that the ends of thin shapes stay in sight. */
const [samplesPerDimension, mostSamples] = [60, 900];

/** What is said of a run whose explorations all ended before the posterior. */
export const onePath =
  "Explorations could not follow the contours as far as the posterior, and one path of ever colder proposals led on: " +
  "what lies far from that path can be missing; compare with a run of another seed";

/** What drawing round points needs from a run. */
export interface Drawer {
  readonly wrapped: readonly number[];
  readonly random: Random;
  readonly stage: number;
  /** Draws from a proposal; null when the run is told to end. */
  drawn(proposal: Proposal, n: number): Promise<FreshDraws | null>;
}

/**
 * Goes on from points that do not describe the posterior: again and again proposals are fitted to the coldest that they do
 * describe, and their draws added, until that is the posterior itself.
 * @returns the points given where they describe it already
 */
export async function coolDown(known: KnownPoints, drawer: Drawer): Promise<KnownPoints> {
  const { wrapped, random, stage } = drawer;
  const wanted = Math.min(samplesPerDimension * known.ndim, mostSamples);
  const draws = Math.max(fewestDraws, drawsPerDimension * known.ndim);
  let all = known;
  let power = 0;
  for (let step = 0; step < mostSteps; step++) {
    const coldest = coldestKnown(all, wanted, power);
    if (coldest.power === 1) break;
    power = coldest.power;
    const drawn = await drawer.drawn(heatedProposal(all, coldest, wrapped, random, stage, step), draws);
    if (drawn === null) break;
    all = extended(significant(all, power), drawn);
  }
  return all;
}

/** A power of the likelihood and the weights of points for it. */
export interface HeatedWeights {
  readonly power: number;
  readonly weights: Float64Array;
}

/**
 * The coldest posterior that points can describe: the largest power of the likelihood, up to 1, at which as many of
 * them as wanted count. (They are counted by the entropy of their weights: by the sum of their squares, each lone point
 * found where nothing was expected would lead back to high temperatures.)
 * @param least power to begin with, where as many as wanted count there
 */
export function coldestKnown(known: KnownPoints, wanted: number, least = 0): HeatedWeights {
  const countAt = counts(known);
  const at = (power: number): HeatedWeights => ({ power, weights: posteriorWeights(known, power).weights });
  if (countAt(1) >= wanted) return at(1);
  let [low, high] = countAt(least) >= wanted ? [least, 1] : [0, least > 0 ? least : 1];
  for (let k = 0; k < halvings && high - low > precision * high; k++) {
    const middle = 0.5 * (low + high);
    if (countAt(middle) >= wanted) low = middle;
    else high = middle;
  }
  return at(low);
}

/** Gives the exponential of the entropy of the weights of points for powers of the likelihood. */
function counts({ logl, density }: KnownPoints): (power: number) => number {
  const logDensity = density.map(log);
  const logWeights = new Float64Array(logl.length);
  return (power) => {
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < logl.length; i++) {
      logWeights[i] = logl[i] === Number.NEGATIVE_INFINITY ? logl[i] : power * logl[i] - logDensity[i];
      if (logWeights[i] > highest) highest = logWeights[i];
    }
    let total = 0;
    let moment = 0;
    for (const logWeight of logWeights) {
      const weight = exp(logWeight - highest);
      if (weight === 0) continue;
      total += weight;
      moment += weight * (logWeight - highest);
    }
    return total * exp(-moment / total);
  };
}

/** t distributions fitted to weighted points: what to draw from next on the way to the posterior. */
export function heatedProposal(
  known: KnownPoints,
  heated: HeatedWeights,
  wrapped: readonly number[],
  random: Random,
  stage: number,
  round: number,
): Proposal {
  const { ndim, u } = known;
  const weights = tamed(heated.weights);
  const hotter = tamed(posteriorWeights(known, 0.5 * heated.power).weights);
  const coordinates = Coordinates.of(u, weights, hotter, ndim, wrapped);
  const heaviest = representativePoints(u, weights, ndim, mostTeachers);
  const { y } = coordinates.placeAll(heaviest.y, ndim);
  return new Proposal(
    ndim,
    fitOnTheWay(y, heaviest.weights, coordinates, random.stream(stage, round)),
    [],
    coordinates,
  );
}
