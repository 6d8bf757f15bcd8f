import type { Random } from "../../../core/random";
import { exp, log } from "../../../core/special";
import type { Evaluations } from "../evaluator";
import { buildBound } from "./build-bound";
import { type CoveringBound, wholeCube } from "./covering-bound";
import { Points } from "./points";
import { selectedRows } from "./representative-points";
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
  "volume" | "volumeError" | "acceptance" | "contained" | "draw" | "recount"
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
    this.density.set(this.withFinished(new Float64Array(points.size - first), this.batch), first);
    this.draws[this.draws.length - 1] += answer.logl.length;
    if (!this.isTime()) return;
    this.finishBound();
    this.advance(settings);
  }

  /** Draws per unit volume at any points of the unit cube, shape `[n, ndim]`; shape `[n]`. */
  densitiesAt(u: Float64Array): Float64Array {
    const density = new Float64Array(u.length / this.settings.ndim);
    const newest = this.bounds.length - 1;
    if (this.upTo.length === newest) this.addBound(newest, density, u);
    return this.withFinished(density, u);
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

  /** Adds to densities at points those of the draws from all bounds that are finished; returns the densities. */
  private withFinished(density: Float64Array, u: Float64Array): Float64Array {
    const { ndim } = this.settings;
    let rows = Uint32Array.from(density.keys());
    for (let k = this.upTo.length - 1; k >= 0; k--) {
      // Bounds shrink by a constant factor or so, and the oldest add next to nothing.
      rows = rows.filter((i) => this.upTo[k] > negligible * density[i]);
      if (rows.length === 0) break;
      const flags = this.bounds[k].contained(selectedRows(u, ndim, rows));
      const added = this.draws[k] / this.bounds[k].volume;
      for (const [row, i] of rows.entries()) if (flags[row] === 1) density[i] += added;
    }
    return density;
  }

  /** Adds the draws of a bound to the densities at points. */
  private addBound(k: number, density: Float64Array, u: Float64Array): void {
    const flags = this.bounds[k].contained(u);
    const added = this.draws[k] / this.bounds[k].volume;
    for (let i = 0; i < flags.length; i++) if (flags[i] === 1) density[i] += added;
  }

  /** Adds the draws of the newest bound to the density at all points. */
  private finishBound(): void {
    const k = this.bounds.length - 1;
    const added = this.draws[k] / this.bounds[k].volume;
    this.upTo.push(added + (k === 0 ? 0 : this.upTo[k - 1]));
    this.addBound(k, this.density, this.points.filled().u);
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
