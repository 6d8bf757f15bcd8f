import { cpus } from "node:os";
import { join } from "node:path";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { progressSink } from "../core/progress";
import { type MeteorLikelihood, meteorLikelihood, type Observation } from "../fitting/meteoroid";
import {
  type NestedSamplingResult,
  poolEvaluator,
  type RunOptions,
  type SamplingAnswer,
  type SamplingTask,
} from "../fitting/nested-sampling";
import type { ResolvedPrior } from "../fitting/priors";
import { startWorkerPool } from "../parallel/worker-pool.node";
import { sha256 } from "./files.node";
import type { Meteor } from "./meteor.node";
import { MeteorResult } from "./meteor-result.node";
import type { Prior } from "./prior.node";
import { type RunFolderOptions, runInFolder, seedOfRun } from "./run-folder/run-in-folder.node";

/** Options of {@link MeteorFit.run}: those of the sampler, how many cores to use, and where the run is kept. */
export interface MeteorFitOptions extends Omit<RunOptions, "now" | "id" | "seed">, RunFolderOptions {
  /** A whole number from 0 to 2^53 − 1, or any text. Default that of the run in the folder, else drawn and kept. */
  seed?: number | string;
  /** Worker threads. Default all cores. The result does not depend on it. */
  cores?: number;
}

let fitsStarted = 0;

/** A meteor, a prior, and the erosion model between them. Draws itself as what is free and what is fixed. */
export class MeteorFit implements Displayable {
  /** The observation as this prior wants it prepared. */
  readonly observation: Observation;
  /** The prior with its bounds. */
  readonly resolved: ResolvedPrior;
  /** The model: simulated curves, predictions and likelihood of a parameter vector. */
  readonly likelihood: MeteorLikelihood;

  constructor(
    readonly meteor: Meteor,
    readonly prior: Prior,
    private readonly densCo?: readonly number[],
  ) {
    const { observation, prior: resolved } = meteor.observedFor(prior);
    this.observation = observation;
    this.resolved = resolved;
    this.likelihood = meteorLikelihood({ observation, prior: resolved, densCo });
  }

  /**
   * Log-likelihoods of parameter vectors in sampler coordinates, with what the model predicts at the data.
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
      return { logl: this.likelihood.logLikelihood(theta), at: this.likelihood.predict(theta) };
    });
    return {
      variables: [...variables],
      logl: predictions.map(({ logl }) => (Number.isFinite(logl) ? logl : null)),
      luminosity: predictions.map(({ at }) => (at ? Array.from(at.luminosity) : null)),
      lag: predictions.map(({ at }) => (at ? Array.from(at.lag) : null)),
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
   * @param options seed, engine, wanted effective samples, cores, folder
   * @returns the posterior, which knows its tables and charts
   * @throws {NightbookError} `LEDGER_OTHER_FIT` when the folder holds the run of another fit, `RUN_BUSY` when another
   *   process works in it
   */
  async run(options: MeteorFitOptions = {}): Promise<MeteorResult> {
    const {
      cores = cpus().length,
      label = this.meteor.name,
      signal,
      onProgress,
      folder,
      fresh,
      seed: wantedSeed,
      ...others
    } = options;
    const sampling: RunOptions = { ...others, seed: seedOfRun(wantedSeed, { folder, fresh }) };
    const stop = new AbortController();
    const abort = () => stop.abort();
    if (signal?.aborted) abort();
    const pool = startWorkerPool<SamplingTask, SamplingAnswer>({
      module: join(__dirname, "meteor-tasks.js"),
      export: "meteorTasks",
      data: this.taskData(),
      cores,
    });
    try {
      signal?.addEventListener?.("abort", abort);
      const running: RunOptions = {
        ...sampling,
        id: `fit-${++fitsStarted}`,
        label,
        signal: stop.signal,
        now: Date.now,
        onProgress: (status) => {
          progressSink()?.update(status, { stop: abort });
          onProgress?.(status);
        },
      };
      const evaluator = poolEvaluator(pool, this.resolved.variables);
      const model = { name: this.meteor.name, sha256: this.hash() };
      const subject = { kind: "meteor", model, inputs: this.meteor.inputs } as const;
      const nested: NestedSamplingResult = await runInFolder(evaluator, running, { folder, fresh }, subject);
      return new MeteorResult(this, nested, { engine: "dynamic", ...sampling });
    } finally {
      signal?.removeEventListener?.("abort", abort);
      await pool.close();
    }
  }

  /** What a worker needs to make the model. */
  private taskData() {
    return { observation: this.observation, prior: this.resolved, densCo: this.densCo };
  }

  /** Hash of what determines the likelihood beside this program; names of files do not. */
  private hash(): string {
    const { file_name: _name, ...observation } = this.observation;
    return sha256(JSON.stringify({ ...this.taskData(), observation }));
  }
}
