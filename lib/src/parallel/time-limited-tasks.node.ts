import { Worker } from "node:worker_threads";
import { NightbookError } from "../core/errors";
import { type CallOutcome, CallWatch, type GuardedMessage, type GuardedTask } from "./call-watch";
import { compiledFile } from "./compiled-file.node";
import type { GuardedStart } from "./guarded-worker.node";
import type { WorkerFailure, WorkerStart } from "./messages";

/**
 * What to start: a module whose factory is called with `data` and a `CallGuard`, and gives the function that
 * carries out a task, at once and without promises. What the guard calls is watched.
 */
export interface TimeLimitedOptions<Task> extends WorkerStart {
  /** Seconds that one guarded call may take. */
  readonly timeLimit: number;
  /** Told before a task is done again from its beginning. */
  readonly beforeRetry?: (task: Task) => void;
}

/** Tasks in a thread of their own, whose calls of foreign code are ended when they take too long. */
export interface TimeLimitedTasks<Task, Answer> {
  /**
   * Carries out one task. Tasks wait for each other.
   * @throws {NightbookError} as the pool of worker threads does
   */
  carryOut(task: Task): Promise<Answer>;
  close(): Promise<void>;
}

/** Code of the error that a guarded call throws when it was ended. */
export const timeLimitCode = "TIME_LIMIT";
/** Seconds that a module may take to load, at least. */
const leastLoadingLimit = 60;
/** Threads that end by themselves before the supervisor gives up. */
const mostLosses = 3;

/**
 * Starts a thread for foreign code that may hang. JavaScript that computes cannot be asked to stop, so the thread is
 * ended and another one takes over: it does the task again, is told how the long calls ended that were made before,
 * and the one that took too long throws.
 *
 * @returns once the module is loaded
 * @throws {RangeError} when the limit is not a positive number of seconds
 * @throws {NightbookError} with the message and code of what loading throws, `WORKER_MODULE` without a code of its
 *   own; `TIME_LIMIT` when loading does not end
 */
export async function timeLimitedTasks<Task, Answer>(
  options: TimeLimitedOptions<Task>,
): Promise<TimeLimitedTasks<Task, Answer>> {
  const { timeLimit } = options;
  if (!(timeLimit > 0) || !Number.isFinite(timeLimit)) {
    throw new RangeError(`A time limit is a positive number of seconds: ${timeLimit}`);
  }
  const supervisor = new Supervisor<Task, Answer>(options);
  await supervisor.ready;
  return supervisor;
}

