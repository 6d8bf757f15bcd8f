import type { Random } from "../../../core/random";
import { exp, log } from "../../../core/special";
import { Coordinates } from "./coordinates";
import { fitOnTheWay } from "./fit-smooth";
import type { FreshDraws } from "./fresh-draws";
import { extended, type KnownPoints, posteriorWeights, significant } from "./known-points";
import { Proposal } from "./proposal";
import { representativePoints } from "./representative-points";
import { tamed } from "./tamed-weights";

/** Halvings of the interval in which the power is searched. */
const halvings = 30;
/** Points from which a proposal on the way learns. */
const mostTeachers = 4000;

/**
 * Steps on the way from a stranded exploration to the posterior, the effective points, per dimension, that each starts
 * from, and the draws of each: few, because it is the many steps that lead there.
 */
const mostSteps = 800;
const samplesPerDimension = 60;
const drawsPerStep = 128;

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
  let all = known;
  for (let step = 0; step < mostSteps; step++) {
    const coldest = coldestKnown(all, samplesPerDimension * known.ndim);
    if (coldest.power === 1) break;
    const draws = await drawer.drawn(heatedProposal(all, coldest, wrapped, random, stage, step), drawsPerStep);
    if (draws === null) break;
    // What does not matter here matters still less further on.
    all = extended(significant(all, coldest.power), draws);
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
 */
export function coldestKnown(known: KnownPoints, wanted: number): HeatedWeights {
  const at = (power: number): HeatedWeights => ({ power, weights: posteriorWeights(known, power).weights });
  const enough = ({ weights }: HeatedWeights): boolean => perplexity(weights) >= wanted;
  const cold = at(1);
  if (enough(cold)) return cold;
  let best = at(0);
  let [low, high] = [0, 1];
  for (let k = 0; k < halvings; k++) {
    const middle = at(0.5 * (low + high));
    if (enough(middle)) {
      low = middle.power;
      best = middle;
    } else {
      high = middle.power;
    }
  }
  return best;
}

/** Exponential of the entropy of weights that add up to 1. */
function perplexity(weights: Float64Array): number {
  return exp(-weights.reduce((sum, w) => (w > 0 ? sum + w * log(w) : sum), 0));
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
