import { NightbookError } from "../core/errors";
import { compiledFile } from "./compiled-file.node";
import type { WorkerStart } from "./messages";
import { PoolWorker } from "./pool-worker.node";

/** Tasks that a thread holds at most: one at work, and one waiting so that it never idles. */
const held = 2;
/** Threads that are replaced in the life of a pool before it gives up. */
const mostReplacements = 3;

interface Job {
  readonly id: number;
  readonly task: unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  /** Set for a task that belongs to one slot: called when the slot's thread is lost, before the next one gets the task. */
  readonly lost?: () => void;
}

/** Threads in numbered slots. Tasks go to whichever is free, or one to each. */
export class ThreadPool<Task, Answer> {
  private readonly threads: PoolWorker[];
  private readonly waiting: Job[] = [];
  private readonly underWay = new Map<number, Job>();
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

  /** Carries out tasks; answers come in the order of the tasks. */
  run(tasks: readonly Task[]): Promise<Answer[]> {
    if (this.over !== null) return Promise.reject(this.over);
    const answers = tasks.map(
      (task) =>
        new Promise<Answer>((resolve, reject) => this.waiting.push({ id: this.nextId++, task, resolve, reject })),
    );
    this.deal();
    return Promise.all(answers);
  }

  /**
   * Gives every thread a task of its own, behind what it already holds.
   * @param task makes the task of a hand, a number from 1 up
   * @param lost told when the thread of a hand is lost; its successor is given the task again
   * @returns the answers of hands 1, 2, …
   */
  runOnEach(task: (hand: number) => Task, lost: (hand: number) => void): Promise<Answer>[] {
    return this.threads.map((thread, slot) => {
      if (this.over !== null) return Promise.reject(this.over);
      const hand = slot + 1;
      return new Promise<Answer>((resolve, reject) => {
        this.post(thread, { id: this.nextId++, task: task(hand), resolve, reject, lost: () => lost(hand) });
      });
    });
  }

  async close(): Promise<void> {
    this.abandon(new NightbookError("The worker threads were ended", { code: "WORKERS_CLOSED" }));
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private thread(slot: number): PoolWorker {
    return new PoolWorker(compiledFile(__dirname, "worker.node.js"), this.start, {
      answer: (id, answer) => this.settle(id, (job) => job.resolve(answer as never)),
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

  private settle(id: number, how: (job: Job) => void): void {
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
      this.post(thread, job);
    }
  }

  private post(thread: PoolWorker, job: Job): void {
    this.underWay.set(job.id, job);
    thread.post({ id: job.id, task: job.task });
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
    const jobs = [...this.threads[slot].holding].flatMap((id) => this.underWay.get(id) ?? []);
    this.threads[slot] = this.thread(slot);
    for (const job of jobs) {
      if (job.lost === undefined) {
        this.underWay.delete(job.id);
        this.waiting.unshift(job);
      } else {
        job.lost();
        this.post(this.threads[slot], job);
      }
    }
    this.deal();
  }

  private abandon(error: NightbookError): void {
    this.over ??= error;
    for (const job of [...this.underWay.values(), ...this.waiting.splice(0)]) job.reject(this.over);
    this.underWay.clear();
  }
}
