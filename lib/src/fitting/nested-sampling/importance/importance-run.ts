import { type Random, random } from "../../../core/random";
import { effectiveSampleSize } from "../../../core/statistics";
import { Budget, type EarlyEnd } from "../budget";
import type { Evaluations, Evaluator, LikelihoodFailure } from "../evaluator";
import type { RunOptions } from "../options";
import { ProgressReporter, type StatusNumbers } from "../progress";
import { failureWarnings } from "../record";
import type { NestedSamplingResult } from "../result";
import { coolDown, onePath } from "./cooling";
import { Coordinates } from "./coordinates";
import { Exploration } from "./exploration";
import { type FittedProposal, fitProposal } from "./fit-proposal";
import { batchSize, FreshDraws } from "./fresh-draws";
import { hunt } from "./hunt";
import { conclude } from "./importance-conclusion";
import { type ImportanceOptions, importanceOptions, liveFraction, unusedOptions } from "./importance-options";
import { extended, type KnownPoints, nothingKnown, pooledPoints, posteriorWeights, significant } from "./known-points";
import { nothingFound } from "./nothing-found";
import { PooledDraws } from "./pooled-draws";
import { type DrawnPoints, Proposal } from "./proposal";
import { isPoor, Renewal } from "./renewal";
import { exploring, sampled } from "./standing";
import { refresh } from "./tempering/refresh";
import { temper } from "./tempering/temper";
import type { TemperingResult } from "./tempering/tempering-result";
import { Trials } from "./trials";

/** Tags and stages of the random numbers: each exploration takes ten stages from its first. */
const stage = { explorations: 100, fit: 20, draws: 21, cooling: 22, hunt: 23 } as const;
/** Requests under way at the same time: while one is computed, the next is drawn. */
const depth = 2;
/** Moves of points by chains before no proposal is tried any more. */
const mostRefreshes = 2;
const failuresKept = 5;
/** Calls that the climbs of a hunt for lost modes may take, for each of exploration; so many again its draws. */
const huntingPart = 0.25;

/** One run of the importance engine: explorations, a proposal, fresh draws. */
export class ImportanceRun {
  readonly settings: ImportanceOptions;
  readonly explorations: readonly Exploration[];
  readonly budget: Budget;
  readonly calls = { exploration: 0, refinement: 0, fresh: 0 };
  readonly failures: LikelihoodFailure[] = [];
  failureCount = 0;
  readonly warnings: string[] = [];
  fitted: FittedProposal | null = null;
  /** Draws of the proposal that tells the evidence. */
  fresh: FreshDraws;
  tempered: TemperingResult | null = null;
  end: EarlyEnd | null = null;
  readonly progress: ProgressReporter;
  private readonly random: Random;
  /** Draws of all proposals that were not only tried. */
  private readonly pool = new PooledDraws();
  /** Whether the posterior is made of them all, as it was when the run decided to go on or to end. */
  private isPooled = false;
  private round = 0;
  private known: KnownPoints;
  /** Whether explorations were too far from the posterior to describe it. */
  private cooled = false;
  /** Points asked for so far. */
  private asked = 0;
  /** Proposals fitted so far. */
  private fits = 0;

