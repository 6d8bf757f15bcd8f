import { concatenated } from "../../../core/concatenated";
import { wrap } from "../bounds/wrap";
import { resampleEqual } from "../resample-equal";
import { Climb, difference, logEvidenceOf, type Summit, squaredDistance } from "./climbs";
import { coldestKnown, type Drawer, heatedProposal } from "./cooling";
import { Coordinates } from "./coordinates";
import type { Exploration } from "./exploration";
import { extended, type KnownPoints, nothingKnown, posteriorWeights } from "./known-points";
import { lonePeaks } from "./lone-peaks";
import { tMixture } from "./mixture/t-mixture";
import { Proposal } from "./proposal";
import { rotationFor } from "./rotation";

/** The first points of explorations, among which lone peaks are sought: later ones lie where these have decided to look. */
const early = 6000;
/** Lone points from which climbs begin, and steps, per dimension, after which those without a valley behind them end. */
const mostStarts = 60;
const [firstSteps, moreSteps] = [4, 25];
/** Climbs that go on. */
const mostClimbs = 24;
/** Places on the way from a lone peak to the posterior at which a valley is sought. */
const waypoints = [0.25, 0.5, 0.75];
/** Points of the posterior of which the nearest is where that way leads. */
const mostTargets = 500;
/** What is known of the posterior lies within bounds with all of its weight but this. */
const fringe = 1e-3;
/** A peak with less evidence than this beside what is known, in nats, is not worth more calls. */
const leastLogEvidence = -8;
/** Draws round each new peak in a round, and rounds at most. */
const drawsPerRound = 256;
const mostRounds = 6;
/** Effective points per dimension from which the next round learns, and draws with a likelihood that there must be. */
const wanted = 10;
const fewestFeasible = 2;

/** What a hunt needs from a run. */
export interface Hunter extends Drawer {
  /** Log-likelihoods of points of shape `[n, ndim]`; null when the run is told to end. */
  evaluate(u: Float64Array): Promise<Float64Array | null>;
  /** Calls that the climbs may take; the draws may take as many. */
  readonly most: number;
}

/**
 * Looks for modes that explorations have lost: those that are narrow beside the others and far from them hold few points,
 * or none, when their contour is passed, however much of the posterior they have. Climbs lead from lone points that were
 * seen early, across a valley from what is known, to their peaks; draws round those that matter are added to what is known.
 */
export async function hunt(
  known: KnownPoints,
  explorations: readonly Exploration[],
  hunter: Hunter,
): Promise<KnownPoints> {
  const { weights, logz } = posteriorWeights(known);
  const isKnown = bulkOf(known, weights, explorations);
  const { ndim } = known;
  const { most } = hunter;
  const climbs = lonePoints(explorations, ndim, hunter);
  if (!(await climb(climbs, Math.min(firstSteps * ndim, (0.3 * most) / mostStarts), isKnown, hunter))) return known;
  if (!(await dropWithoutValley(climbs, known, weights, hunter))) return known;
  climbs.splice(mostClimbs);
  if (!(await climb(climbs, Math.min(moreSteps * ndim, (0.7 * most) / mostClimbs), isKnown, hunter))) return known;
  const summits = climbs.map((each) => each.summit());
  const worthwhile = summits.filter((summit) => logEvidenceOf(summit) - logz > leastLogEvidence);
  const peaks = distinct(worthwhile, hunter.wrapped).slice(0, Math.floor(most / (drawsPerRound * mostRounds)) + 1);
  return peaks.length === 0 ? known : withPeaks(known, peaks, hunter);
}

/** Whether a point lies where the bulk of the posterior is known to lie. */
function bulkOf(
  { logl }: KnownPoints,
  weights: Float64Array,
  explorations: readonly Exploration[],
): (u: Float64Array) => boolean {
  let lowest = Number.POSITIVE_INFINITY;
  let below = 0;
  for (const i of Array.from(logl.keys()).sort((a, b) => logl[a] - logl[b] || a - b)) {
    below += weights[i];
    if (below > fringe) {
      lowest = logl[i];
      break;
    }
  }
  const bounds = explorations.flatMap(({ bounds, contours }) => {
    const k = contours.findLastIndex((contour) => contour <= lowest);
    return k > 0 ? [bounds[k]] : [];
  });
  return (u) => bounds.some((bound) => bound.contained(u)[0] === 1);
}

/** Climbs from lone points among the early ones. */
function lonePoints(explorations: readonly Exploration[], ndim: number, { random, stage, wrapped }: Hunter): Climb[] {
  const firsts = explorations.map(({ points }) => Math.min(points.size, Math.floor(early / explorations.length)));
  const u = concatenated(explorations.map(({ points }, k) => points.u.subarray(0, firsts[k] * ndim)));
  const logl = concatenated(explorations.map(({ points }, k) => points.logl.subarray(0, firsts[k])));
  return lonePeaks({ ndim, u, logl }, mostStarts).map(
    (i, k) => new Climb(u.slice(i * ndim, i * ndim + ndim), logl[i], random.stream(stage, 1, k), wrapped),
  );
}

