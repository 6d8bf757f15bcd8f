import type { ThreadPool } from "../thread-pool.node";
import type { JobAnswer } from "./protocol";
import type { RemoteJob } from "./run-queue.node";
import { toWire } from "./wire.node";

/** Tasks that a thread of this process holds at most. */
const held = 2;

interface Item {
  readonly task: unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  /** The first answer as text, so that a second one can be compared. */
  answer?: string;
}

/** Tasks that go one by one to threads of this process and in handfuls to other machines, whoever is free first. */
export class DividedTasks {
  private waiting: Item[] = [];
  private underWayHere = 0;
  private readonly jobs = new Map<RemoteJob, readonly Item[]>();

  constructor(
    private readonly threads: ThreadPool<unknown, unknown> | null,
    private readonly notice: (line: string) => void,
    private readonly changed: () => void,
  ) {}

  run(tasks: readonly unknown[]): Promise<unknown[]> {
    const answers = tasks.map(
      (task) => new Promise<unknown>((resolve, reject) => this.waiting.push({ task, resolve, reject })),
    );
    this.deal();
    this.changed();
    return Promise.all(answers);
  }

  /** Tasks that nobody has. */
  get free(): number {
    return this.waiting.length;
  }

  /** True when a thread of this process has nothing to do although tasks are not done. */
  get hasIdleThread(): boolean {
    return (
      this.threads !== null &&
      this.waiting.length === 0 &&
      this.underWayHere < this.threads.workers &&
      this.jobs.size > 0
    );
  }

  get jobsNewestFirst(): RemoteJob[] {
    return [...this.jobs.keys()].reverse();
  }

  /** A job with up to `most` tasks; null when there are none. */
  nextJob(most: number): RemoteJob | null {
    const items = this.waiting.splice(0, most);
    if (items.length === 0) return null;
    const job: RemoteJob = {
      content: { kind: "tasks", tasks: items.map(({ task }) => task) },
      answered: (answer) => this.take(job, items, answer),
      failed: (reason) => this.jobFailed(job, reason),
      wanted: () => this.jobs.has(job),
    };
    this.jobs.set(job, items);
    return job;
  }

  /** Gives the tasks of jobs to whoever is free; their answers still count when they come first. */
  takeBack(jobs: readonly RemoteJob[] = [...this.jobs.keys()]): void {
    for (const job of jobs) {
      const items = this.jobs.get(job) ?? [];
      this.jobs.delete(job);
      this.waiting.unshift(...items.filter(({ answer }) => answer === undefined));
    }
    this.deal();
  }

  fail(error: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
    for (const items of this.jobs.values()) for (const { reject } of items) reject(error);
    this.jobs.clear();
  }

  private deal(): void {
    if (this.threads === null) return;
    while (this.underWayHere < held * this.threads.workers) {
      const item = this.waiting.shift();
      if (item === undefined) return;
      this.underWayHere++;
      this.threads.run([item.task]).then(
        ([answer]) => this.doneHere(() => this.settle(item, answer, "")),
        (error) => this.doneHere(() => item.reject(error)),
      );
    }
  }

  private doneHere(how: () => void): void {
    this.underWayHere--;
    how();
    this.deal();
    this.changed();
  }

  private take(job: RemoteJob, items: readonly Item[], { content, worker }: JobAnswer): void {
    if (!Array.isArray(content) || content.length !== items.length) {
      this.jobFailed(job, `Worker ${worker} sent an answer of a wrong shape`);
      return;
    }
    this.jobs.delete(job);
    for (const [k, item] of items.entries()) this.settle(item, content[k], worker);
    this.changed();
  }

  private settle(item: Item, answer: unknown, worker: string): void {
    const text = worker === "" && this.jobs.size === 0 ? "" : toWire(answer);
    if (item.answer === undefined) {
      item.answer = text;
      this.waiting = this.waiting.filter((other) => other !== item);
      item.resolve(answer);
    } else if (item.answer !== "" && item.answer !== text) {
      this.notice(`Two answers to one task differ${worker === "" ? "" : ` (worker ${worker})`}: the first is used`);
    }
  }

  private jobFailed(job: RemoteJob, reason: string): void {
    const items = this.jobs.get(job) ?? [];
    if (this.threads !== null) this.notice(`A worker could not do its share, which is done here: ${reason}`);
    else for (const { reject } of items) reject(new Error(reason));
    this.takeBack([job]);
  }
}
