import { existsSync } from "node:fs";
import { join } from "node:path";
import { NightbookError } from "../core/errors";
import type { WorkerStart } from "./messages";
import { PoolWorker } from "./pool-worker.node";

/** What to start: a module whose factory makes, from `data`, the function that carries out a task. */
export interface WorkerPoolOptions extends WorkerStart {
  /** Threads, at least 1. */
  readonly cores: number;
}

/** Worker threads that carry out tasks. An idle pool does not keep the process alive. */
export interface WorkerPool<Task, Answer> {
  readonly workers: number;
  /**
   * Carries out tasks, as many at a time as there are threads.
   * @returns the answers in the order of the tasks
   * @throws {NightbookError} with the message and code of what a task throws, or `TASK_FAILED`; `WORKER_MODULE` when
   *   the module cannot be loaded; `WORKER_LOST` when threads end unexpectedly again and again; `WORKERS_CLOSED`
   *   when the pool is closed before the answers are there
   */
  run(tasks: readonly Task[]): Promise<Answer[]>;
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
  return new ThreadPool<Task, Answer>(start, cores);
}

/** Tasks that a thread holds at most: one at work, and one waiting so that it never idles. */
const held = 2;
/** Threads that are replaced in the life of a pool before it gives up. */
const mostReplacements = 3;

interface Job<Task, Answer> {
  readonly id: number;
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

class ThreadPool<Task, Answer> implements WorkerPool<Task, Answer> {
  private readonly threads: PoolWorker[];
  private readonly waiting: Job<Task, Answer>[] = [];
  private readonly underWay = new Map<number, Job<Task, Answer>>();
  private nextId = 0;
  private replacements = 0;
  /** Why the pool can do nothing more. */
  private over: NightbookError | null = null;

  constructor(
    private readonly start: WorkerStart,
    readonly workers: number,
  ) {
    this.threads = Array.from({ length: workers }, (_, slot) => this.thread(slot));
  }

  run(tasks: readonly Task[]): Promise<Answer[]> {
    if (this.over !== null) return Promise.reject(this.over);
    const answers = tasks.map(
      (task) =>
        new Promise<Answer>((resolve, reject) => {
          this.waiting.push({ id: this.nextId++, task, resolve, reject });
        }),
    );
    this.deal();
    return Promise.all(answers);
  }

  async close(): Promise<void> {
    this.abandon(new NightbookError("The worker threads were ended", { code: "WORKERS_CLOSED" }));
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private thread(slot: number): PoolWorker {
    return new PoolWorker(workerFile(), this.start, {
      answer: (id, answer) => this.settle(id, (job) => job.resolve(answer as Answer)),
      failure: (id, { message, code = "TASK_FAILED" }) =>
        this.settle(id, (job) => job.reject(new NightbookError(message, { code }))),
      broken: ({ message }) =>
        this.abandon(
          new NightbookError(`Cannot load the work of a thread: ${message}`, {
            code: "WORKER_MODULE",
            place: { path: this.start.module },
          }),
        ),
      lost: (reason) => this.replace(slot, reason),
    });
  }

  private settle(id: number, how: (job: Job<Task, Answer>) => void): void {
    const job = this.underWay.get(id);
    this.underWay.delete(id);
    if (job !== undefined) how(job);
    this.deal();
  }

  /** Hands waiting jobs to the threads that hold least. */
  private deal(): void {
    for (;;) {
      const thread = this.threads.reduce((least, other) => (other.holding.size < least.holding.size ? other : least));
      if (thread.holding.size >= held) return;
      const job = this.waiting.shift();
      if (job === undefined) return;
      this.underWay.set(job.id, job);
      thread.post({ id: job.id, task: job.task });
    }
  }

  private replace(slot: number, reason: string): void {
    if (this.over !== null) return;
    if (this.replacements++ >= mostReplacements) {
      this.abandon(
        new NightbookError(`Worker threads were lost: ${reason}`, {
          code: "WORKER_LOST",
          hint: "If memory ran out, use fewer cores",
        }),
      );
      return;
    }
    for (const id of this.threads[slot].holding) {
      const job = this.underWay.get(id);
      this.underWay.delete(id);
      if (job !== undefined) this.waiting.unshift(job);
    }
    this.threads[slot] = this.thread(slot);
    this.deal();
  }

  private abandon(error: NightbookError): void {
    this.over ??= error;
    for (const job of [...this.underWay.values(), ...this.waiting.splice(0)]) job.reject(this.over);
    this.underWay.clear();
  }
}

/** The compiled script of a thread, also when this file runs from its source: threads do not compile. */
function workerFile(): string {
  const file = join(__dirname.replace(/([\\/])src([\\/]parallel)$/, "$1dist$2"), "worker.node.js");
  if (existsSync(file)) return file;
  throw new NightbookError("Cannot start worker threads: the library is not built", {
    code: "NOT_BUILT",
    place: { path: file },
    hint: "Build it with npm run build",
  });
}
