import type { Random } from "../../core/random";
import type { Budget, EarlyEnd } from "./budget";
import { insertionRank } from "./insertion-rank";
import { LiveSet } from "./live-set";
import { type Candidate, ProposalQueue } from "./proposal-queue";
import type { Proposer } from "./proposer";
import { randomStage } from "./random-stage";
import type { Sample } from "./sample";

/** Where a strand begins and ends. */
export interface StrandSettings {
  readonly batch: number;
  readonly nlive: number;
  /** The contour above which its first points are drawn; `-Infinity` for the prior. */
  readonly lower: number;
  /** The contour at which no point is replaced any more. */
  readonly upper: number;
  /** Live points of the run so far at the lower contour; none for the prior. */
  readonly alive: readonly Sample[];
}

/** Follows a strand. */
export interface StrandWatcher {
  /** A first point has been drawn. */
  born(sample: Sample): void;
  /** The worst of `count` live points is about to die; true ends the strand instead. */
  dies(worst: Sample, count: number, best: number): boolean;
}

/** What the strands of one run share. */
export interface StrandContext {
  readonly proposer: Proposer;
  readonly budget: Budget;
  readonly random: Random;
  /** Ranks of new points among the live, as fractions, in order of insertion. */
  readonly ranks: number[];
  /** Points drawn from the prior until enough were feasible, and the feasible among them. */
  readonly prior: { draws: number; feasible: number };
  iteration: number;
}

/** A bound serves until this part of the live points is replaced. */
const boundLifetime = 0.2;
/** When all live points are equal, so many times their number are drawn to find a better one. */
const searchOnPlateau = 20;
/** Draws from the prior without any feasible point after which a run gives up, per live point. */
const hopeless = 200;
/** Likelihood calls without a new point after which a strand gives up, per live point. */
const patience = 10_000;

/**
 * One strand of nested sampling: draws live points above the lower contour, then replaces the worst by a
 * better one until the upper contour is reached, the watcher ends it, or the budget is spent.
 */
export class Strand {
  /** All points, the dead in order of death, the live at the end. */
  readonly samples: Sample[] = [];
  /** How many of the samples died by being replaced. */
  replaced = 0;
  end: EarlyEnd | null = null;

  private readonly live = new LiveSet();
  private readonly queue: ProposalQueue;
  private spentCalls = 0;
  private newSinceBound = 0;

  constructor(
    private readonly context: StrandContext,
    private readonly settings: StrandSettings,
    private readonly watcher: StrandWatcher,
  ) {
    this.queue = new ProposalQueue(context.proposer, context.budget);
  }

  async run(): Promise<void> {
    const { batch, lower, alive } = this.settings;
    this.context.proposer.begin(batch, lower, alive);
    await this.fill();
    while (this.end === null && (await this.step()));
    await this.finish();
  }

  /** Draws the first live points. */
  private async fill(): Promise<void> {
    const { nlive, lower } = this.settings;
    const { points } = this.live;
    const { prior } = this.context;
    const fromPrior = lower === Number.NEGATIVE_INFINITY;
    while (points.length < nlive || (fromPrior && points.length < searchOnPlateau * nlive && this.allEqual())) {
      const candidate = await (fromPrior ? this.take(lower) : this.takeAbove(lower));
      if (candidate === null) return;
      const feasible = candidate.logl > lower;
      if (fromPrior) {
        prior.draws++;
        if (feasible) prior.feasible++;
      }
      if (points.length === 0 && prior.draws >= hopeless * nlive && !feasible) {
        this.end = { outcome: "stuck", message: `${prior.draws} points of the prior were tried` };
        return;
      }
      if (!feasible) continue;
      const sample = this.sampleOf(candidate, lower, points.length);
      points.push(sample);
      this.watcher.born(sample);
    }
  }

  private allEqual(): boolean {
    return this.live.points.every((point) => point.logl === this.live.points[0].logl);
  }

