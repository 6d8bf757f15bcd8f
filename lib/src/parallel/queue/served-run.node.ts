import { createHash } from "node:crypto";
import { type Job, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { isNightbookError, NightbookError } from "../../core/errors";
import { pointBatch } from "../../core/point-batch";
import { startWorkerPool, type WorkerPool } from "../local-pool.node";
import {
  dataKey,
  givenBack,
  type JobAnswer,
  type JobContent,
  type PointAnswers,
  prefix,
  type QueueTiming,
  queueName,
  type RunNotice,
} from "./protocol";
import { fromWire, toWire } from "./wire.node";

/** Where a worker finds the work of a model. */
export interface ServedModel {
  /** Absolute path of the module whose export makes, from the model's data, the function that carries out tasks. */
  readonly module: string;
  readonly export: string;
  /** SHA-256 of the file that defines the model; left out for the models of this program. */
  readonly hash?: string;
  /** What the module is given, from what the run sends; by default just that. */
  readonly data?: (sent: unknown) => unknown;
}

/** What a {@link ServedRun} is made with. */
export interface ServingOptions {
  readonly client: Redis;
  readonly workerId: string;
  readonly cores: number;
  readonly timing: QueueTiming;
  readonly log: (line: string) => void;
}

/** Jobs that a worker holds: one at work, and one at hand so that no thread waits for the Redis. */
const held = 2;
/** Jobs that stall are done again however often that happens. */
const patience = 1_000_000_000;

/** What one worker does for one run: threads with the run's model, and a consumer of its queue. */
export class ServedRun {
  /** Points and tasks answered. */
  done = 0;
  private lastEnd = 0;

  private readonly worker: Worker;

  private constructor(
    id: string,
    private readonly pool: WorkerPool<unknown, unknown>,
    private readonly options: ServingOptions,
  ) {
    const { client, workerId, timing, log } = options;
    this.worker = new Worker(queueName(id), (job: Job) => this.carryOut(job), {
      connection: client,
      prefix,
      name: workerId,
      concurrency: held,
      lockDuration: timing.lock,
      stalledInterval: timing.search,
      maxStalledCount: patience,
    });
    this.worker.on("error", () => {});
    this.worker.on("failed", (_job, { message }) => {
      log(message === givenBack ? "A job was given back undone" : `A job failed: ${message}`);
    });
  }

  /**
   * Fetches what the run needs and begins to serve it.
   * @param id of the run
   * @param notice what the run tells
   * @param model where its work is defined
   * @throws {NightbookError} `QUEUE_DATA` when the model's data are missing or are not those that the run means
   */
  static async begin(id: string, notice: RunNotice, model: ServedModel, options: ServingOptions): Promise<ServedRun> {
    const sent = await dataOf(options.client, notice.data);
    const data = model.data === undefined ? sent : model.data(sent);
    const start = { module: model.module, export: model.export, data, cores: options.cores };
    return new ServedRun(id, startWorkerPool<unknown, unknown>(start), options);
  }

  /**
   * Takes no more jobs and finishes those at work.
   * @param limit milliseconds after which unfinished jobs are given back
   */
  async close(limit: number): Promise<void> {
    const finished = this.worker.close();
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limit);
    });
    await Promise.race([finished, tooLong]);
    clearTimeout(timer);
    await this.pool.close();
    // Now at the latest: a closed pool answers at once.
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
  }

  private async carryOut(job: Job): Promise<string> {
    const began = performance.now();
    const content = fromWire(String(job.data.content)) as JobContent;
    const answered = await this.answersTo(content).catch((error) => {
      throw isNightbookError(error) && error.code === "WORKERS_CLOSED" ? new Error(givenBack) : error;
    });
    const now = performance.now();
    // Time spent waiting behind the job before is not this one's.
    const seconds = (now - Math.max(began, this.lastEnd)) / 1000;
    this.lastEnd = now;
    this.done += content.kind === "points" ? content.u.length / content.ndim : content.tasks.length;
    const answer: JobAnswer = { worker: this.options.workerId, seconds, content: answered };
    return toWire(answer);
  }

  private answersTo(content: JobContent): Promise<JobAnswer["content"]> {
    return content.kind === "points" ? this.points(content) : this.pool.run(content.tasks as unknown[]);
  }

  private async points({ u, ndim, nderived }: JobContent & { kind: "points" }): Promise<PointAnswers> {
    const batch = pointBatch(u, ndim, nderived);
    const failures = await this.pool.evaluate(batch);
    return { v: batch.v, logl: batch.logl, derived: batch.derived, failures };
  }
}

async function dataOf(client: Redis, hash: string): Promise<unknown> {
  const text = await client.get(dataKey(hash));
  if (text !== null && createHash("sha256").update(text).digest("hex") === hash) return fromWire(text);
  throw new NightbookError(
    text === null ? "The data of the model are not in the Redis" : "The data of the model do not have their hash",
    { code: "QUEUE_DATA", hint: "Start the run again" },
  );
}
