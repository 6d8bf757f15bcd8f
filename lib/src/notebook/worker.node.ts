import { availableParallelism } from "node:os";
import { compiledFile } from "../parallel/compiled-file.node";
import { type ServedModel, serveQueue } from "../parallel/serve-queue.node";
import { modelTasksFile, openModel } from "./model-opening.node";

export { queueAddress } from "../parallel/queue/redis-address.node";

/** Options of {@link serveRuns}. */
export interface ServeRunsOptions {
  /** Address of a Redis: `redis://[:password@]host:port`. */
  queue: string;
  /** Threads. Default all cores. */
  cores?: number;
  /** Module of a person's model, which this worker then knows beside the models of this program. */
  model?: string;
  /** Allow a Redis that other machines can reach and that has no password. */
  insecure?: boolean;
  /** Ends the worker: it finishes the jobs at work, and takes no more. */
  signal: AbortSignal;
  /** Told what happens, one line each. */
  log: (line: string) => void;
}

/** Seconds that a call of a model may take while it is looked at. */
const openingLimit = 60;

/** Works for all runs of this program that use a Redis, until it is told to stop; see `serveQueue`. */
export async function serveRuns(options: ServeRunsOptions): Promise<void> {
  const { model, cores = availableParallelism(), ...rest } = options;
  await serveQueue({ ...rest, cores, models: { ...builtIn(), ...(model === undefined ? {} : await users(model)) } });
}

/** The models of this program. */
function builtIn(): Record<string, ServedModel> {
  return { meteor: { module: compiledFile(__dirname, "meteor-tasks.js"), export: "meteorTasks" } };
}

/** A person's model, from the file on this machine. */
async function users(path: string): Promise<Record<string, ServedModel>> {
  const { source } = await openModel(path, openingLimit);
  return {
    [source.name]: {
      module: modelTasksFile(),
      export: "modelTasks",
      hash: source.sha256,
      data: (sent) => ({ ...(sent as object), file: source.path }),
    },
  };
}
