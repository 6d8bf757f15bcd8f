import type { Random } from "../../../core/random";
import { exp, log } from "../../../core/special";
import type { Evaluations } from "../evaluator";
import { buildBound } from "./build-bound";
import { type CoveringBound, wholeCube } from "./covering-bound";
import { Points } from "./points";
import { ScoreHabits } from "./score-habits";

/** Settings of an exploration. */
export interface ExplorationSettings {
  readonly ndim: number;
  readonly nderived: number;
  readonly wrapped: readonly number[];
  /** Points above a contour from which a bound is built. */
  readonly nlive: number;
  /** It ends when the live points hold less than this part of the evidence. */
  readonly liveFraction: number;
}

/** A region that points were drawn from. */
export type ExploredBound = Pick<
  CoveringBound,
  "volume" | "volumeError" | "contains" | "contained" | "draw" | "recount"
>;

/** How many times the live points lie above the old contour when a new bound is built. */
const renewal = 1.6;
/** Draws from one bound, per live point, after which exploration is left where it is: what comes then finds more sooner. */
const patience = 3;
/** Where bounds shrink no more, exploration ends with this part of the evidence among the live points. */
const stalledFraction = 0.02;
/** Draws from the prior without enough feasible points after which exploration goes on with what there is, per live point. */
const searchPatience = 25;
/** Draws from the prior without a single feasible point, per live point, after which nothing is expected any more. */
const hopeless = 200;

/** Relative error of densities that does no harm: they guide, and are not counted. */
const negligible = 1e-4;

/**
 * One exploration: draws from ever smaller bounds round the points of highest likelihood, from the whole prior to far
 * beyond the bulk of the posterior. Every point keeps a weight, so that evidence and posterior can be estimated from all
 * of them; but because bounds are fitted to the very points that are then counted, that estimate only serves to know
 * when to stop and to make a proposal.
 */
export class Exploration {
  readonly points: Points;
  readonly bounds: ExploredBound[] = [];
  /** Draws from each bound. */
  readonly draws: number[] = [];
  /** Contour above which each bound was built. */
  readonly contours: number[] = [];
  /** Number of draws per unit volume at each point, over all bounds. */
  density: Float64Array = new Float64Array(4096);
  done = false;
  /** It ended far from the posterior, because bounds could not follow the contour any further. */
  stranded = false;
  /** Number of draws per unit volume where all finished bounds up to each one overlap. */
  private readonly upTo: number[] = [];
  private lastLogz = Number.NEGATIVE_INFINITY;
  private lastRemaining = 1;
  private contour = Number.NEGATIVE_INFINITY;
  private readonly habits = new ScoreHabits();
  private batch: Float64Array = new Float64Array(0);

  constructor(
    private readonly settings: ExplorationSettings,
    private readonly random: Random,
    private readonly stage: number,
  ) {
    this.points = new Points(settings.ndim, settings.nderived);
    this.open(wholeCube(settings.ndim, random.stream(stage, 0)));
  }

  /** The next points to evaluate, at most so many, shape `[n, ndim]`. */
  propose(most: number): Float64Array {
    const { ndim, nlive } = this.settings;
    const bound = this.bounds[this.bounds.length - 1];
    const n = Math.min(most, this.bounds.length === 1 ? nlive : Math.ceil(nlive / 3));
    const rows: Float64Array[] = [];
    for (let i = 0; i < n; i++) {
      const u = bound.draw();
      if (u === null) break;
      rows.push(u);
    }
    this.batch = new Float64Array(rows.length * ndim);
    for (const [i, row] of rows.entries()) this.batch.set(row, i * ndim);
    if (rows.length === 0) this.stranded = this.done = true;
    return this.batch;
  }

  /** Takes the answer to the last proposal; builds a new bound when it is time, or ends. */
  learn(answer: Evaluations): void {
    const { points, settings } = this;
    const first = points.size;
    points.add(this.batch, answer);
    while (this.density.length < points.logl.length) {
      const longer = new Float64Array(points.logl.length);
      longer.set(this.density);
      this.density = longer;
    }
    for (let i = first; i < points.size; i++) this.density[i] = this.withFinished(0, points.at(i));
    this.draws[this.draws.length - 1] += answer.logl.length;
    if (!this.isTime()) return;
    this.finishBound();
    this.advance(settings);
  }

  /** Draws per unit volume at any point of the unit cube. */
  densityAt(u: Float64Array): number {
    const newest = this.bounds.length - 1;
    const open = this.upTo.length === newest && this.bounds[newest].contains(u);
    return this.withFinished(open ? this.draws[newest] / this.bounds[newest].volume : 0, u);
  }

  /** Log-evidence by the weights of all points. */
  logz(): number {
    let best = Number.NEGATIVE_INFINITY;
    const { points } = this;
    for (let i = 0; i < points.size; i++) if (points.logl[i] > best) best = points.logl[i];
    if (best === Number.NEGATIVE_INFINITY) return best;
    let sum = 0;
    for (let i = 0; i < points.size; i++) sum += exp(points.logl[i] - best) / this.density[i];
    return best + log(sum);
  }