  /** One death, and a birth where live points are not more than wanted; false ends the strand. */
  private async step(): Promise<boolean> {
    const { live, context, settings } = this;
    const { points } = live;
    const slot = live.worst();
    const worst = points[slot];
    const best = live.best();
    if (worst.logl >= settings.upper) return false;
    if (worst.logl === best) return settings.batch === 0 && (await this.searchAbove(best));
    // Successors of points that died at this same log-likelihood do not count as alive yet.
    const count = points.reduce((sum, point) => sum + (point.birth < worst.logl ? 1 : 0), 0);
    if (this.watcher.dies(worst, count, best)) return false;

    context.proposer.moveTo(worst.logl, points);
    if (points.length > settings.nlive) {
      this.bury(worst);
      points.splice(slot, 1);
      return true;
    }
    const candidate = await this.takeAbove(worst.logl);
    if (candidate === null) return false;
    this.bury(worst);
    const { above, lower, equal } = live.rankOf(candidate.logl, worst.logl);
    const u = context.random.stream(randomStage.rank, settings.batch, context.iteration).uniform();
    context.ranks.push(insertionRank(lower, equal, above, u));
    points[slot] = this.sampleOf(candidate, worst.logl, slot);
    if (++this.newSinceBound >= boundLifetime * settings.nlive) {
      this.newSinceBound = 0;
      context.proposer.enclose(points);
    }
    return true;
  }

  /**
   * All live points lie on one plateau: the top, or one that leaves so little above it that none was found. More
   * live points are drawn beside them until one is better; false when none is.
   */
  private async searchAbove(plateau: number): Promise<boolean> {
    const { points } = this.live;
    const contour = this.samples.at(-1)?.logl ?? this.settings.lower;
    while (points.length < searchOnPlateau * this.settings.nlive) {
      const candidate = await this.takeAbove(contour);
      if (candidate === null) return false;
      points.push(this.sampleOf(candidate, contour, points.length));
      if (candidate.logl > plateau) return true;
    }
    return false;
  }

  private bury(sample: Sample): void {
    sample.boundAtDeath = this.context.proposer.boundIndex;
    this.samples.push(sample);
    this.replaced++;
    this.context.iteration++;
  }

  private async takeAbove(contour: number): Promise<Candidate | null> {
    for (;;) {
      const candidate = await this.take(contour);
      if (candidate === null || candidate.logl > contour) return candidate;
      if (this.spentCalls > patience * this.settings.nlive) {
        this.end = {
          outcome: "stuck",
          message: `No point above log-likelihood ${contour} in ${this.spentCalls} calls`,
        };
        return null;
      }
    }
  }

  /** The next candidate, counted; null when the run has to end. */
  private async take(contour: number): Promise<Candidate | null> {
    const { budget, proposer } = this.context;
    this.end = budget.spent();
    if (this.end !== null) return null;
    const candidate = await this.queue.take();
    if (candidate === null) {
      this.end = budget.spent();
      return null;
    }
    budget.calls += candidate.calls;
    this.spentCalls += candidate.calls;
    if (contour > Number.NEGATIVE_INFINITY) proposer.learn(candidate, candidate.logl > contour);
    return candidate;
  }

  private sampleOf({ u, v, derived, logl, bound, scale }: Candidate, birth: number, id: number): Sample {
    const { batch } = this.settings;
    const calls = this.spentCalls;
    this.spentCalls = 0;
    const { iteration: it } = this.context;
    return { u, v, derived, logl, birth, it, id, batch, bound, scale, calls, boundAtDeath: bound };
  }

  /** The live points die in order; calls that led to no point go to the last. */
  private async finish(): Promise<void> {
    const { budget, proposer } = this.context;
    const unused = await this.queue.unusedCalls();
    budget.calls += unused;
    const rest = [...this.live.points].sort((a, b) => a.logl - b.logl);
    for (const sample of rest) {
      sample.boundAtDeath = proposer.boundIndex;
      this.samples.push(sample);
    }
    const last = this.samples.at(-1);
    if (last !== undefined) last.calls += this.spentCalls + unused;
  }
}
