import type { PointBatch } from "../core/point-batch";
import type { PointFailure } from "../fitting/nested-sampling/evaluate-in-place";
import { batchOnThreads, type HandTask } from "./batch-on-threads.node";
import type { WorkerStart } from "./messages";
import { ThreadPool } from "./thread-pool.node";

/** What to start: a module whose factory makes, from `data`, the function that carries out a task. */
export interface WorkerPoolOptions extends WorkerStart {
  /** Threads, at least 1. */
  readonly cores: number;
}

/** Workers that carry out tasks. An idle pool does not keep the process alive. */
export interface WorkerPool<Task, Answer> {
  /** How many there are now. */
  readonly workers: number;
  /**
   * Carries out tasks, as many at a time as there are threads.
   * @returns the answers in the order of the tasks
   * @throws {NightbookError} with the message and code of what a task throws, or `TASK_FAILED`; `WORKER_MODULE` when
   *   the module cannot be loaded; `WORKER_LOST` when threads end unexpectedly again and again; `WORKERS_CLOSED`
   *   when the pool is closed before the answers are there
   */
  run(tasks: readonly Task[]): Promise<Answer[]>;
  /**
   * Computes the points of a batch in place, for workers that carry out `samplingTasks` of a model. The threads share
   * the batch's memory and take one point after the other, so that slow points hold nobody up.
   * @returns the failures, in the order of the points
   * @throws {NightbookError} as `run` does
   */
  evaluate(batch: PointBatch): Promise<PointFailure[]>;
  /** Ends the threads, also in the middle of a task. */
  close(): Promise<void>;
}

/**
 * Starts worker threads. A thread that ends unexpectedly is replaced and its tasks are done again, so tasks
 * must be pure.
 *
 * @param options module, factory, its data and the number of threads
 * @throws {RangeError} when the number of threads is not a whole number from 1 up
 * @throws {NightbookError} `NOT_BUILT` when the compiled worker is missing
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { startWorkerPool } from "nightbook/parallel";
 *
 * const module = join(mkdtempSync(join(tmpdir(), "pool-")), "scale.js");
 * writeFileSync(module, "exports.scale = (factor) => (x) => factor * x;");
 * const pool = startWorkerPool({ module, export: "scale", data: 10, cores: 2 });
 * await pool.run([1, 2, 3]); // => [10, 20, 30]
 * await pool.close();
 * ```
 */
export function startWorkerPool<Task, Answer>(options: WorkerPoolOptions): WorkerPool<Task, Answer> {
  const { cores, ...start } = options;
  if (!Number.isInteger(cores) || cores < 1) {
    throw new RangeError(`Number of threads is not a whole number from 1 up: ${cores}`);
  }
  const threads = new ThreadPool<Task | HandTask, Answer | readonly PointFailure[]>(start, cores);
  return {
    workers: cores,
    run: (tasks) => threads.run(tasks) as Promise<Answer[]>,
    evaluate: (batch) => batchOnThreads(threads as ThreadPool<HandTask, readonly PointFailure[]>, batch),
    close: () => threads.close(),
  };
}
