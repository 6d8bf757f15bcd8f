import { availableParallelism } from "node:os";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { NightbookError } from "../core/errors";
import {
  inProcessEvaluator,
  type Model,
  poolEvaluator,
  type SamplingAnswer,
  type SamplingTask,
} from "../fitting/nested-sampling";
import { openPool } from "../parallel/worker-pool.node";
import { carefulModel } from "./careful-model";
import { type InputHash, sha256 } from "./files.node";
import { type CheckedDefinition, type ModelDefinition, modelDefinition } from "./model-definition";
import { inquire, type ModelReport } from "./model-inquiry";
import { modelTasksFile, openModel } from "./model-opening.node";
import { ModelResult } from "./model-result.node";
import { type ModelSource, modelSource } from "./model-source.node";
import type { ModelTaskData } from "./model-tasks.node";
import { type FitOptions, type FitWork, runFit } from "./run-fit.node";
import { Table } from "./table";
import { timeLimitedCall } from "./time-limited-call.node";

/** Options of {@link ModelFit.run}: those of any fit, and how long a call of the model may take. */
export interface ModelFitOptions extends FitOptions {
  /**
   * Seconds that one call of the model may take; the point then counts as a failure. Default 60 for a model in a
   * module, none for functions of a cell. In a folder, calls that were ended stay ended when the run goes on.
   */
  timeLimit?: number;
}

/** Where the functions of a model are. */
type ModelHome = { readonly source: ModelSource } | { readonly functions: CheckedDefinition };

const defaultTimeLimit = 60;
/** Seconds for a first try of a model without a limit: a day. */
const longestTrial = 86_400;
let adviceGiven = false;

/** A person's own model, looked at and ready to be sampled. Draws itself as a table of its parameters. */
export class ModelFit implements Displayable {
  readonly label: string;
  readonly parameters: readonly string[];
  /** Names of the derived quantities. */
  readonly derived: readonly string[];
  readonly units: Readonly<Record<string, string>>;
  readonly truths: Readonly<Record<string, number>> | undefined;
  /** Hash of all that determines the model. */
  readonly sha256: string;
  /** The files that determine the model, with their hashes; of functions in a cell, only their hash. */
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
    // What functions of a cell take from other cells is not in their text, but shows in their values.
    this.sha256 = "source" in home ? home.source.sha256 : sha256(`${home.functions.text}\n${JSON.stringify(report)}`);
    this.inputs = "source" in home ? home.source.inputs : [{ path: this.label, sha256: this.sha256 }];
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
    const { home } = this;
    const { timeLimit = this.timeLimit, label = this.label, ...others } = options;
    checkTimeLimit(timeLimit);
    const limit = timeLimit ?? ("source" in home ? defaultTimeLimit : Number.POSITIVE_INFINITY);
    // What a call may take decides what is recorded, so it belongs to what determines the run.
    const settings: Record<string, number> = Number.isFinite(limit) ? { timeLimit: limit } : {};
    const fit = { ...others, label };
    const { nested, sampling } = await runFit(
      async () =>
        "source" in home ? this.onThreads(home.source, { ...fit, ...settings }) : this.here(home.functions, limit),
      fit,
      { kind: "model", model: { name: this.label, sha256: this.sha256, settings }, inputs: this.inputs },
    );
    return new ModelResult(this, nested, { ...sampling, ...settings, engine: nested.engine });
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
      const [low, median, high] = this.report.prior[k].map((value) => String(Number(value.toPrecision(3))));
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

  private async onThreads(source: ModelSource, options: ModelFitOptions): Promise<FitWork> {
    const { outline } = this.report;
    if (modelSource(source.path, outline.files).sha256 !== source.sha256) {
      throw new NightbookError("The model has changed since it was opened", {
        code: "MODEL_CHANGED",
        place: { path: this.inputs[0].path },
        hint: "Open it again with fitting.model, then run",
      });
    }
    const { cores = availableParallelism(), timeLimit, queue, queueWait, insecure, label, onNotice } = options;
    const data: ModelTaskData = { file: source.path, timeLimit, sha256: source.sha256 };
    const model = { name: source.name, hash: source.sha256 };
    const start = { module: modelTasksFile(), export: "modelTasks", data, cores, model };
    const atQueue = { queue, queueWait, insecure, label, onNotice };
    const pool = await openPool<SamplingTask, SamplingAnswer>({ ...start, ...atQueue });
    return { evaluator: poolEvaluator(pool, outline), close: () => pool.close() };
  }

  private here(definition: ModelDefinition, limit: number): FitWork {
    giveAdvice();
    const model = carefulModel(definition);
    const evaluator = inProcessEvaluator(Number.isFinite(limit) ? limited(model, limit) : model, {
      now: Date.now,
      yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    });
    return { evaluator, close: async () => {} };
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

function giveAdvice(): void {
  if (adviceGiven) return;
  adviceGiven = true;
  console.info(
    "These functions were typed here, so they run in this process, on one core. To use all cores, write them to a module, " +
      'say model.mjs, with "export const parameters = …", "export function priorTransform(u) …" and ' +
      '"export function logLikelihood(x) …", and open it with fitting.model("model.mjs").',
  );
}
