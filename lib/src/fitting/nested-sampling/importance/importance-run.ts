import { NightbookError } from "../../../core/errors";
import { type Random, random } from "../../../core/random";
import { Budget, type EarlyEnd } from "../budget";
import type { Evaluations, Evaluator, LikelihoodFailure } from "../evaluator";
import type { RunOptions } from "../options";
import { ProgressReporter, type StatusNumbers } from "../progress";
import { failureWarnings } from "../record";
import type { NestedSamplingResult } from "../result";
import { Exploration, type ExploredBound } from "./exploration";
import { type FittedProposal, fitProposal } from "./fit-proposal";
import { FreshDraws, type WeightSummary } from "./fresh-draws";
import { conclude } from "./importance-conclusion";
import { type ImportanceOptions, importanceOptions } from "./importance-options";
import { extended, type KnownPoints, pooledPoints, posteriorWeights } from "./known-points";
import { paretoK } from "./pareto-k";
import { refresh } from "./tempering/refresh";
import { temper } from "./tempering/temper";
import type { TemperingResult } from "./tempering/tempering-result";

/** Tags and stages of the random numbers: each exploration takes ten stages from its first. */
const stage = { explorations: 100, fit: 20, draws: 21 } as const;
/** Draws in one request. */
const batchSize = 512;
/** Requests under way at the same time: while one is computed, the next is drawn. */
const depth = 2;
/** Draws that try a proposal before it is frozen; they do not count. */
const pilotDraws = 1024;
/** A pilot with a lighter tail and more effective draws than these passes. */
const passing = { paretoK: 0.6, efficiency: 0.2 };
/** One that is worse than this even after refits needs chains. */
const failing = { paretoK: 0.9, efficiency: 0.04 };
/** Fits of the proposal to what pilots have taught, and moves of its points by chains, before it is taken as it is. */
const mostRefits = 3;
const mostRefreshes = 2;
const failuresKept = 5;

/** One run of the importance engine: explorations, a proposal, fresh draws. */
export class ImportanceRun {
  readonly settings: ImportanceOptions;
  readonly explorations: readonly Exploration[];
  readonly budget: Budget;
  readonly calls = { exploration: 0, refinement: 0, fresh: 0 };
  readonly failures: LikelihoodFailure[] = [];
  failureCount = 0;
  readonly warnings: string[] = [];
  known: KnownPoints | null = null;
  fitted: FittedProposal | null = null;
  fresh: FreshDraws;
  tempered: TemperingResult | null = null;
  end: EarlyEnd | null = null;
  readonly progress: ProgressReporter;
  private readonly random: Random;
  private round = 0;
  private refits = 0;

  constructor(
    readonly evaluator: Evaluator,
    private readonly options: RunOptions,
  ) {
    const ndim = evaluator.parameters.length;
    this.settings = importanceOptions(options, ndim);
    this.random = random(this.settings.seed);
    this.budget = new Budget(this.settings, options);
    this.progress = new ProgressReporter(options, this.settings, evaluator);
    this.fresh = new FreshDraws(ndim, evaluator.derived.length);
    this.explorations = Array.from(
      { length: this.settings.explorations },
      (_, k) =>
        new Exploration(
          {
            ndim,
            nderived: evaluator.derived.length,
            wrapped: evaluator.wrapped,
            nlive: this.settings.nlive,
            liveFraction: 1e-4,
          },
          this.random,
          stage.explorations + 10 * k,
        ),
    );
  }

