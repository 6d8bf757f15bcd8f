import { NightbookError } from "../../core/errors";
import { random } from "../../core/random";
import { exp, log1p } from "../../core/special";
import { batchSettings } from "./batch-contours";
import { beyondTheEnd, foundBeyond } from "./beyond-the-end";
import { Budget, type EarlyEnd } from "./budget";
import type { Evaluator } from "./evaluator";
import { RunningEvidence } from "./evidence";
import { nestedSamplingResult } from "./nested-sampling-result";
import type { RunOptions } from "./options";
import { feasibleVolume, type Posterior, posteriorOf } from "./posterior";
import { posteriorSketch, type WeightedPoints } from "./posterior-sketch";
import { ProgressReporter, type StatusNumbers } from "./progress";
import { Proposer } from "./proposer";
import { failureWarnings, recordOf } from "./record";
import { type ResolvedOptions, resolveOptions } from "./resolved-options";
import type { NestedSamplingResult } from "./result";
import type { Sample } from "./sample";
import { Strand, type StrandContext, type StrandSettings, type StrandWatcher } from "./strand";

const none = Number.NEGATIVE_INFINITY;
const unbounded = Number.POSITIVE_INFINITY;

/** One run under way: the base strand, then batches, then the result. */
export class SamplingRun {
  private readonly settings: ResolvedOptions;
  private readonly context: StrandContext;
  private readonly progress: ProgressReporter;
  private readonly samples: Sample[] = [];
  private readonly strands: StrandSettings[] = [];
  /** Samples of the base strand that died by being replaced. */
  private replaced = 0;
  private readonly warnings: string[] = [];
  private end: EarlyEnd | null = null;
  /** From which the posterior is known so far. */
  private known: WeightedPoints | null = null;

  constructor(
    private readonly evaluator: Evaluator,
    options: RunOptions,
  ) {
    this.settings = resolveOptions(options, evaluator.parameters.length);
    const keyed = random(this.settings.seed);
    this.context = {
      proposer: new Proposer(evaluator, this.settings, keyed, options.signal),
      budget: new Budget(this.settings, options),
      random: keyed,
      ranks: [],
      prior: { draws: 0, feasible: 0 },
      iteration: 0,
    };
    this.progress = new ProgressReporter(options, this.settings, evaluator);
  }

  /** Samples to the end; tells the listener, too, when that fails. */
  async result(): Promise<NestedSamplingResult> {
    try {
      return await this.sample();
    } catch (error) {
      this.report("failed", () => ({ message: error instanceof Error ? error.message : String(error) }));
      throw error;
    }
  }

  private async sample(): Promise<NestedSamplingResult> {
    const { nlive, engine } = this.settings;
    const base: StrandSettings = { batch: 0, nlive, lower: none, upper: unbounded, alive: [] };
    this.replaced = (await this.follow(base, this.baseWatcher())).replaced;
    if (this.samples.length === 0) throw nothingFound(this.end);
    let posterior = posteriorOf(this.samples, this.context.prior);
    if (engine === "dynamic") posterior = await this.addBatches(await this.lookBeyond(posterior));
    return this.finish(posterior);
  }

  /** Goes on with a few live points where the base run ended, lest a narrow peak is missed. */
  private async lookBeyond(base: Posterior): Promise<Posterior> {
    const { maxBatches, sample, bound } = this.settings;
    // Draws from the whole prior would hardly ever hit so small a volume.
    const isBlind = sample === "unif" && bound === "none";
    if (this.end !== null || maxBatches === 0 || isBlind) return base;
    const beyond = beyondTheEnd(this.samples, this.replaced, base, this.settings);
    if (beyond === null) return base;
    const watcher = this.batchWatcher(beyond.settings, base);
    await this.follow(beyond.settings, {
      born: watcher.born,
      dies: (worst, count, best) => beyond.isFarEnough(worst, count, best) || watcher.dies(worst, count, best),
    });
    const posterior = posteriorOf(this.samples, this.context.prior);
    this.warnings.push(...foundBeyond(base, posterior));
    return posterior;
  }

  private async addBatches(base: Posterior): Promise<Posterior> {
    const { nEffective, nliveBatch, maxBatches } = this.settings;
    let posterior = base;
    for (let k = 1; this.end === null && posterior.nEffective < nEffective; k++) {
      if (k > maxBatches) {
        this.end = { outcome: "limit", message: `The limit of ${maxBatches} batches is reached` };
        break;
      }
      const settings = batchSettings(this.strands.length, nliveBatch, posterior);
      await this.follow(settings, this.batchWatcher(settings, posterior));
      posterior = posteriorOf(this.samples, this.context.prior);
    }
    return posterior;
  }

  private async follow(settings: StrandSettings, watcher: StrandWatcher): Promise<Strand> {
    this.strands.push(settings);
    const strand = new Strand(this.context, settings, watcher);
    await strand.run();
    this.end = strand.end;
    for (const sample of strand.samples) this.samples.push(sample);
    return strand;
  }