  /** Where it stands: contour, highest likelihood, evidence so far and the part of it above the contour. */
  standing(): { contour: number; best: number; logz: number; remaining: number } {
    const { points, contour } = this;
    let best = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < points.size; i++) if (points.logl[i] > best) best = points.logl[i];
    return { contour, best, logz: this.lastLogz, remaining: this.lastRemaining };
  }

  /** Part of the prior where the likelihood does not vanish, from the draws from the whole prior. */
  priorDraws(): { fraction: number; relativeError: number; draws: number } {
    const draws = this.draws[0];
    let feasible = 0;
    for (let i = 0; i < draws; i++) if (this.points.logl[i] > Number.NEGATIVE_INFINITY) feasible++;
    const fraction = draws > 0 ? feasible / draws : 0;
    return { fraction, relativeError: feasible > 0 ? Math.sqrt((1 - fraction) / feasible) : 1, draws };
  }

  /** Whether so many points were drawn in vain that there seems to be nothing to find. */
  fruitless(): boolean {
    return this.points.size >= hopeless * this.settings.nlive && this.points.infeasible();
  }

  private open(bound: ExploredBound): void {
    this.bounds.push(bound);
    this.draws.push(0);
    this.contours.push(this.contour);
  }

  /** Adds to a density that of the draws from all bounds that are finished, at a point. */
  private withFinished(density: number, u: Float64Array): number {
    let sum = density;
    // Bounds shrink by a constant factor or so, and the oldest add next to nothing.
    for (let k = this.upTo.length - 1; k >= 0 && this.upTo[k] > negligible * sum; k--) {
      if (k === 0 || this.bounds[k].contains(u)) sum += this.draws[k] / this.bounds[k].volume;
    }
    return sum;
  }

  /** Adds the draws of the newest bound to the density at all points. */
  private finishBound(): void {
    const k = this.bounds.length - 1;
    const bound = this.bounds[k];
    const added = this.draws[k] / bound.volume;
    this.upTo.push(added + (k === 0 ? 0 : this.upTo[k - 1]));
    for (let i = 0; i < this.points.size; i++) {
      if (k === 0 || bound.contains(this.points.at(i))) this.density[i] += added;
    }
  }

  private isTime(): boolean {
    const { nlive } = this.settings;
    const { logl, size } = this.points;
    const draws = this.draws[this.draws.length - 1];
    let above = 0;
    for (let i = 0; i < size; i++) if (logl[i] > this.contour) above++;
    if (this.bounds.length === 1) return above >= nlive || draws >= searchPatience * nlive;
    return above >= renewal * nlive || draws >= patience * nlive;
  }

  /** Moves to the next contour. */
  private advance({ ndim, nlive, wrapped, liveFraction }: ExplorationSettings): void {
    const { points, density } = this;
    const { logl, u, size } = points;
    const order = Uint32Array.from({ length: size }, (_, i) => i).sort((a, b) => logl[b] - logl[a] || a - b);
    let contour = logl[order[Math.min(nlive, size - 1)]];
    const best = logl[order[0]];
    if (!(contour < best)) contour = nextBelow(logl, order, best);
    if (contour === this.contour && this.bounds.length > 1) contour = nextAbove(logl, order, contour);
    const live: number[] = [];
    const known: number[] = [];
    const squaredRadius = new Float64Array(size);
    let volume = 0;
    let contourVolume = 0;
    for (const i of order) {
      volume += 1 / density[i];
      squaredRadius[i] = volume;
      if (logl[i] > contour) {
        live.push(i);
        contourVolume = volume;
      }
      if (known.length < 6 * nlive) known.push(i);
    }
    for (let i = 0; i < size; i++) {
      squaredRadius[i] = exp((2 / ndim) * log(squaredRadius[i] / contourVolume));
    }
    const remaining = this.remaining(order, contour);
    this.lastRemaining = remaining;
    this.lastLogz = this.logz();
    const stalled = this.bounds.length > 1 && this.draws[this.draws.length - 1] >= patience * nlive;
    this.contour = contour;
    if (live.length < 2 * ndim + 2 || remaining < liveFraction || (stalled && remaining < stalledFraction)) {
      this.done = true;
      return;
    }
    if (stalled) {
      this.done = this.stranded = true;
      return;
    }
    this.open(
      buildBound(
        { ndim, wrapped, u, logl, contour, live, known, squaredRadius },
        this.random,
        this.stage,
        this.bounds.length,
        this.habits,
      ),
    );
  }

  /** Part of the evidence above a contour. */
  private remaining(order: Uint32Array, contour: number): number {
    const { logl } = this.points;
    const best = logl[order[0]];
    let above = 0;
    let all = 0;
    for (const i of order) {
      const weight = exp(logl[i] - best) / this.density[i];
      all += weight;
      if (logl[i] > contour) above += weight;
    }
    return above / all;
  }
}

/** The highest log-likelihood below the best; minus infinity when there is none. */
function nextBelow(logl: Float64Array, order: Uint32Array, best: number): number {
  for (const i of order) if (logl[i] < best) return logl[i];
  return Number.NEGATIVE_INFINITY;
}

/** The lowest log-likelihood above a contour. */
function nextAbove(logl: Float64Array, order: Uint32Array, contour: number): number {
  let next = contour;
  for (const i of order) {
    if (!(logl[i] > contour)) break;
    next = logl[i];
  }
  return next;
}