  constructor(
    readonly evaluator: Evaluator,
    private readonly options: RunOptions,
  ) {
    const ndim = evaluator.parameters.length;
    this.settings = importanceOptions(options, ndim);
    this.warnings.push(...unusedOptions(options));
    this.random = random(this.settings.seed);
    this.budget = new Budget(this.settings, options);
    this.progress = new ProgressReporter(options, this.settings, evaluator);
    this.fresh = this.noDraws(new Proposal(ndim, null, [], new Coordinates([], null)));
    this.known = nothingKnown(ndim);
    const { nlive, explorations } = this.settings;
    const explored = { ndim, nderived: evaluator.derived.length, wrapped: evaluator.wrapped, nlive, liveFraction };
    this.explorations = Array.from(
      { length: explorations },
      (_, k) => new Exploration(explored, this.random, stage.explorations + 10 * k),
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
    const underWay = this.explorations.map((exploration) => this.askFor(exploration));
    while (this.explorations.some(({ done }) => !done)) {
      for (const [k, exploration] of this.explorations.entries()) {
        if (exploration.done) continue;
        const request = underWay[k];
        if (request === null) {
          exploration.done = true;
          continue;
        }
        const answer = await this.budget.unlessStopped(request);
        if (answer === null) {
          this.end = this.budget.spent();
          return;
        }
        this.count(answer, "exploration");
        exploration.learn(answer);
        this.report("exploring");
        if (exploration.done) continue;
        this.end ??= this.budget.spent();
        if (exploration.fruitless()) {
          this.end ??= { outcome: "stuck", message: `${exploration.points.size} points of the prior were tried` };
        }
        if (this.end !== null) exploration.done = true;
        else underWay[k] = this.askFor(exploration);
      }
    }
  }

  /** Fits the proposal, tries it, and mends it where it fails. */
  private async makeProposal(): Promise<void> {
    this.known = await this.explored();
    if (this.end !== null) return;
    const trials = new Trials(this.settings);
    let moved: Float64Array | null = null;
    for (let refreshes = 0; ; ) {
      const { proposal } = this.fit(moved);
      const trial = await this.drawn(proposal, trials.size());
      if (trial === null) return;
      const verdict = trials.judge(trial);
      if (verdict === "draw") return;
      this.learn(trial);
      if (verdict === "refit") continue;
      if (refreshes === mostRefreshes) return this.temper(proposal);
      moved = await this.refreshed(++refreshes);
      if (this.end !== null) return;
    }
  }

  /** Fits a proposal to what is known. */
  private fit(moved: Float64Array | null): FittedProposal {
    this.report("preparing");
    const { explorations, evaluator, random, fits } = this;
    // Where cooling had to lead on, the bounds of a stranded exploration are far from the posterior.
    const bounds = explorations.flatMap(({ stranded, bounds }) => (stranded && this.cooled ? [] : bounds));
    this.fitted = fitProposal(this.known, bounds, evaluator.wrapped, random, stage.fit, fits, moved);
    this.fits++;
    return this.fitted;
  }

  /** Adds draws of a proposal that is given up to what is known. */
  private learn(draws: FreshDraws): void {
    this.known = significant(extended(this.known, draws));
  }

  /**
   * What the explorations know of the posterior. Where their bounds could not follow the contour to it, proposals for
   * ever colder posteriors lead there.
   */
  private async explored(): Promise<KnownPoints> {
    const { evaluator, explorations, random } = this;
    const ndim = evaluator.parameters.length;
    const stranded = explorations.some((exploration) => exploration.stranded);
    const pooled = pooledPoints(explorations, ndim, stranded);
    const [evaluate, drawn] = [this.evaluated.bind(this), this.drawn.bind(this)];
    const tools = { wrapped: evaluator.wrapped, random, evaluate, drawn };
    if (stranded) {
      const known = await coolDown(pooled, { ...tools, stage: stage.cooling });
      this.cooled = known !== pooled;
      if (this.cooled) this.warnings.push(onePath);
      return significant(known);
    }
    const found = significant(pooled);
    const most = Math.floor(huntingPart * this.calls.exploration);
    return significant(await hunt(found, explorations, { ...tools, stage: stage.hunt, most }));
  }

  /**
   * Log-likelihoods at points that no proposal has drawn; null when the run is told to end. Where fewer calls are left, the
   * first points are asked for all the same, so that a run with a higher limit asks for the same and more.
   */
  private async evaluated(u: Float64Array): Promise<Float64Array | null> {
    const answer = await this.budget.unlessStopped(
      this.ask(u.subarray(0, this.left() * this.evaluator.parameters.length)),
    );
    if (answer !== null) this.count(answer, "refinement");
    this.report("preparing");
    this.end ??= this.budget.spent();
    return this.end === null ? (answer?.logl ?? null) : null;
  }

  /** Where points are after Markov chains have moved them: shapes that weights alone do not show. */
  private async refreshed(number: number): Promise<Float64Array> {
    const { known } = this;
    const { weights } = posteriorWeights(known);
    const { u } = await refresh(
      this.evaluator,
      { u: known.u, logl: known.logl, weights },
      {
        random: random(this.settings.seed, 1 + number),
        signal: this.options.signal,
        onEvaluations: (_, answer) => this.countChains(answer, "refinement"),
      },
    );
    this.end = this.budget.spent();
    return u;
  }

  /** Where no proposal serves: chains along a path from the best proposal to the posterior. */
  private async temper(proposal: Proposal): Promise<void> {
    const { evaluator, settings } = this;
    this.tempered = await temper(evaluator, {
      random: random(settings.seed, 16),
      start: {
        draw: (n, stream) => proposal.drawMany(n, stream),
        logDensity: (u) => proposal.logDensities(u),
      },
      particles: Math.max(1000, Math.min(10_000, Math.ceil(settings.nEffective))),
      maxCalls: settings.maxCalls - this.budget.calls,
      signal: this.options.signal,
      onEvaluations: (_, answer) => {
        this.countChains(answer, "fresh");
        this.report("sampling");
      },
    });
    this.end = this.budget.spent();
  }

  /** Draws that do not count for the result; null when the run is told to end. */
  private async drawn(proposal: Proposal, n: number): Promise<FreshDraws | null> {
    this.report("preparing");
    const draws = this.noDraws(proposal);
    const size = Math.min(n, batchSize);
    await this.drawInto(draws, "refinement", () => draws.points.size >= n, { size, most: Math.ceil(n / size) });
    return this.end === null ? draws : null;
  }

  /** Independent draws from frozen proposals, each fitted to all that was known before, until there are enough. */
  private async draw(): Promise<void> {
    if (this.fitted === null) return;
    const renewal = new Renewal(this.settings);
    for (let round = 0; this.end === null; round++) {
      const learned = effectiveSampleSize(posteriorWeights(this.known).weights);
      const { proposal } = round === 0 ? this.fitted : this.fit(null);
      proposal.recount();
      const draws = this.noDraws(proposal);
      this.pool.begin(draws);
      let isDue = false;
      await this.drawInto(draws, "fresh", () => {
        if (isDue || this.end !== null) return true;
        const summary = draws.summary();
        if (renewal.tellsEvidence(draws)) {
          this.fresh = draws;
          this.isPooled = isPoor(summary);
        }
        const reached = isPoor(summary) ? this.pool.nEffective() : summary.nEffective;
        this.report("sampling");
        const standing = { draws, summary, learned, drawn: this.pool.size, reached };
        isDue = renewal.isDue(standing);
        if (isDue || renewal.enough(standing)) return true;
        this.end = this.budget.spent();
        return this.end !== null;
      });
      if (!isDue) return;
      this.learn(draws);
    }
  }

  /** The draws that the posterior is made of. */
  counted(): PooledDraws {
    if (this.isPooled) return this.pool;
    const alone = new PooledDraws();
    alone.begin(this.fresh);
    return alone;
  }

  /** Requests batches of draws, a few at a time, until `enough`; those under way then still count. */
  private async drawInto(
    draws: FreshDraws,
    purpose: "refinement" | "fresh",
    enough: () => boolean,
    { size, most }: { size: number; most: number } = { size: batchSize, most: Number.POSITIVE_INFINITY },
  ): Promise<void> {
    const underWay: { points: DrawnPoints; answer: Promise<Evaluations> }[] = [];
    let asked = 0;
    let over = false;
    const request = (): void => {
      const stream = this.random.stream(stage.draws, this.round++);
      const points = draws.proposal.drawPoints(Math.min(size, this.left()), stream);
      underWay.push({ points, answer: this.ask(points.u) });
      asked++;
    };
    for (;;) {
      while (!over && underWay.length < depth && asked < most && this.left() > 0) request();
      const next = underWay.shift();
      if (next === undefined) {
        // The last batches may have shown that there are not enough after all.
        over &&= enough();
        if (!over && asked < most && this.left() > 0) continue;
        if (!over && asked < most) this.end ??= this.budget.spent();
        return;
      }
      const answer = await this.budget.unlessStopped(next.answer);
      if (answer === null) {
        this.end = this.budget.spent();
        return;
      }
      this.count(answer, purpose);
      draws.add(next.points, answer);
      over ||= enough();
    }
  }

  private noDraws(proposal: Proposal): FreshDraws {
    return new FreshDraws(proposal, this.evaluator.parameters.length, this.evaluator.derived.length);
  }

  /** Asks for the next points of an exploration; null when no calls are left. */
  private askFor(exploration: Exploration): Promise<Evaluations> | null {
    return this.left() > 0 ? this.ask(exploration.propose(this.left())) : null;
  }

  /** Calls that may still be asked for. */
  private left(): number {
    return this.settings.maxCalls - this.asked;
  }

  private ask(u: Float64Array): Promise<Evaluations> {
    this.asked += u.length / this.evaluator.parameters.length;
    const answer = this.evaluator.evaluate(u, this.options.signal);
    // A failure is reported where the answer is awaited.
    answer.catch(() => {});
    return answer;
  }

  private countChains(answer: Evaluations, purpose: keyof typeof this.calls): void {
    this.asked += answer.logl.length;
    this.count(answer, purpose);
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

  private report(phase: StatusNumbers["phase"], more: Partial<StatusNumbers> = {}): void {
    if (!this.progress.due(phase, this.budget.calls)) return;
    const { evaluator, budget, settings, explorations } = this;
    const { fresh } = this;
    const counted = fresh.points.size > 0 ? this.counted() : null;
    const numbers =
      counted === null
        ? exploring(explorations, settings)
        : sampled({ ...fresh.summary(), nEffective: counted.nEffective() }, fresh, explorations, settings);
    const kept = counted?.size ?? explorations.reduce((sum, { points }) => sum + points.size, 0);
    this.progress.report(
      {
        phase,
        iteration: kept,
        batch: this.round,
        bound: explorations.reduce((sum, { bounds }) => sum + bounds.length, 0),
        nc: kept === 0 ? 0 : Math.round(budget.calls / kept),
        ncall: budget.calls,
        warnings: [
          ...failureWarnings({ proposer: this, parameters: evaluator.parameters, calls: budget.calls }),
          ...this.warnings,
        ],
        ...numbers,
        ...more,
      },
      () => counted?.sketch(evaluator.parameters) ?? null,
    );
  }
}