  /** Samples to the end; tells the listener, too, when that fails. */
  async result(): Promise<NestedSamplingResult> {
    try {
      await this.explore();
      if (this.explorations.every(({ points }) => points.infeasible())) throw nothingFound(this.end);
      if (this.end === null) await this.makeProposal();
      if (this.end === null && this.tempered === null) await this.draw();
      const { result, outcome, message, warnings } = conclude(this);
      this.report(outcome === "stopped" || outcome === "limit" ? "stopped" : "done", { warnings, message });
      return result;
    } catch (error) {
      this.report("failed", { message: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  /** Explorations take turns, so that one is computed while the other learns. */
  private async explore(): Promise<void> {
    const underWay = this.explorations.map((exploration) => this.ask(exploration.propose()));
    while (this.explorations.some(({ done }) => !done)) {
      for (const [k, exploration] of this.explorations.entries()) {
        if (exploration.done) continue;
        const answer = await this.budget.unlessStopped(underWay[k]);
        if (answer === null) {
          this.end = this.budget.spent();
          return;
        }
        this.count(answer, "exploration");
        exploration.learn(answer);
        this.report("exploring");
        if (exploration.done) continue;
        this.end ??= this.budget.spent();
        if (this.end === null && !this.foundAnything(exploration)) this.end = this.nothingFound(exploration);
        if (this.end !== null) exploration.done = true;
        else underWay[k] = this.ask(exploration.propose());
      }
    }
  }

  /** Fits the proposal, tries it, and mends it where it fails. */
  private async makeProposal(): Promise<void> {
    const { evaluator, explorations } = this;
    const ndim = evaluator.parameters.length;
    let known = pooledPoints(explorations, ndim);
    this.known = known;
    const bounds: readonly ExploredBound[] = explorations.flatMap((exploration) => exploration.bounds);
    let moved: Float64Array | null = null;
    let refreshes = 0;
    for (let attempt = 0; ; attempt++) {
      this.report("preparing");
      const fitted = fitProposal(known, bounds, evaluator.wrapped, this.random, stage.fit, this.refits++, moved);
      this.fitted = fitted;
      const pilot = await this.pilot(fitted);
      if (pilot === null) return;
      const summary = pilot.summary();
      const efficiency = summary.nEffective / summary.n;
      const k = paretoK(pilot.logWeights());
      if (efficiency > passing.efficiency && k < passing.paretoK) return;
      if (attempt + 1 >= mostRefits && efficiency > failing.efficiency && k < failing.paretoK) return;
      if (refreshes >= mostRefreshes) return this.temper(fitted);
      known = extended(known, fitted.proposal, pilot);
      if (attempt + 1 < mostRefits) continue;
      refreshes++;
      const { weights } = posteriorWeights(known);
      const refreshed = await refresh(
        evaluator,
        { u: known.u, logl: known.logl, weights },
        {
          random: random(this.settings.seed, 1 + refreshes),
          signal: this.options.signal,
          onEvaluations: (_, answer) => this.count(answer, "refinement"),
        },
      );
      this.end = this.budget.spent();
      if (this.end !== null) return;
      moved = refreshed.u;
    }
  }

  /** Where no proposal serves: chains along a path from the best proposal to the posterior. */
  private async temper({ proposal }: FittedProposal): Promise<void> {
    const { evaluator, settings } = this;
    const ndim = evaluator.parameters.length;
    this.tempered = await temper(evaluator, {
      random: random(settings.seed, 16),
      start: {
        draw(n, stream): Float64Array {
          const u = new Float64Array(n * ndim);
          for (let i = 0; i < n; i++) u.set(proposal.draw(stream).u, i * ndim);
          return u;
        },
        logDensity: (u) =>
          Float64Array.from({ length: u.length / ndim }, (_, i) =>
            proposal.logDensity(u.subarray(i * ndim, i * ndim + ndim)),
          ),
      },
      particles: Math.max(1000, Math.min(10_000, Math.ceil(settings.nEffective))),
      maxCalls: settings.maxCalls - this.budget.calls,
      signal: this.options.signal,
      onEvaluations: (_, answer) => {
        this.count(answer, "fresh");
        this.report("sampling");
      },
    });
    this.end = this.budget.spent();
  }

  /** Draws that try a proposal; null when the run is told to end. */
  private async pilot(fitted: FittedProposal): Promise<FreshDraws | null> {
    const { evaluator } = this;
    const draws = new FreshDraws(evaluator.parameters.length, evaluator.derived.length);
    await this.drawInto(draws, fitted, "refinement", () => draws.points.size >= pilotDraws, pilotDraws / batchSize);
    return this.end === null ? draws : null;
  }

  /** Independent draws from the frozen proposal until there are enough. */
  private async draw(): Promise<void> {
    if (this.fitted === null) return;
    const { nEffective, logzError } = this.settings;
    await this.drawInto(this.fresh, this.fitted, "fresh", () => {
      const summary = this.fresh.summary();
      this.report("sampling", {}, summary);
      if (summary.nEffective >= nEffective && summary.error <= logzError) return true;
      this.end = this.budget.spent();
      return this.end !== null;
    });
  }

  /** Requests batches of draws, a few at a time, until `enough`; those under way then still count. */
  private async drawInto(
    draws: FreshDraws,
    { proposal }: FittedProposal,
    purpose: "refinement" | "fresh",
    enough: () => boolean,
    most = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const ndim = this.evaluator.parameters.length;
    const underWay: { u: Float64Array; logq: number[]; origin: number[]; answer: Promise<Evaluations> }[] = [];
    let asked = 0;
    let over = false;
    const request = (): void => {
      const stream = this.random.stream(stage.draws, this.round++);
      const u = new Float64Array(batchSize * ndim);
      const logq: number[] = [];
      const origin: number[] = [];
      for (let i = 0; i < batchSize; i++) {
        const draw = proposal.draw(stream);
        u.set(draw.u, i * ndim);
        logq.push(proposal.logDensity(draw.u));
        origin.push(draw.origin);
      }
      underWay.push({ u, logq, origin, answer: this.ask(u) });
      asked++;
    };
    for (;;) {
      while (!over && underWay.length < depth && asked < most) request();
      const next = underWay.shift();
      if (next === undefined) return;
      const answer = await this.budget.unlessStopped(next.answer);
      if (answer === null) {
        this.end = this.budget.spent();
        return;
      }
      this.count(answer, purpose);
      draws.add(next.u, next.logq, next.origin, answer);
      over ||= enough();
    }
  }

  private ask(u: Float64Array): Promise<Evaluations> {
    const answer = this.evaluator.evaluate(u, this.options.signal);
    // A failure is reported where the answer is awaited.
    answer.catch(() => {});
    return answer;
  }

  private count({ logl, failures }: Evaluations, purpose: keyof typeof this.calls): void {
    this.budget.calls += logl.length;
    this.calls[purpose] += logl.length;
    this.failureCount += failures.length;
    for (const failure of failures) {
      // One of each kind says more than many of one.
      const known = this.failures.some(({ reason }) => reason === failure.reason);
      if (!known && this.failures.length < failuresKept) this.failures.push(failure);
    }
  }

  private foundAnything({ points }: Exploration): boolean {
    return points.size < 200 * this.settings.nlive || !points.infeasible();
  }

  private nothingFound({ points }: Exploration): EarlyEnd {
    return { outcome: "stuck", message: `${points.size} points of the prior were tried` };
  }

  private report(phase: StatusNumbers["phase"], more: Partial<StatusNumbers> = {}, summary?: WeightSummary): void {
    if (!this.progress.due(phase, this.budget.calls)) return;
    const { evaluator, budget, settings, explorations } = this;
    const fresh = summary ?? (this.fresh.points.size > 0 ? this.fresh.summary() : null);
    const numbers = fresh === null ? explored(explorations) : sampled(fresh, settings);
    this.progress.report({
      phase,
      iteration: Math.round(fresh?.nEffective ?? 0),
      batch: this.round,
      bound: explorations.reduce((sum, { bounds }) => sum + bounds.length, 0),
      nc: fresh === null || fresh.nEffective === 0 ? 0 : Math.round(budget.calls / fresh.nEffective),
      ncall: budget.calls,
      warnings: [
        ...failureWarnings({ proposer: this, parameters: evaluator.parameters, calls: budget.calls }),
        ...this.warnings,
      ],
      ...numbers,
      ...more,
    });
  }
}

type ChangingNumbers = Pick<StatusNumbers, "loglstar" | "logz" | "logzError" | "nEffective" | "stopping">;

/** Where the explorations stand: the one that is least far. */
function explored(explorations: readonly Exploration[]): ChangingNumbers {
  const standing = explorations.map((exploration) => exploration.standing());
  const last = standing.reduce((a, b) => (b.remaining > a.remaining ? b : a));
  return {
    loglstar: [Number.NEGATIVE_INFINITY, last.contour, last.best],
    logz: last.logz,
    logzError: null,
    nEffective: null,
    stopping: { name: "dlogz", value: last.remaining, tolerance: 1e-4 },
  };
}

function sampled(summary: WeightSummary, { nEffective, logzError }: ImportanceOptions): ChangingNumbers {
  return {
    loglstar: [null, null, null],
    logz: summary.logz,
    logzError: summary.error,
    nEffective: summary.nEffective,
    stopping: {
      name: "stop",
      value: Math.max(nEffective / summary.nEffective, summary.error / logzError),
      tolerance: 1,
    },
  };
}

function nothingFound(end: EarlyEnd | null): NightbookError {
  return new NightbookError(`${end?.message ?? "The run ended"} before any point with a likelihood above 0 was found`, {
    code: "NO_FEASIBLE_POINT",
    hint: "Check that the prior covers the data and that the likelihood is right, or narrow the prior",
  });
}