/** Leaves the climbs that a valley parts from the posterior; false when the run is told to end. */
async function dropWithoutValley(
  climbs: Climb[],
  { ndim, u }: KnownPoints,
  weights: Float64Array,
  { random, stage, wrapped, evaluate }: Hunter,
): Promise<boolean> {
  if (climbs.length === 0) return true;
  const all = resampleEqual(weights, random.stream(stage));
  const stride = Math.ceil(all.length / mostTargets);
  const targets = all.filter((_, i) => i % stride === 0);
  const ways = climbs.flatMap(({ place }) => {
    const way = difference(place, nearestOf(u, targets, place, wrapped), wrapped);
    return waypoints.map((part) => {
      const point = place.map((x, j) => x + part * way[j]);
      wrap(point, wrapped);
      return point;
    });
  });
  const answer = await evaluate(joined(ways, ndim));
  if (answer === null) return false;
  const left = climbs.filter(({ height }, k) => waypoints.some((_, w) => answer[k * waypoints.length + w] < height));
  climbs.splice(0, climbs.length, ...left);
  return true;
}

function nearestOf(u: Float64Array, rows: Uint32Array, to: Float64Array, wrapped: readonly number[]): Float64Array {
  const ndim = to.length;
  let nearest = to;
  let least = Number.POSITIVE_INFINITY;
  for (const i of rows) {
    const row = u.subarray(i * ndim, i * ndim + ndim);
    const square = squaredDistance(row, to, wrapped);
    if (square < least) [least, nearest] = [square, row];
  }
  return nearest;
}

/** Lets climbs go on, together; those that come to what is known end. False when the run is told to end. */
async function climb(
  climbs: Climb[],
  steps: number,
  isKnown: (u: Float64Array) => boolean,
  { evaluate }: Hunter,
): Promise<boolean> {
  for (let step = 0; climbs.length > 0; step++) {
    const tried = climbs.map((each) => each.next());
    if (step >= steps) return true;
    const answer = await evaluate(joined(tried, tried[0].length));
    if (answer === null) return false;
    const left = climbs.filter((each, k) => !(each.learn(tried[k], answer[k]) && isKnown(each.place)));
    climbs.splice(0, climbs.length, ...left);
  }
  return true;
}

function joined(rows: readonly Float64Array[], ndim: number): Float64Array {
  const all = new Float64Array(rows.length * ndim);
  for (const [k, row] of rows.entries()) all.set(row, k * ndim);
  return all;
}

/** One summit of each peak, the highest. */
function distinct(summits: readonly Summit[], wrapped: readonly number[]): Summit[] {
  const kept: Summit[] = [];
  for (const summit of [...summits].sort((a, b) => b.logl - a.logl)) {
    const isNew = kept.every(({ u, width }) => {
      const apart = 4 * Math.max(width, summit.width);
      return squaredDistance(u, summit.u, wrapped) > u.length * apart * apart;
    });
    if (isNew) kept.push(summit);
  }
  return kept;
}

/** What is known, and draws round peaks, which are first made from their widths and then learn from each other. */
async function withPeaks(known: KnownPoints, peaks: readonly Summit[], hunter: Hunter): Promise<KnownPoints> {
  const { ndim } = known;
  const { wrapped, random, stage } = hunter;
  let nearby = nothingKnown(ndim);
  let all = known;
  let proposal = roundPeaks(peaks, ndim, wrapped);
  for (let round = 0; ; round++) {
    const draws = await hunter.drawn(proposal, drawsPerRound * peaks.length);
    if (draws === null) return all;
    nearby = extended(nearby, draws);
    all = extended(all, draws);
    if (round + 1 === mostRounds || feasible(nearby) < fewestFeasible * ndim) return all;
    const coldest = coldestKnown(nearby, wanted * ndim * peaks.length);
    if (coldest.power === 1) return all;
    proposal = heatedProposal(nearby, coldest, wrapped, random, stage, 2 + round);
  }
}

function feasible({ logl }: KnownPoints): number {
  return logl.reduce((count, l) => count + (l > Number.NEGATIVE_INFINITY ? 1 : 0), 0);
}

function roundPeaks(peaks: readonly Summit[], ndim: number, wrapped: readonly number[]): Proposal {
  const places = joined(
    peaks.map(({ u }) => u),
    ndim,
  );
  const coordinates = new Coordinates(new Array<boolean>(ndim).fill(true), rotationFor(places, ndim, wrapped));
  const centres = new Float64Array(peaks.length * ndim);
  const factors = new Float64Array(peaks.length * ndim * ndim);
  for (const [k, { u, width }] of peaks.entries()) {
    coordinates.place(u, centres.subarray(k * ndim, k * ndim + ndim));
    // These coordinates are longer than those of the cube by the root of 2π.
    for (let j = 0; j < ndim; j++) factors[(k * ndim + j) * ndim + j] = Math.sqrt(2 * Math.PI) * width;
  }
  const weights = new Float64Array(peaks.length).fill(1 / peaks.length);
  const mixture = tMixture({ ndim, degreesOfFreedom: 8, weights, centres, factors });
  return new Proposal(ndim, { mixture, map: null }, [], coordinates);
}
