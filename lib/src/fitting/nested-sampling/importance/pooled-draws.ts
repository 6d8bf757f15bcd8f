import { concatenated } from "../../../core/concatenated";
import type { PosteriorSketch } from "../../../core/progress";
import { exp, log } from "../../../core/special";
import { effectiveSampleSize } from "../../../core/statistics";
import { posteriorSketch } from "../posterior-sketch";
import { batchSize, type FreshDraws } from "./fresh-draws";
import type { WeightedPoints } from "./importance-posterior";
import { densityOf } from "./proposal";

/** Draws from one proposal, and what the others would have drawn there. */
interface Part {
  readonly draws: FreshDraws;
  /** Draws per unit volume, at each, from all proposals before the latest. */
  readonly before: number[];
  /** Density of the latest proposal at each. */
  readonly latest: number[];
}

/**
 * Draws from several proposals, one after the other, each weighted by the density of all draws together (the balance
 * heuristic): where a proposal drew too seldom, those that have learned from that take the weight off its draws.
 * @see [Veach1995] [Cornuet2012]
 */
export class PooledDraws {
  private readonly parts: Part[] = [];

  /** Goes on with draws from another proposal, to which more may be added as long as they are the latest. */
  begin(draws: FreshDraws): void {
    const { parts } = this;
    this.takeUp();
    const ended = parts.at(-1)?.draws.points.size ?? 0;
    for (const part of parts) {
      const { points } = part.draws;
      const latest = draws.proposal.logDensities(points.filled().u);
      for (let i = 0; i < points.size; i++) {
        part.before[i] += ended * part.latest[i];
        part.latest[i] = densityOf(latest[i]);
      }
    }
    parts.push({ draws, before: [], latest: [] });
  }

  /** Takes up what has been added to the latest draws. */
  private takeUp(): void {
    const part = this.parts.at(-1);
    if (part === undefined) return;
    const { points, logq } = part.draws;
    const first = part.before.length;
    if (first === points.size) return;
    const added = points.filled().u.subarray(first * points.ndim);
    const before = new Float64Array(points.size - first);
    for (const { draws } of this.parts) {
      if (draws === part.draws) continue;
      const logs = draws.proposal.logDensities(added);
      for (const [i, each] of logs.entries()) before[i] += draws.points.size * densityOf(each);
    }
    for (const [i, density] of before.entries()) {
      part.before.push(density);
      part.latest.push(densityOf(logq[first + i]));
    }
  }

  /** How many draws there are. */
  get size(): number {
    return this.parts.reduce((sum, { draws }) => sum + draws.points.size, 0);
  }

  /** Effective number of all draws. */
  nEffective(): number {
    const logWeights = this.logWeights();
    const highest = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (highest === Number.NEGATIVE_INFINITY) return 0;
    return effectiveSampleSize(logWeights.map((w) => exp(w - highest)));
  }

  /** All draws, their weights such that these add up to a given evidence. */
  weighted(logz: number): WeightedPoints {
    const all = this.parts.map(({ draws }) => draws.points.filled());
    const logwt = this.logWeights();
    const highest = logwt.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const sum = highest + log(logwt.reduce((total, w) => total + exp(w - highest), 0));
    let batches = 0;
    const round = this.parts.flatMap(({ draws: { points } }) => {
      const first = batches;
      batches += Math.ceil(points.size / batchSize);
      return Array.from({ length: points.size }, (_, i) => first + Math.floor(i / batchSize));
    });
    return {
      u: concatenated(all.map(({ u }) => u)),
      v: concatenated(all.map(({ v }) => v)),
      derived: concatenated(all.map(({ derived }) => derived)),
      logl: concatenated(all.map(({ logl }) => logl)),
      logwt: logwt.map((w) => w - sum + logz),
      round: Int32Array.from(round),
    };
  }

  /** What the posterior of these draws looks like. */
  sketch(parameters: readonly string[]): PosteriorSketch | null {
    const logWeights = this.logWeights();
    const places = this.parts.flatMap(({ draws: { points } }) =>
      Array.from({ length: points.size }, (_, i) => ({ points, i })),
    );
    return posteriorSketch(parameters, {
      length: places.length,
      logWeight: (draw) => logWeights[draw],
      value: (draw, k) => {
        const { points, i } = places[draw];
        return points.v[i * points.ndim + k];
      },
    });
  }

  private logWeights(): Float64Array {
    this.takeUp();
    const latest = this.parts.at(-1)?.draws.points.size ?? 0;
    return concatenated(
      this.parts.map(({ draws: { points }, before, latest: density }) =>
        Float64Array.from({ length: points.size }, (_, i) => points.logl[i] - log(before[i] + latest * density[i])),
      ),
    );
  }
}
