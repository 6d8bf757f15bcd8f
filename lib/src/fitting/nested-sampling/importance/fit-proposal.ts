import type { Random } from "../../../core/random";
import { exp, log } from "../../../core/special";
import { effectiveSampleSize } from "../../../core/statistics";
import type { ExploredBound } from "./exploration";
import { type KnownPoints, posteriorWeights } from "./known-points";
import { fitTMixture } from "./mixture/fit-t-mixture";
import { logPrior } from "./mixture/probit";
import { componentLogDensities, type TMixture } from "./mixture/t-mixture";
import { mixtureShares } from "./mixture-shares";
import { Proposal, probitOf } from "./proposal";
import { type Rotation, rotationFor } from "./rotation";

/** Bounds with a smaller share are left out. */
const leastShare = 3e-4;
/** Fewest effective points from which a mixture of t distributions is fitted. */
const fewest = 4;
/** Relative error that all volumes together may cause, and the tries that each may take. */
const volumeError = 0.003;
const mostTries = 400_000;

/** A proposal fitted to points. */
export interface FittedProposal {
  readonly proposal: Proposal;
  readonly mixture: TMixture | null;
  readonly rotation: Rotation | null;
  /** Part of its draws that would be effective, were the points all that there is to know. */
  readonly promise: number;
}

/**
 * Fits a proposal to weighted points of the posterior: t distributions in probit coordinates, and the bounds of the
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
  const n = logl.length;
  const { weights, logz } = posteriorWeights(known);
  const rotation = rotationFor(rowsOfWeight(u, weights, ndim), ndim, wrapped);
  const y = new Float64Array(u.length);
  for (let i = 0; i < n; i++) {
    y.set(probitOf(u.subarray(i * ndim, i * ndim + ndim), rotation, new Float64Array(ndim)), i * ndim);
  }
  const stream = random.stream(stage, round);
  const taught = moved === null ? { y, weights } : withMoved(y, weights, moved, rotation, ndim);
  const mixture =
    effectiveSampleSize(taught.weights) >= fewest * ndim
      ? fitTMixture(taught.y, taught.weights, { stream, maxComponents: moved === null ? 16 : 48 })
      : null;
  const k = mixture?.weights.length ?? 0;
  const m = k + bounds.length;
  const densities = new Float64Array(n * m);
  const logs = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    if (mixture !== null) {
      componentLogDensities(mixture, y, logs, i * ndim);
      const prior = logPrior(y, i * ndim, ndim);
      for (let j = 0; j < k; j++) densities[i * m + j] = exp(logs[j] - log(mixture.weights[j]) - prior);
    }
    const at = u.subarray(i * ndim, i * ndim + ndim);
    for (const [j, bound] of bounds.entries()) densities[i * m + k + j] = bound.contains(at) ? 1 / bound.volume : 0;
  }
  const targets = logl.map((l) => exp(l - logz));
  const shares = mixtureShares({ densities, weights, targets, components: m });
  for (let j = k; j < m; j++) if (shares[j] < leastShare) shares[j] = 0;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const chosen = bounds.map((bound, j) => ({ bound, share: shares[k + j] / total })).filter(({ share }) => share > 0);
  for (const { bound, share } of chosen) bound.recount(Math.min(0.05, volumeError / Math.sqrt(share)), mostTries);
  let secondMoment = 0;
  for (let i = 0; i < n; i++) {
    let q = 0;
    for (let j = 0; j < m; j++) q += (shares[j] / total) * densities[i * m + j];
    if (q > 0) secondMoment += (weights[i] * targets[i]) / q;
  }
  const components = shares.subarray(0, k).map((share) => share / total);
  return {
    proposal: new Proposal(ndim, mixture, components, chosen, rotation),
    mixture,
    rotation,
    promise: 1 / secondMoment,
  };
}

/** Weighted points and points that chains have moved, each kind with half of the weight. */
function withMoved(
  y: Float64Array,
  weights: Float64Array,
  moved: Float64Array,
  rotation: Rotation | null,
  ndim: number,
): { y: Float64Array; weights: Float64Array } {
  const n = weights.length;
  const m = moved.length / ndim;
  const both = new Float64Array((n + m) * ndim);
  both.set(y);
  for (let i = 0; i < m; i++) {
    both.set(probitOf(moved.subarray(i * ndim, i * ndim + ndim), rotation, new Float64Array(ndim)), (n + i) * ndim);
  }
  const shared = new Float64Array(n + m).fill(0.5 / m);
  for (let i = 0; i < n; i++) shared[i] = 0.5 * weights[i];
  return { y: both, weights: shared };
}

/** The points that carry weight, so that the seam of a periodic coordinate does not cut through them. */
function rowsOfWeight(u: Float64Array, weights: Float64Array, ndim: number): Float64Array {
  const heaviest = weights.reduce((a, b) => Math.max(a, b), 0);
  const rows: number[] = [];
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] < 1e-3 * heaviest) continue;
    for (let j = 0; j < ndim; j++) rows.push(u[i * ndim + j]);
  }
  return Float64Array.from(rows);
}
