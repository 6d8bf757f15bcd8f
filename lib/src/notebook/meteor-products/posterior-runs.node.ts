import { availableParallelism } from "node:os";
import { join } from "node:path";
import { joinRuns, type SampleRuns } from "../../fitting/meteoroid/posterior/sample-runs";
import { startWorkerPool } from "../../parallel/worker-pool.node";
import type { PosteriorTaskData } from "./posterior-tasks";

/** Samples that a thread takes at a time. */
const share = 64;
/** Tasks handed out before progress is told, per thread. */
const tasksPerThread = 4;

/** Options of {@link posteriorRuns}. */
export interface PosteriorRunOptions {
  /** Threads. Default all cores; the result does not depend on it. */
  cores?: number;
  /** Told how many samples are done, of how many. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Runs the model at every sample of a posterior, in worker threads.
 *
 * @param samples sampler coordinates, shape `[n, ndim]`, row-major
 * @param data observation, prior, density of the air
 * @param options threads, progress
 */
export async function posteriorRuns(
  samples: Float64Array,
  data: PosteriorTaskData,
  { cores = availableParallelism(), onProgress }: PosteriorRunOptions = {},
): Promise<SampleRuns> {
  const ndim = data.prior.variables.length;
  const tasks: Float64Array[] = [];
  for (let i = 0; i < samples.length; i += share * ndim) tasks.push(samples.slice(i, i + share * ndim));
  const pool = startWorkerPool<Float64Array, SampleRuns>({
    module: join(__dirname, "posterior-tasks.js"),
    export: "posteriorTasks",
    data,
    cores: Math.max(1, Math.min(cores, tasks.length)),
  });
  const parts: SampleRuns[] = [];
  const total = samples.length / ndim;
  try {
    const round = tasksPerThread * pool.workers;
    for (let i = 0; i < tasks.length; i += round) {
      parts.push(...(await pool.run(tasks.slice(i, i + round))));
      onProgress?.(Math.min(total, parts.length * share), total);
    }
  } finally {
    await pool.close();
  }
  return joinRuns(parts);
}
