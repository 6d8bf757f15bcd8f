import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { NightbookError } from "../core/errors";
import { progressSink } from "../core/progress";
import {
  type Evaluator,
  inProcessEvaluator,
  type Model,
  poolEvaluator,
  type RunOptions,
  type SamplingAnswer,
  type SamplingTask,
} from "../fitting/nested-sampling";
import { startWorkerPool } from "../parallel/worker-pool.node";
import { carefulModel } from "./careful-model";
import { type InputHash, sha256 } from "./files.node";
import { significant } from "./fit-result.node";
import { type CheckedDefinition, type ModelDefinition, modelDefinition } from "./model-definition";
import { inquire, type ModelReport } from "./model-inquiry";
import { modelTasksFile, openModel } from "./model-opening.node";
import { ModelResult } from "./model-result.node";
import { type ModelSource, modelSource } from "./model-source.node";
import type { ModelTaskData } from "./model-tasks.node";
import { type RunFolderOptions, type RunSubject, runInFolder, seedOfRun } from "./run-folder/run-in-folder.node";
import { Table } from "./table";
import { timeLimitedCall } from "./time-limited-call.node";

/**
 * Options of {@link ModelFit.run}: those of the sampler, how many cores to use, how long a call may take, and where the
 * run is kept.
 */
export interface ModelFitOptions extends Omit<RunOptions, "now" | "id" | "yieldNow" | "seed">, RunFolderOptions {
  /** A whole number from 0 to 2^53 − 1, or any text. Default that of the run in the folder, else drawn and kept. */
  seed?: number | string;
  /** Worker threads of a model in a module. Default all cores. The result does not depend on it. */
  cores?: number;
  /**
   * Seconds that one call of the model may take; the point then counts as a failure. Default 60 for a model in a
   * module, none for functions of a cell.
   */
  timeLimit?: number;
}

/** Where the functions of a model are. */
type ModelHome = { readonly source: ModelSource } | { readonly functions: CheckedDefinition };

/** A seed that nobody chose. */
export const drawnSeed = (): number => randomInt(2 ** 32);

const defaultTimeLimit = 60;
/** Seconds for a first try of a model without a limit: a day. */
const longestTrial = 86_400;
let fitsStarted = 0;
let adviceGiven = false;

/** A person's own model, looked at and ready to be sampled. Draws itself as a table of its parameters. */
export class ModelFit implements Displayable {
  readonly label: string;
  readonly parameters: readonly string[];
  /** Names of the derived quantities. */
  readonly derived: readonly string[];
  readonly units: Readonly<Record<string, string>>;
  readonly truths: Readonly<Record<string, number>> | undefined;
  /** The files that determine the model; of functions in a cell, the hash of their text. */
  readonly inputs: readonly InputHash[];

  constructor(
    private readonly report: ModelReport,
    private readonly home: ModelHome,
    private readonly timeLimit: number | undefined,
  ) {
    const { label, parameters, derived = [], units = {}, truths } = report.outline;
    this.label = label ?? ("source" in home ? home.source.name.replace(/\.[^.]+$/, "") : "model");
    this.parameters = parameters;
    this.derived = derived;
    this.units = units;
    this.truths = truths;
    this.inputs = "source" in home ? home.source.inputs : [textHash(home.functions, this.label)];
  }

  /**
   * Samples the posterior by nested sampling. A model in a module runs in worker threads; functions typed in a cell
   * cannot leave this process and take turns with everything else in it. Progress goes to the host (cell and panel,
   * or terminal). Ending it early keeps what was sampled. With a folder, every likelihood is kept there: the same call
   * goes on where an earlier one ended, by whatever, and one that asks for more effective samples continues a run that
   * was complete.
   *
   * @param options engine, seed, wanted effective samples, cores, time limit, folder
   * @returns the posterior, which knows its tables and charts
   * @throws {NightbookError} `MODEL_CHANGED` when the module's files are not those that were opened, `LEDGER_OTHER_FIT`
   *   when the folder holds the run of another fit, `RUN_BUSY` when another process works in it
   */
  async run(options: ModelFitOptions = {}): Promise<ModelResult> {
    const {
      cores,
      timeLimit = this.timeLimit,
      label = this.label,
      signal,
      onProgress,
      folder,
      fresh,
      seed: wantedSeed,
      ...sampling
    } = options;
    const seed = seedOfRun(wantedSeed, { folder, fresh });
    checkTimeLimit(timeLimit);
    const stop = new AbortController();
    const abort = () => stop.abort();
    if (signal?.aborted) abort();
    const { evaluator, limit, close } =
      "source" in this.home
        ? this.onThreads(this.home.source, cores, timeLimit)
        : this.here(this.home.functions, timeLimit);
    try {
      signal?.addEventListener?.("abort", abort);
      const running: RunOptions = {
        ...sampling,
        seed,
        id: `model-${++fitsStarted}`,
        label,
        signal: stop.signal,
        now: Date.now,
        onProgress: (status) => {
          progressSink()?.update(status, { stop: abort });
          onProgress?.(status);
        },
      };
      const nested = await runInFolder(evaluator, running, { folder, fresh }, this.subject(limit));
      return new ModelResult(this, nested, { engine: nested.engine, seed, ...sampling, timeLimit: limit });
    } finally {
      signal?.removeEventListener?.("abort", abort);
      await close();
    }
  }

