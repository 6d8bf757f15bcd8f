import { startWorkerPool, type WorkerPool, type WorkerPoolOptions } from "./local-pool.node";
import type { ModelName, QueueTiming, RemoteWorker } from "./queue/protocol";

/** Options of {@link openPool}. */
export interface OpenPoolOptions extends WorkerPoolOptions {
  /** Threads of this process. 0 is allowed with a queue: then other machines do everything. */
  readonly cores: number;
  /** How workers on other machines know the model. */
  readonly model: ModelName;
  /** Address of a Redis: `redis://[:password@]host:port`. Without it there are only threads. */
  readonly queue?: string;
  /** Wait while the Redis is away; by default the run goes on with its own threads. */
  readonly queueWait?: boolean;
  /** Allow a Redis that other machines can reach and that has no password. */
  readonly insecure?: boolean;
  /** What is computed, for the people who run workers. */
  readonly label?: string;
  /** Told what people should know, one line each. */
  readonly onNotice?: (line: string) => void;
  /** Pace of the queue. */
  readonly timing?: QueueTiming;
}

/** A pool whose workers may be on other machines. */
export interface OpenPool<Task, Answer> extends WorkerPool<Task, Answer> {
  /** Those on other machines, now. */
  readonly remote: readonly RemoteWorker[];
}

/**
 * Threads of this process, and with a queue also the workers of other machines (`nightbook worker`) that listen to the
 * same Redis. Answers do not depend on who gives them. Other machines get names, hashes and numbers, never code.
 *
 * @param options module, factory and data as for `startWorkerPool`; the model's name; the queue
 * @throws {RangeError} when the number of threads is not a whole number, from 1 up or with a queue from 0 up
 * @throws {NightbookError} `QUEUE_ADDRESS` when the queue is no address of a Redis, or of one that is open to everybody;
 *   `QUEUE_REFUSED` when it does not accept the password
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { openPool } from "nightbook/parallel";
 *
 * const module = join(mkdtempSync(join(tmpdir(), "pool-")), "scale.js");
 * writeFileSync(module, "exports.scale = (factor) => (x) => factor * x;");
 * // With `queue: "redis://localhost"` workers on other machines would help.
 * const pool = await openPool({ module, export: "scale", data: 10, cores: 2, model: { name: "scale" } });
 * await pool.run([1, 2, 3]); // => [10, 20, 30]
 * await pool.close();
 * ```
 */
export async function openPool<Task, Answer>(options: OpenPoolOptions): Promise<OpenPool<Task, Answer>> {
  const { module, export: name, data, cores, queue } = options;
  const start = { module, export: name, data, cores };
  if (queue === undefined) return Object.assign(startWorkerPool<Task, Answer>(start), { remote: [] });
  if (!Number.isInteger(cores) || cores < 0) {
    throw new RangeError(`Number of threads is not a whole number from 0 up: ${cores}`);
  }
  // Only here, because BullMQ takes a third of a second to load.
  const { connectPool } = require("./queue/connect-pool.node") as typeof import("./queue/connect-pool.node");
  return connectPool<Task, Answer>(queue, options);
}