interface Job<Task, Answer> extends GuardedTask {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

class Supervisor<Task, Answer> implements TimeLimitedTasks<Task, Answer> {
  readonly ready: Promise<void>;
  private readonly jobs = new Map<number, Job<Task, Answer>>();
  /** How calls ended that took long: those that were ended for good, the others while tasks are under way. */
  private readonly known = new Map<string, CallOutcome>();
  private readonly ended = new Map<string, CallOutcome>();
  private thread: Worker;
  /** The thread that is not wanted any more. */
  private ending: Worker | null = null;
  private watch = new CallWatch(CallWatch.memory());
  private loaded = false;
  private settleReady: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} };
  /** The state of the watch that was last seen, and since when. */
  private seen = { state: 0, since: 0 };
  private timer: NodeJS.Timeout | undefined;
  private nextId = 0;
  private losses = 0;
  private over: NightbookError | null = null;

  constructor(private readonly options: TimeLimitedOptions<Task>) {
    this.ready = new Promise((resolve, reject) => {
      this.settleReady = { resolve, reject };
    });
    this.thread = this.start();
    this.look();
  }

  carryOut(task: Task): Promise<Answer> {
    if (this.over !== null) return Promise.reject(this.over);
    return new Promise((resolve, reject) => {
      const job: Job<Task, Answer> = { id: this.nextId++, task, resolve, reject };
      this.jobs.set(job.id, job);
      this.thread.ref();
      this.post(job);
      this.look();
    });
  }

  async close(): Promise<void> {
    this.abandon(new NightbookError("The worker threads were ended", { code: "WORKERS_CLOSED" }));
    await this.thread.terminate();
  }

  private start(): Worker {
    const { module, export: name, data } = this.options;
    const memory = CallWatch.memory();
    this.watch = new CallWatch(memory);
    this.seen = { state: 0, since: performance.now() };
    this.loaded = false;
    const known = new Map([...this.known, ...this.ended]);
    const workerData: GuardedStart = { module, export: name, data, watch: memory, known };
    const thread = new Worker(compiledFile(__dirname, "guarded-worker.node.js"), { workerData });
    let reason = "";
    thread.on("message", (message: GuardedMessage) => this.hear(message));
    thread.on("error", (error) => {
      reason = error.message;
    });
    thread.on("exit", (status) => {
      if (thread !== this.ending) this.lost(reason === "" ? `it ended with status ${status}` : reason);
    });
    return thread;
  }

  private hear(message: GuardedMessage): void {
    if (message.kind === "ready") {
      this.loaded = true;
      this.settleReady.resolve();
      this.rest();
    } else if (message.kind === "broken") {
      this.abandon(errorOf(message.failure, "WORKER_MODULE"));
    } else if (message.kind === "outcome") {
      this.known.set(message.key, message.outcome);
    } else {
      const job = this.jobs.get(message.id);
      this.jobs.delete(message.id);
      this.rest();
      if (message.kind === "answer") job?.resolve(message.answer as Answer);
      else job?.reject(errorOf(message.failure, "TASK_FAILED"));
    }
  }

  /** With nothing to do, the thread does not keep the process alive, and what will not be asked again is forgotten. */
  private rest(): void {
    // A thread that is being ended must keep the process alive until it has ended.
    if (this.jobs.size > 0 || this.over !== null || this.ending === this.thread) return;
    this.thread.unref();
    this.known.clear();
  }

  private post({ id, task }: Job<Task, Answer>): void {
    this.thread.postMessage({ id, task } satisfies GuardedTask);
  }

  /** Looks at the thread again and again while it has something to do. */
  private look(): void {
    if (this.timer !== undefined) return;
    const pause = Math.min(250, Math.max(5, this.options.timeLimit * 50));
    this.timer = setInterval(() => {
      if (this.over !== null || (this.loaded && this.jobs.size === 0)) {
        clearInterval(this.timer);
        this.timer = undefined;
      } else this.check();
    }, pause);
    this.timer.unref();
  }

  private check(): void {
    if (this.ending === this.thread) return;
    const { state } = this.watch;
    const now = performance.now();
    if (state !== this.seen.state) this.seen = { state, since: now };
    const seconds = (now - this.seen.since) / 1000;
    const { timeLimit, module } = this.options;
    if (!this.loaded) {
      const limit = Math.max(leastLoadingLimit, timeLimit);
      if (seconds < limit) return;
      this.abandon(
        new NightbookError(`Loading took more than ${limit} s`, { code: timeLimitCode, place: { path: module } }),
      );
      void this.thread.terminate();
    } else if (state % 2 !== 0 && seconds >= timeLimit) {
      void this.end(state);
    }
  }

  /** Ends the thread in the middle of a call. If that call has ended meanwhile, its task is only done again. */
  private async end(state: number): Promise<void> {
    const { thread, watch } = this;
    this.ending = thread;
    await thread.terminate();
    if (watch.state === state) {
      const message = `time limit of ${this.options.timeLimit} s`;
      this.ended.set(watch.key, { failure: { message, code: timeLimitCode } });
    }
    this.startAgain();
  }

  private lost(reason: string): void {
    if (this.over !== null) return;
    if (this.losses++ >= mostLosses) {
      this.abandon(new NightbookError(`Worker threads were lost: ${reason}`, { code: "WORKER_LOST" }));
      return;
    }
    this.startAgain();
  }

  private startAgain(): void {
    if (this.over !== null) return;
    this.thread = this.start();
    for (const job of this.jobs.values()) {
      this.options.beforeRetry?.(job.task);
      this.post(job);
    }
  }

  private abandon(error: NightbookError): void {
    this.over ??= error;
    this.settleReady.reject(this.over);
    for (const job of this.jobs.values()) job.reject(this.over);
    this.jobs.clear();
  }
}

function errorOf({ message, code }: WorkerFailure, otherwise: string): NightbookError {
  return new NightbookError(message, { code: code ?? otherwise });
}