  /** The parameters with the 95 % interval of their priors, and the derived quantities. */
  table(): Table {
    const { wrapped = [], ordered = [] } = this.report.outline;
    const notes = (name: string) =>
      [
        wrapped.includes(name) && "periodic",
        ...ordered.filter((group) => group.includes(name)).map((group) => `ascending: ${group.join(", ")}`),
      ].filter(Boolean);
    const rows = this.parameters.map((name, k) => {
      const [low, median, high] = this.report.prior[k].map((value, _, all) => significant(value, all[2] - all[0]));
      return [name, median, low, high, this.units[name] ?? "", notes(name).join("; ")];
    });
    const derived = this.derived.map((name) => [name, "", "", "", this.units[name] ?? "", "derived"]);
    const right = (title: string) => ({ title, align: "right" as const });
    return new Table(
      [
        { title: "parameter" },
        right("prior median"),
        right("2.5 %"),
        right("97.5 %"),
        { title: "unit" },
        { title: "" },
      ],
      [...rows, ...derived],
      `Model ${this.label}, prior by a few draws; run() samples the posterior`,
    );
  }

  [displaySymbol](): MimeBundle {
    return this.table()[displaySymbol]();
  }

  /** What a run in a folder is a run of. */
  private subject(timeLimit: number | undefined): RunSubject {
    const { label, inputs } = this;
    const hash = "source" in this.home ? this.home.source.sha256 : inputs[0].sha256;
    const settings: Record<string, number> = timeLimit === undefined ? {} : { timeLimit };
    return { kind: "model", model: { name: label, sha256: hash, settings }, inputs };
  }

  private onThreads(source: ModelSource, cores = availableParallelism(), timeLimit = defaultTimeLimit) {
    const { outline } = this.report;
    if (modelSource(source.path, outline.files).sha256 !== source.sha256) {
      throw new NightbookError("The model has changed since it was opened", {
        code: "MODEL_CHANGED",
        place: { path: this.inputs[0].path },
        hint: "Open it again with fitting.model, then run",
      });
    }
    const limit = Number.isFinite(timeLimit) ? timeLimit : undefined;
    const data: ModelTaskData = { file: source.path, timeLimit: limit, sha256: source.sha256 };
    const start = { module: modelTasksFile(), export: "modelTasks", data, cores };
    const pool = startWorkerPool<SamplingTask, SamplingAnswer>(start);
    return { evaluator: poolEvaluator(pool, outline), limit, close: () => pool.close() };
  }

  private here(definition: ModelDefinition, timeLimit: number | undefined) {
    giveAdvice();
    const model = carefulModel(definition);
    const limit = timeLimit !== undefined && Number.isFinite(timeLimit) ? timeLimit : undefined;
    const evaluator: Evaluator = inProcessEvaluator(limit === undefined ? model : limited(model, limit), {
      now: Date.now,
      yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    });
    return { evaluator, limit, close: async () => {} };
  }
}

/**
 * A person's own model: a prior as a map from the unit cube, and a likelihood. It is looked at before it is returned:
 * names are checked, the prior is drawn from, the likelihood is tried.
 *
 * @param model path of a module (`.mjs`, `.js`, `.cjs`) that exports `parameters`, `priorTransform` and `logLikelihood`
 *   and runs on all cores; or an object that has them, whose functions run in this process on one core
 * @param options `timeLimit`: seconds that one call may take, here and in runs; see {@link ModelFitOptions}
 * @returns the fit, ready to run
 * @throws {NightbookError} `FILE_MISSING`, `MODEL_SYNTAX` and `MODEL_BROKEN` when a module does not load, `MODEL_INVALID` when
 *   something is missing or wrong, `MODEL_FAILS` when the likelihood fails wherever it is tried
 *
 * @example
 * ```ts
 * import { fitting } from "nightbook";
 *
 * const line = await fitting.model({
 *   parameters: ["slope", "offset"],
 *   priorTransform: ([u, v]) => [10 * u - 5, 10 * v - 5],
 *   logLikelihood: ([a, b]) => -0.5 * [1.1, 2.9, 5.2].reduce((sum, y, x) => sum + ((y - a * x - b) / 0.2) ** 2, 0),
 * });
 * const result = await line.run({ seed: 1, nlive: 100, nEffective: 300 });
 * const [slope] = result.estimates();
 * if (!(Math.abs(slope.median - 2.05) < 0.15)) throw new Error(`Slope of the line: ${slope.median}`);
 * ```
 */
export async function openModelFit(
  model: string | ModelDefinition,
  options: { timeLimit?: number } = {},
): Promise<ModelFit> {
  const { timeLimit } = options;
  checkTimeLimit(timeLimit);
  if (typeof model === "string") {
    const opened = await openModel(model, Math.min(timeLimit ?? defaultTimeLimit, longestTrial));
    return new ModelFit(opened, opened, timeLimit);
  }
  const functions = modelDefinition(model, "object");
  return new ModelFit(inquire(functions, carefulModel(functions)), { functions }, timeLimit);
}

function checkTimeLimit(timeLimit: number | undefined): void {
  if (timeLimit === undefined || timeLimit > 0) return;
  throw new RangeError(`A time limit is a positive number of seconds: ${timeLimit}`);
}

function limited(model: Model, seconds: number): Model {
  return {
    ...model,
    logLikelihood: (x) => timeLimitedCall(seconds, () => model.logLikelihood(x)),
  };
}

/** What the text of functions tells; values that they take from elsewhere are not in it. */
function textHash(definition: CheckedDefinition, label: string): InputHash {
  return { path: label, sha256: sha256(`${definition.parameters}\n${definition.text}`) };
}

function giveAdvice(): void {
  if (adviceGiven) return;
  adviceGiven = true;
  console.info(
    "These functions were typed here, so they run in this process, on one core. To use all cores, write them to a module, " +
      'say model.mjs, with "export const parameters = …", "export function priorTransform(u) …" and ' +
      '"export function logLikelihood(x) …", and open it with fitting.model("model.mjs").',
  );
}
