import { concatenated } from "../../../core/concatenated";
import { exp, log } from "../../../core/special";
import type { Exploration } from "./exploration";
import type { FreshDraws } from "./fresh-draws";
import { densityOf } from "./proposal";
import { selectedRows } from "./representative-points";

/** Points with their log-likelihoods and the density, in draws per unit volume, with which they were drawn. */
export interface KnownPoints {
  readonly ndim: number;
  /** Shape `[n, ndim]`. */
  readonly u: Float64Array;
  /** Shape `[n]`. */
  readonly logl: Float64Array;
  /** Shape `[n]`. */
  readonly density: Float64Array;
  /** Density, in draws per unit volume, of each of what they were drawn from, at any points of shape `[n, ndim]`. */
  readonly sources: readonly ((u: Float64Array) => Float64Array)[];
}

/** No points yet. */
export function nothingKnown(ndim: number): KnownPoints {
  const none = new Float64Array(0);
  return { ndim, u: none, logl: none, density: none, sources: [] };
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
  const parts = explorations.map((exploration) => {
    const { points, density: own } = exploration;
    const least = heated ? Number.NEGATIVE_INFINITY : greatestLogWeight(exploration) + log(negligible);
    const rows: number[] = [];
    for (let i = 0; i < points.size; i++) if (points.logl[i] - log(own[i]) > least) rows.push(i);
    const u = selectedRows(points.u, ndim, rows);
    const density = Float64Array.from(rows, (i) => own[i]);
    for (const other of explorations) if (other !== exploration) addTo(density, other.densitiesAt(u));
    return { u, logl: Float64Array.from(rows, (i) => points.logl[i]), density };
  });
  return {
    ndim,
    u: concatenated(parts.map(({ u }) => u)),
    logl: concatenated(parts.map(({ logl }) => logl)),
    density: concatenated(parts.map(({ density }) => density)),
    sources: explorations.map((exploration) => (u) => exploration.densitiesAt(u)),
  };
}

/** The same points and draws from a proposal, of which there may be several kinds by now. */
export function extended(known: KnownPoints, draws: FreshDraws): KnownPoints {
  const { ndim } = known;
  const { points, logq, proposal } = draws;
  const drawn = (at: Float64Array): Float64Array =>
    proposal.logDensities(at).map((each) => points.size * densityOf(each));
  const n = known.logl.length;
  const total = n + points.size;
  const u = new Float64Array(total * ndim);
  u.set(known.u);
  u.set(points.u.subarray(0, points.size * ndim), n * ndim);
  const logl = new Float64Array(total);
  logl.set(known.logl);
  logl.set(points.logl.subarray(0, points.size), n);
  const density = new Float64Array(total);
  density.set(known.density);
  addTo(density, drawn(known.u));
  const ofNew = density.subarray(n);
  for (const source of known.sources) addTo(ofNew, source(u.subarray(n * ndim)));
  for (let i = n; i < total; i++) density[i] += points.size * densityOf(logq[i - n]);
  return { ndim, u, logl, density, sources: [...known.sources, drawn] };
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (const [i, value] of values.entries()) sums[i] += value;
}

/** The points that matter to the posterior, or to one with this power of the likelihood or a larger one. */
export function significant(known: KnownPoints, power = 1): KnownPoints {
  const { ndim, sources } = known;
  const { weights } = posteriorWeights(known, power);
  const heaviest = weights.reduce((best, w, i) => (w > weights[best] ? i : best), 0);
  const least = negligible * weights[heaviest];
  // What is more likely than the heaviest matters the more, the colder the posterior.
  const matters = (i: number): boolean => weights[i] > least || (power < 1 && known.logl[i] > known.logl[heaviest]);
  const chosen = Uint32Array.from(weights.keys()).filter(matters);
  return {
    ndim,
    u: selectedRows(known.u, ndim, chosen),
    logl: Float64Array.from(chosen, (i) => known.logl[i]),
    density: Float64Array.from(chosen, (i) => known.density[i]),
    sources,
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