  /** Ends the base strand when the live points hold too little evidence to matter. */
  private baseWatcher(): StrandWatcher {
    const { dlogz, nlive } = this.settings;
    let evidence: RunningEvidence | null = null;
    const dead: { v: Float64Array; logWeight: number }[] = [];
    this.known = {
      get length() {
        return dead.length;
      },
      logWeight: (i) => dead[i].logWeight,
      value: (i, k) => dead[i].v[k],
    };
    const status = (loglstar: number, remaining: number, nc: number): Partial<StatusNumbers> => ({
      nc,
      loglstar: [none, loglstar, unbounded],
      logz: evidence?.logz,
      logzError: evidence === null ? null : Math.sqrt(Math.max(evidence.information, 0) / nlive),
      stopping: { name: "dlogz", value: remaining, tolerance: dlogz },
    });
    return {
      born: (sample) => this.report("preparing", () => status(none, unbounded, sample.calls)),
      dies: (worst, count, best) => {
        evidence ??= new RunningEvidence(feasibleVolume(this.context.prior).log);
        if (evidence.remaining(best) < dlogz) return true;
        dead.push({ v: worst.v, logWeight: worst.logl + evidence.logvol });
        evidence.add(worst.logl, count);
        const remaining = evidence.remaining(best);
        this.report("base", () => status(worst.logl, remaining, worst.calls));
        return false;
      },
    };
  }

  private batchWatcher({ batch, lower, upper }: StrandSettings, posterior: Posterior): StrandWatcher {
    const status = (loglstar: number, nc: number): Partial<StatusNumbers> => ({
      ...this.numbersOf(posterior),
      batch,
      nc,
      loglstar: [lower, loglstar, upper],
    });
    return {
      born: (sample) => this.report("batch", () => status(lower, sample.calls)),
      dies: (worst) => {
        this.report("batch", () => status(worst.logl, worst.calls));
        return false;
      },
    };
  }

  private finish(posterior: Posterior): NestedSamplingResult {
    const { context, settings, end, evaluator } = this;
    const record = recordOf(posterior, {
      parameters: evaluator.parameters,
      derived: evaluator.derived,
      options: settings,
      random: context.random,
      proposer: context.proposer,
      ranks: context.ranks,
      prior: context.prior,
      calls: context.budget.calls,
      replaced: this.replaced,
      strands: this.strands,
      warnings: this.warnings,
      end,
      timings: { startedAt: this.progress.startedAt, elapsed: this.progress.elapsed(), workers: evaluator.workers },
    });
    this.report(end === null ? "done" : "stopped", () => ({
      ...this.numbersOf(posterior),
      batch: this.strands.length - 1,
      nc: posterior.samples[posterior.samples.length - 1].calls,
      warnings: [...record.diagnostics.warnings],
      message: end?.message,
    }));
    return nestedSamplingResult(record);
  }

  /** Evidence and stopping measure of what is joined so far. */
  private numbersOf(posterior: Posterior): Partial<StatusNumbers> {
    const { logl, logz, logzerr, logvol, nEffective, samples, logwt } = posterior;
    this.known = { length: samples.length, logWeight: (i) => logwt[i], value: (i, k) => samples[i].v[k] };
    const { engine, dlogz, nEffective: wanted } = this.settings;
    const n = logl.length;
    const remaining = log1p(exp(logl[n - 1] + logvol[n - 1] - logz[n - 1]));
    return {
      loglstar: [none, logl[n - 1], unbounded],
      logz: logz[n - 1],
      logzError: logzerr[n - 1],
      nEffective,
      stopping:
        engine === "dynamic"
          ? { name: "stop", value: wanted / nEffective, tolerance: 1 }
          : { name: "dlogz", value: remaining, tolerance: dlogz },
    };
  }

  /** Reports a status when one is due; its numbers are only worked out then. */
  private report(phase: StatusNumbers["phase"], numbers: () => Partial<StatusNumbers>): void {
    const { context, evaluator, settings } = this;
    const { iteration, proposer, budget } = context;
    if (!this.progress.due(phase, iteration)) return;
    const status: StatusNumbers = {
      phase,
      iteration,
      batch: 0,
      bound: proposer.boundIndex,
      nc: 0,
      ncall: budget.calls,
      loglstar: [null, null, null],
      logz: null,
      logzError: null,
      nEffective: null,
      stopping: { name: "dlogz", value: null, tolerance: settings.dlogz },
      warnings: [
        ...failureWarnings({ proposer, parameters: evaluator.parameters, calls: budget.calls }),
        ...this.warnings,
      ],
      ...numbers(),
    };
    const { known } = this;
    this.progress.report(status, () => known && posteriorSketch(evaluator.parameters, known));
  }
}

function nothingFound(end: EarlyEnd | null): NightbookError {
  return new NightbookError(`${end?.message ?? "The run ended"} before any point with a likelihood above 0 was found`, {
    code: "NO_FEASIBLE_POINT",
    hint: "Check that the prior covers the data and that the likelihood is right, or narrow the prior",
  });
}
