import type { PointBatch } from "../../core/point-batch";
import type { PointFailure } from "../../fitting/nested-sampling/evaluate-in-place";
import type { HandTask } from "../batch-on-threads.node";
import type { WorkerPool, WorkerPoolOptions } from "../local-pool.node";
import { ThreadPool } from "../thread-pool.node";
import { DividedBatch } from "./divided-batch.node";
import { DividedTasks } from "./divided-tasks.node";
import type { QueueTiming, RemoteWorker } from "./protocol";
import type { RedisAddress } from "./redis-address.node";
import { type RemoteJob, type RunFacts, RunQueue } from "./run-queue.node";
import { jobsPerWorker, shareSize, type Workforce } from "./share-size";

/** Options of a {@link CombinedPool}. */
export interface CombinedPoolOptions {
  /** Threads of this process, 0 for none. */
  readonly local: WorkerPoolOptions;
  readonly facts: RunFacts;
  readonly address: RedisAddress;
  readonly timing: QueueTiming;
  /** Wait for the Redis, rather than go on without it. */
  readonly wait: boolean;
  readonly notice: (line: string) => void;
}

/** A job is done here as well when it takes this many times as long as expected, and at least so many milliseconds. */
const overdue = { times: 4, least: 3000 };

/** Threads of this process and workers on other machines, on the same batches. */
export class CombinedPool<Task, Answer> implements WorkerPool<Task, Answer> {
  private readonly threads: ThreadPool<unknown, unknown> | null;
  private readonly queue: RunQueue;
  private readonly tasks: DividedTasks;
  private batches: DividedBatch[] = [];
  /** Jobs that are known to be at work, so that there is no use in asking for them back. */
  private readonly begun = new WeakSet<RemoteJob>();
  private withdrawing = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: CombinedPoolOptions) {
    const { cores, ...start } = options.local;
    this.threads = cores > 0 ? new ThreadPool<unknown, unknown>(start, cores) : null;
    this.tasks = new DividedTasks(this.threads, options.notice, () => this.tend());
    this.queue = new RunQueue(options.address, options.facts, options.timing, {
      room: () => this.tend(),
      back: () => this.tend(),
      away: () => this.away(),
      notice: options.notice,
    });
  }

  /** Connects to the Redis; see {@link RunQueue.start}. */
  async start(): Promise<void> {
    this.timer = setInterval(() => this.tend(), this.options.timing.beat).unref();
    await this.queue.start(this.mustWait ? Number.POSITIVE_INFINITY : 2000);
  }

  get workers(): number {
    return Math.max(1, (this.threads?.workers ?? 0) + this.queue.helpers.cores);
  }

  get remote(): RemoteWorker[] {
    return this.queue.helpers.list();
  }

  run(tasks: readonly Task[]): Promise<Answer[]> {
    return this.tasks.run(tasks) as Promise<Answer[]>;
  }

  evaluate(batch: PointBatch): Promise<PointFailure[]> {
    const threads = this.threads as ThreadPool<HandTask, readonly PointFailure[]> | null;
    const divided = new DividedBatch(batch, threads, this.options.notice, () => this.tend());
    this.batches.push(divided);
    this.tend();
    return divided.result;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.tasks.fail(new Error("The workers were let go"));
    await Promise.all([this.threads?.close(), this.queue.close()]);
  }

  private get mustWait(): boolean {
    return this.options.wait || this.threads === null;
  }

  /** Gives work to whoever has room for it. */
  private tend(): void {
    this.batches = this.batches.filter((batch) => !batch.isSettled);
    this.fill();
    void this.helpOthers();
  }

  private fill(): void {
    const { helpers, isReachable } = this.queue;
    if (!isReachable || helpers.count === 0) return;
    const force: Workforce = {
      localCores: this.threads?.workers ?? 0,
      workers: helpers.count,
      remoteCores: helpers.cores,
      pace: helpers.pace,
    };
    const hasRoom = () => this.queue.jobs < jobsPerWorker * force.workers;
    const each = Math.max(1, Math.round(force.remoteCores / force.workers));
    while (hasRoom() && this.send(this.tasks.nextJob(each)));
    for (const batch of this.batches) {
      while (hasRoom() && this.send(batch.nextJob(shareSize(batch.free, batch.sent, force))));
    }
  }

  private send(job: RemoteJob | null): boolean {
    if (job === null) return false;
    this.queue.send(job);
    return true;
  }

  /** Lets threads of this process that have nothing left to do take over what others have not begun, or do not finish. */
  private async helpOthers(): Promise<void> {
    if (this.withdrawing || this.tasks.free > 0 || this.batches.some(({ free }) => free > 0)) return;
    const helped = [this.tasks, ...this.batches].find(({ hasIdleThread }) => hasIdleThread);
    if (helped === undefined) return;
    this.withdrawing = true;
    try {
      for (const job of helped.jobsNewestFirst) {
        if (this.isOverdue(job)) helped.takeBack([job]);
        if (this.begun.has(job) || !job.wanted()) continue;
        if (await this.queue.withdraw(job)) return helped.takeBack([job]);
        this.begun.add(job);
      }
    } finally {
      this.withdrawing = false;
    }
  }

  private isOverdue(job: RemoteJob): boolean {
    const { pace = 0, cores, count } = this.queue.helpers;
    const { content } = job;
    const work = content.kind === "points" ? (content.u.length / content.ndim) * pace : 0;
    const expected = (1000 * work * jobsPerWorker * count) / Math.max(1, cores);
    return this.queue.age(job) > Math.max(overdue.least, overdue.times * expected);
  }

  private away(): void {
    const waits = this.mustWait ? "the run waits for it" : "the run goes on with its own threads until it comes back";
    this.options.notice(`The Redis at ${this.options.address} cannot be reached any more; ${waits}`);
    if (this.mustWait) return;
    this.tasks.takeBack();
    for (const batch of this.batches) batch.takeBack();
  }
}
