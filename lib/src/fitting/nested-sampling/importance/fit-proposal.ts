import { concatenated } from "../../../core/concatenated";
import type { Random } from "../../../core/random";
import { exp } from "../../../core/special";
import { effectiveSampleSize } from "../../../core/statistics";
import { Coordinates } from "./coordinates";
import type { ExploredBound } from "./exploration";
import { fitSmooth } from "./fit-smooth";
import { type KnownPoints, posteriorWeights } from "./known-points";
import { fitTMixture } from "./mixture/fit-t-mixture";
import { joinedMixtures, logDensitiesOfEach, type TMixture, withWeights } from "./mixture/t-mixture";
import { mixtureShares, type ShareMaterial } from "./mixture-shares";
import { densityOf, Proposal, type SmoothPart } from "./proposal";
import { representativePoints, selectedRows, type WeightedRows } from "./representative-points";
import { tamed } from "./tamed-weights";
import { straightened } from "./transport/triangular-map";

/** Bounds with a smaller share are left out. */
const leastShare = 3e-4;
/**
 * t distributions for this power of the likelihood reach into the tails, with at least such a part of all draws, more where
 * the first proposal was not good enough: the points tell nothing of the weights that those not yet drawn would have there.
 */
const heat = 0.5;
const [leastHotFirst, leastHot] = [0.05, 0.15];
/** Least part of the draws from the t distributions for the posterior: bounds end where exploration saw nothing any more. */
const leastCold = 0.35;
/** Fewest effective points from which a mixture of t distributions is fitted. */
const fewest = 4;

/** A proposal fitted to points. */
export interface FittedProposal {
  readonly proposal: Proposal;
  readonly mixture: TMixture | null;
  /** Those of the mixture. */
  readonly coordinates: Coordinates;
}

/**
 * Fits a proposal to weighted points of the posterior: t distributions in coordinates without walls, and the bounds of the
 * explorations, with the shares that make the weights vary least.
 *
 * @param known points with the density of all draws
 * @param moved points that Markov chains have moved, shape `[m, ndim]`, from which the t distributions learn too; or null
 */
export function fitProposal(
  known: KnownPoints,
  bounds: readonly ExploredBound[],
  wrapped: readonly number[],
  random: Random,
  stage: number,
  round: number,
  moved: Float64Array | null,
): FittedProposal {
  const { ndim, u, logl } = known;
  const { weights: given, logz } = posteriorWeights(known);
  const weights = tamed(given);
  const hotWeights = tamed(posteriorWeights(known, heat).weights);
  const coordinates = Coordinates.of(u, weights, hotWeights, ndim, wrapped);
  const { y, logVolume } = coordinates.placeAll(u, ndim);
  const stream = random.stream(stage, round);
  const learned = representativePoints(y, weights, ndim);
  const taught = moved === null ? learned : withMoved(learned, coordinates.placeAll(moved, ndim).y);
  const enough = effectiveSampleSize(taught.weights) >= fewest * ndim;
  const cold = enough ? fitSmooth(taught.y, taught.weights, coordinates, stream, moved === null ? 16 : 48) : null;
  let smooth: SmoothPart | null = cold;
  if (cold !== null) {
    const hotter = representativePoints(y, hotWeights, ndim);
    const hot = fitTMixture(straightened(hotter.y, ndim, cold.map).z, hotter.weights, { stream });
    smooth = { mixture: joinedMixtures(cold.mixture, hot), map: cold.map };
  }
  const k = smooth?.mixture.weights.length ?? 0;
  const m = k + bounds.length;
  const { rows } = learned;
  const densities = new Float64Array(rows.length * m);
  if (smooth !== null) {
    const { z, logDeterminants } = straightened(learned.y, ndim, smooth.map);
    const logs = logDensitiesOfEach(smooth.mixture, z);
    for (const [row, i] of rows.entries()) {
      const change = logDeterminants[row] - logVolume[i];
      for (let j = 0; j < k; j++) densities[row * m + j] = densityOf(logs[row * k + j] + change);
    }
  }
  const places = selectedRows(u, ndim, rows);
  for (const [j, bound] of bounds.entries()) {
    const each = 1 / bound.volume;
    for (const [row, inside] of bound.contained(places).entries()) densities[row * m + k + j] = inside * each;
  }
  const targets = Float64Array.from(rows, (i) => (exp(logl[i] - logz) * weights[i]) / given[i]);
  const material = { densities, weights: learned.weights, targets, components: m };
  const shares = mixtureShares(material);
  const coldCount = cold?.mixture.weights.length ?? 0;
  keepCold(shares, material, coldCount);
  keepHot(shares, coldCount, k, round === 0 ? leastHotFirst : leastHot);
  for (let j = k; j < m; j++) if (shares[j] < leastShare) shares[j] = 0;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const chosen = bounds.map((bound, j) => ({ bound, share: shares[k + j] / total })).filter(({ share }) => share > 0);
  const ofSmooth = shares.subarray(0, k).map((share) => share / total);
  const part = smooth === null ? null : { mixture: withWeights(smooth.mixture, ofSmooth), map: smooth.map };
  return { proposal: new Proposal(ndim, part, chosen, coordinates), mixture: cold?.plain ?? null, coordinates };
}

/**
 * Raises the shares of the `k` t distributions for the posterior, which come first, to the least that they shall have
 * together. What is added is divided among them as if there were nothing else.
 */
function keepCold(
  shares: Float64Array,
  { densities, weights, targets, components: m }: ShareMaterial,
  k: number,
): void {
  const cold = shares.subarray(0, k).reduce((sum, share) => sum + share, 0);
  if (k === 0 || cold >= leastCold) return;
  const own = new Float64Array(weights.length * k);
  for (let i = 0; i < weights.length; i++) own.set(densities.subarray(i * m, i * m + k), i * k);
  const alone = mixtureShares({ densities: own, weights, targets, components: k });
  for (let j = 0; j < k; j++) shares[j] += (leastCold - cold) * alone[j];
  for (let j = k; j < m; j++) shares[j] *= (1 - leastCold) / (1 - cold);
}

/** Raises the shares from `from` to `to`, of the hot components, together to the least that these shall have. */
function keepHot(shares: Float64Array, from: number, to: number, least: number): void {
  const hot = shares.subarray(from, to).reduce((sum, share) => sum + share, 0);
  if (!(hot > 0) || hot >= least) return;
  for (let j = 0; j < shares.length; j++) {
    shares[j] *= j >= from && j < to ? least / hot : (1 - least) / (1 - hot);
  }
}

/** Weighted points and points that chains have moved, each kind with half of the weight. */
function withMoved({ y, weights }: WeightedRows, moved: Float64Array): WeightedRows {
  const n = weights.length;
  const m = (moved.length * n) / y.length;
  const shared = new Float64Array(n + m).fill(0.5 / m);
  for (let i = 0; i < n; i++) shared[i] = 0.5 * weights[i];
  return { y: concatenated([y, moved]), weights: shared };
}
