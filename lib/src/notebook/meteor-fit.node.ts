import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { type MeteorLikelihood, meteorLikelihood, type Observation } from "../fitting/meteoroid";
import { type ModelIdentity, poolEvaluator, type SamplingAnswer, type SamplingTask } from "../fitting/nested-sampling";
import type { ResolvedPrior } from "../fitting/priors";
import { openPool } from "../parallel/worker-pool.node";
import { sha256 } from "./files.node";
import type { Meteor } from "./meteor.node";
import type { MeteorPredictive } from "./meteor-predictive.node";
import type { PosteriorRunOptions } from "./meteor-products/posterior-runs.node";
import { MeteorResult } from "./meteor-result.node";
import type { Prior } from "./prior.node";
import { type FitOptions, type FitWork, runFit } from "./run-fit.node";

/** Options of {@link MeteorFit.run}: those of the sampler, who computes, and where the run is kept. */
export type MeteorFitOptions = FitOptions;

/** A meteor, a prior, and the erosion model between them. Draws itself as what is free and what is fixed. */
export class MeteorFit implements Displayable {
  /** The observation as this prior wants it prepared. */
  readonly observation: Observation;
  /** The prior with its bounds. */
  readonly resolved: ResolvedPrior;
  /** The model: simulated curves, predictions and likelihood of a parameter vector. */
  readonly likelihood: MeteorLikelihood;
  private latest: MeteorResult | undefined;

  constructor(
    readonly meteor: Meteor,
    readonly prior: Prior,
    /** Air density in place of the observation's. */
    readonly densCo?: readonly number[],
  ) {
    const { observation, prior: resolved } = meteor.observedFor(prior);
    this.observation = observation;
    this.resolved = resolved;
    this.likelihood = meteorLikelihood({ observation, prior: resolved, densCo });
  }

  /**
   * Log-likelihoods of parameter vectors in sampler coordinates, with what the model predicts at the data; `null` where
   * the likelihood is zero, or where the model has no end.
   * @param given vectors whose columns are named by `variables`, in any order
   * @throws {RangeError} when the names are not those of the prior's free variables
   */
  logLikelihoods(given: { variables: readonly string[]; vectors: readonly (readonly number[])[] }) {
    const { variables } = this.resolved;
    const columns = variables.map((name) => given.variables.indexOf(name));
    const missing = variables.filter((_, k) => (columns[k] ?? -1) < 0);
    const foreign = given.variables.filter((name) => !variables.includes(name));
    if (missing.length > 0 || foreign.length > 0) {
      const parts = [
        missing.length > 0 && `missing ${missing.join(", ")}`,
        foreign.length > 0 && `not free ${foreign.join(", ")}`,
      ];
      throw new RangeError(
        `The vectors' variables are not the free variables of the prior: ${parts.filter(Boolean).join("; ")}`,
      );
    }
    const predictions = given.vectors.map((vector) => {
      const theta = Float64Array.from(columns, (column) => vector[column] ?? Number.NaN);
      return this.likelihood.predict(theta);
    });
    return {
      variables: [...variables],
      logl: predictions.map((at) => finiteOrNull(at && at.logLikelihoodLuminosity + at.logLikelihoodLag)),
      luminosity: predictions.map((at) => at && Array.from(at.luminosity)),
      lag: predictions.map((at) => at && Array.from(at.lag)),
    };
  }

  [displaySymbol](): MimeBundle {
    const { variables } = this.resolved;
    const problem = `Erosion model of ${this.meteor.name}, ${variables.length} free parameters; run() samples them`;
    return this.prior.table(this.observation, problem)[displaySymbol]();
  }

  /**
   * Samples the posterior by nested sampling in worker threads; the caller's thread stays free.
   * Progress goes to the host (cell and panel, or terminal). Ending it early keeps what was sampled.
   * With a folder, every likelihood is kept there: the same call goes on where an earlier one ended, by whatever, and
   * one that asks for more effective samples continues a run that was complete.
   *
   * @param options seed, engine, wanted effective samples, cores, queue, folder
   * @returns the posterior, which knows its tables and charts
   * @throws {NightbookError} `LEDGER_OTHER_FIT` when the folder holds the run of another fit, `RUN_BUSY` when another
   *   process works in it
   */
  async run(options: MeteorFitOptions = {}): Promise<MeteorResult> {
    const { name, inputs } = this.meteor;
    const { nested, sampling } = await runFit(
      () => this.startWork(options),
      { ...options, label: options.label ?? name },
      { kind: "meteor", model: this.identity(), inputs, logarithmic: this.logarithmic() },
    );
    this.latest = new MeteorResult(this, nested, { ...sampling, engine: nested.engine });
    return this.latest;
  }

  /**
   * The data inside the bands of the posterior that {@link run} found last: the same as `predictive` of its result.
   * @param options threads, progress
   * @throws {Error} before a run has ended
   */
  async predictive(options: PosteriorRunOptions = {}): Promise<MeteorPredictive> {
    if (this.latest === undefined) throw new Error(`${this.meteor.name} has no posterior yet: await fit.run() first`);
    return this.latest.predictive(options);
  }

  private logarithmic(): string[] {
    const { variables, flags } = this.resolved;
    return variables.filter((name) => flags[name]?.includes("log"));
  }

  private async startWork(options: MeteorFitOptions): Promise<FitWork> {
    const { cores = availableParallelism(), queue, queueWait, insecure, label = this.meteor.name, onNotice } = options;
    const pool = await openPool<SamplingTask, SamplingAnswer>({
      module: join(__dirname, "meteor-tasks.js"),
      export: "meteorTasks",
      data: this.taskData(),
      cores,
      model: { name: "meteor" },
      queue,
      queueWait,
      insecure,
      label,
      onNotice,
    });
    const evaluator = poolEvaluator(pool, this.resolved.variables);
    return { evaluator, close: () => pool.close() };
  }

  /** What a worker needs to make the model. */
  private taskData() {
    return { observation: this.observation, prior: this.resolved, densCo: this.densCo };
  }

  /** Name, and a hash of what determines the likelihood beside this program; names of files and comments do not. */
  identity(): ModelIdentity {
    const { file_name: _name, lum_files: _lum, lag_files: _lag, ...observation } = this.observation;
    const { details: _lines, ...prior } = this.resolved;
    const { densCo } = this;
    return { name: this.meteor.name, sha256: sha256(JSON.stringify({ observation, prior, densCo })) };
  }
}

function finiteOrNull(x: number | null): number | null {
  return x !== null && Number.isFinite(x) ? x : null;
}
