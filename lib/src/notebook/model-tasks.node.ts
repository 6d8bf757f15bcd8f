import { NightbookError } from "../core/errors";
import { giveUp } from "../core/point-batch";
import { type Model, type SamplingAnswer, type SamplingTask, samplingTasks } from "../fitting/nested-sampling";
import type { CallGuard } from "../parallel/call-watch";
import { timeLimitedTasks } from "../parallel/time-limited-tasks.node";
import { carefulModel } from "./careful-model";
import { inquire, type ModelReport } from "./model-inquiry";
import { loadModel, placeInStack } from "./model-module.node";
import { modelSource } from "./model-source.node";

/** What a worker needs to know of a person's model. */
export interface ModelTaskData {
  /** Absolute path of the module, on the worker's machine. */
  readonly file: string;
  /** Seconds that one call of the model may take. Default no limit. */
  readonly timeLimit?: number;
  /** Hash of the model's files; a model of another hash is refused. */
  readonly sha256?: string;
}

/**
 * The side of a fit of a person's model that runs in a worker thread. With a time limit, the model itself runs in a
 * further thread, which is ended when a call takes too long; the point then counts as a failure.
 */
export async function modelTasks(data: ModelTaskData): Promise<(task: SamplingTask) => unknown> {
  const { timeLimit, ...rest } = data;
  if (timeLimit === undefined) return samplingTasks(await modelOf(rest));
  const limited = await timeLimitedTasks<SamplingTask, SamplingAnswer>({
    module: __filename,
    export: "guardedModelTasks",
    data: rest,
    timeLimit,
    // The points that the lost thread had a hand in are free again.
    beforeRetry: (task) => {
      if (task.kind === "batch") giveUp(task.batch, task.hand);
    },
  });
  return (task) => limited.carryOut(task);
}

/** The side of {@link modelTasks} that runs in the thread which may be ended. */
export async function guardedModelTasks(
  data: ModelTaskData,
  guard: CallGuard,
): Promise<(task: SamplingTask) => SamplingAnswer> {
  return samplingTasks(guarded(await modelOf(data), guard));
}

/** What a thread answers that only looks at a model: what it is, or what is wrong with it. */
export type ModelInquiry = ModelReport | { readonly problem: ModelProblem };
export type ModelProblem = Pick<NightbookError, "message" | "code" | "place" | "hint">;

/** Looks at a model in a thread that may be ended: loads it, draws from its prior and tries its likelihood. */
export async function modelInquiry(data: ModelTaskData, guard: CallGuard): Promise<() => ModelInquiry> {
  const opened = await loadModel(data.file).catch((error: unknown) => ({ problem: problemOf(error) }));
  return () => {
    if ("problem" in opened) return opened;
    try {
      return inquire(opened, guarded(located(carefulModel(opened)), guard));
    } catch (error) {
      return { problem: problemOf(error) };
    }
  };
}

async function modelOf({ file, sha256 }: ModelTaskData): Promise<Model> {
  const definition = await loadModel(file);
  if (sha256 !== undefined && modelSource(file, definition.files).sha256 !== sha256) {
    throw new NightbookError("The model is not the one that the run was started with", {
      code: "MODEL_CHANGED",
      place: { path: file },
      hint: "Give every worker the same files, and start again when they change",
    });
  }
  return located(carefulModel(definition));
}

function guarded(model: Model, guard: CallGuard): Model {
  return {
    ...model,
    priorTransform: (u) => guard.call(0, u, () => model.priorTransform(u)),
    logLikelihood: (x) => guard.call(1, x, () => model.logLikelihood(x)),
  };
}

/** Adds to what the model throws the line of its module. */
function located(model: Model): Model {
  const withPlace = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const place = placeInStack(error.stack ?? "");
      if (place === undefined) throw error;
      const kind = error.name === "Error" ? "" : `${error.name}: `;
      const file = place.path.split(/[\\/]/).at(-1);
      throw new Error(`${kind}${error.message} (${file}, line ${place.line})`, { cause: error });
    }
  };
  return {
    ...model,
    priorTransform: (u) => withPlace(() => model.priorTransform(u)),
    logLikelihood: (x) => withPlace(() => model.logLikelihood(x)),
  };
}

function problemOf(error: unknown): ModelProblem {
  const { message, code = "MODEL_INVALID", place = {}, hint } = error as NightbookError;
  return { message: message ?? String(error), code, place, hint };
}
