import type { QueueTiming } from "./queue/protocol";
import type { ServedModel } from "./queue/served-run.node";

export type { ServedModel } from "./queue/served-run.node";

/** Options of {@link serveQueue}. */
export interface QueueWorkerOptions {
  /** Address of a Redis: `redis://[:password@]host:port`. */
  readonly queue: string;
  /** Threads, at least 1. */
  readonly cores: number;
  /** Models that this worker knows, by name. */
  readonly models: Readonly<Record<string, ServedModel>>;
  /** Ends the worker: it finishes the jobs at work, and takes no more. */
  readonly signal: AbortSignal;
  /** Told what happens, one line each. */
  readonly log: (line: string) => void;
  /** Allow a Redis that other machines can reach and that has no password. */
  readonly insecure?: boolean;
  /** Pace of the queue. */
  readonly timing?: QueueTiming;
}

/**
 * Works for all runs that use a Redis, until it is told to stop. A run is served when this worker knows its model and
 * has the same version and numerical code; otherwise it is told why not. While the Redis is away the worker waits.
 *
 * @throws {RangeError} when the number of threads is not a whole number from 1 up
 * @throws {NightbookError} `QUEUE_ADDRESS` when the queue is no address of a Redis, or of one that is open to everybody;
 *   `QUEUE_REFUSED` when it does not accept the password
 *
 * @example
 * ```ts
 * import { serveQueue } from "nightbook/parallel";
 *
 * const stop = AbortSignal.abort(); // a signal that has been given: the worker ends before it begins
 * await serveQueue({ queue: "redis://localhost:6379", cores: 1, models: {}, signal: stop, log: () => {} });
 * ```
 */
export async function serveQueue(options: QueueWorkerOptions): Promise<void> {
  if (!Number.isInteger(options.cores) || options.cores < 1) {
    throw new RangeError(`Number of threads is not a whole number from 1 up: ${options.cores}`);
  }
  // Only here, because BullMQ takes a third of a second to load.
  const { QueueWorker } = require("./queue/queue-worker.node") as typeof import("./queue/queue-worker.node");
  await new QueueWorker(options).serve();
}
