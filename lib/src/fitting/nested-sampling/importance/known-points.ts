import { exp, log } from "../../../core/special";
import type { Exploration } from "./exploration";
import type { FreshDraws } from "./fresh-draws";

/** Points with their log-likelihoods and the density, in draws per unit volume, with which they were drawn. */
export interface KnownPoints {
  readonly ndim: number;
  /** Shape `[n, ndim]`. */
  readonly u: Float64Array;
  /** Shape `[n]`. */
  readonly logl: Float64Array;
  /** Shape `[n]`. */
  readonly density: Float64Array;
  /** The same at any point of the unit cube. */
  densityAt(u: Float64Array): number;
}

/** No points yet. */
export function nothingKnown(ndim: number): KnownPoints {
  const none = new Float64Array(0);
  return { ndim, u: none, logl: none, density: none, densityAt: () => 0 };
}

/** Points of less weight than this part of the greatest say nothing about the posterior. */
const negligible = 1e-7;

/**
 * The points of several explorations that matter to the posterior, or to one at a higher temperature, each with the
 * density of all draws together (the balance heuristic).
 * @param heated whether points that only matter at higher temperatures are wanted, too
 * @see [Veach1995]
 */
export function pooledPoints(explorations: readonly Exploration[], ndim: number, heated = false): KnownPoints {
  const u: number[] = [];
  const logl: number[] = [];
  const density: number[] = [];
  for (const exploration of explorations) {
    const { points } = exploration;
    const least = heated ? Number.NEGATIVE_INFINITY : greatestLogWeight(exploration) + log(negligible);
    for (let i = 0; i < points.size; i++) {
      const logWeight = points.logl[i] - log(exploration.density[i]);
      if (!(logWeight > least)) continue;
      const at = points.at(i);
      let total = exploration.density[i];
      for (const other of explorations) if (other !== exploration) total += other.densitiesAt(at)[0];
      for (const coordinate of at) u.push(coordinate);
      logl.push(points.logl[i]);
      density.push(total);
    }
  }
  return {
    ndim,
    u: Float64Array.from(u),
    logl: Float64Array.from(logl),
    density: Float64Array.from(density),
    densityAt: (at) => explorations.reduce((sum, exploration) => sum + exploration.densitiesAt(at)[0], 0),
  };
}

/** The same points and draws from a proposal, of which there may be several kinds by now. */
export function extended(known: KnownPoints, draws: FreshDraws): KnownPoints {
  const { ndim } = known;
  const { points, logq, proposal } = draws;
  const drawn = (logDensity: number) => points.size * exp(logDensity);
  const n = known.logl.length;
  const total = n + points.size;
  const u = new Float64Array(total * ndim);
  u.set(known.u);
  u.set(points.u.subarray(0, points.size * ndim), n * ndim);
  const logl = new Float64Array(total);
  logl.set(known.logl);
  logl.set(points.logl.subarray(0, points.size), n);
  const density = Float64Array.from({ length: total }, (_, i) => {
    const at = u.subarray(i * ndim, i * ndim + ndim);
    return i < n ? known.density[i] + drawn(proposal.logDensity(at)) : known.densityAt(at) + drawn(logq[i - n]);
  });
  return { ndim, u, logl, density, densityAt: (at) => known.densityAt(at) + drawn(proposal.logDensity(at)) };
}

/** The points that matter to the posterior, or to one with this power of the likelihood or a larger one. */
export function significant(known: KnownPoints, power = 1): KnownPoints {
  const { ndim, densityAt } = known;
  const { weights } = posteriorWeights(known, power);
  const heaviest = weights.reduce((best, w, i) => (w > weights[best] ? i : best), 0);
  const least = negligible * weights[heaviest];
  // What is more likely than the heaviest matters the more, the colder the posterior.
  const matters = (i: number): boolean => weights[i] > least || (power < 1 && known.logl[i] > known.logl[heaviest]);
  const chosen = Uint32Array.from(weights.keys()).filter(matters);
  const u = new Float64Array(chosen.length * ndim);
  for (const [row, i] of chosen.entries()) u.set(known.u.subarray(i * ndim, i * ndim + ndim), row * ndim);
  return {
    ndim,
    u,
    logl: Float64Array.from(chosen, (i) => known.logl[i]),
    density: Float64Array.from(chosen, (i) => known.density[i]),
    densityAt,
  };
}

function greatestLogWeight({ points, density }: Exploration): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < points.size; i++) {
    greatest = Math.max(greatest, points.logl[i] - log(density[i]));
  }
  return greatest;
}

/**
 * Weights of points for the posterior, adding up to 1, and the log-evidence that they give.
 * @param power of the likelihood: below 1 for a posterior at a higher temperature
 */
export function posteriorWeights({ logl, density }: KnownPoints, power = 1): { weights: Float64Array; logz: number } {
  const logWeights = logl.map((l, i) => (l === Number.NEGATIVE_INFINITY ? l : power * l - log(density[i])));
  const highest = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weights = logWeights.map((l) => exp(l - highest));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return { weights: weights.map((w) => w / total), logz: highest + log(total) };
}
