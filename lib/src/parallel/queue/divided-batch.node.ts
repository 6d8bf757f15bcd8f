import { giveUp, markDone, type PointBatch, pointsLeft, takeLast } from "../../core/point-batch";
import type { PointFailure } from "../../fitting/nested-sampling/evaluate-in-place";
import { BatchOnThreads, type HandTask, inOrder } from "../batch-on-threads.node";
import type { ThreadPool } from "../thread-pool.node";
import type { JobAnswer, PointAnswers } from "./protocol";
import type { RemoteJob } from "./run-queue.node";

/** Hands of jobs count from here; those of threads stay below. */
const firstJobHand = 1_000_000;
let jobHands = 0;

/** A batch on which threads of this process (from the front) and jobs for other machines (from the back) work together. */
export class DividedBatch {
  readonly result: Promise<PointFailure[]>;
  private readonly local: BatchOnThreads | null;
  private readonly remoteFailures = new Map<number, PointFailure>();
  /** Jobs that hold points: job → its hand. */
  private readonly jobs = new Map<RemoteJob, number>();
  private settled = false;
  private resolve: (failures: PointFailure[]) => void = () => {};
  private reject: (error: Error) => void = () => {};

  /**
   * @param batch the points
   * @param threads of this process, or null when there are none
   * @param notice told what people should know
   * @param changed told when this batch may want something: its threads are free, or a job came back
   */
  constructor(
    private readonly batch: PointBatch,
    threads: ThreadPool<HandTask, readonly PointFailure[]> | null,
    private readonly notice: (line: string) => void,
    private readonly changed: () => void,
  ) {
    this.result = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.local =
      threads &&
      new BatchOnThreads(
        threads,
        batch,
        () => this.check(),
        (error) => this.fail(error),
      );
    if (batch.hands.length === 0) this.check();
  }

  get isSettled(): boolean {
    return this.settled;
  }

  /** Points that nobody has. */
  get free(): number {
    return this.settled ? 0 : pointsLeft(this.batch).free;
  }

  /** Points that jobs have. */
  get sent(): number {
    let points = 0;
    for (const { content } of this.jobs.keys())
      if (content.kind === "points") points += content.u.length / content.ndim;
    return points;
  }

  /** True when a thread of this process waits although points of the batch are not done. */
  get hasIdleThread(): boolean {
    return !this.settled && this.local !== null && this.local.handsFree;
  }

  /** Jobs that hold points of this batch, the newest first. */
  get jobsNewestFirst(): RemoteJob[] {
    return [...this.jobs.keys()].reverse();
  }

  /** A job with up to `most` points, the last that are free; null when there are none. */
  nextJob(most: number): RemoteJob | null {
    const { batch } = this;
    const hand = firstJobHand + (jobHands++ % firstJobHand);
    const points = takeLast(batch, hand, most);
    if (points.length === 0) return null;
    const ndim = batch.u.length / batch.hands.length;
    const u = new Float64Array(points.length * ndim);
    for (const [k, i] of points.entries()) u.set(batch.u.subarray(i * ndim, (i + 1) * ndim), k * ndim);
    const job: RemoteJob = {
      content: { kind: "points", u, ndim, nderived: batch.derived.length / batch.hands.length },
      answered: (answer) => this.take(job, hand, points, answer),
      failed: (reason) => this.jobFailed(job, reason),
      wanted: () => !this.settled && this.jobs.has(job),
    };
    this.jobs.set(job, hand);
    return job;
  }

  /** Gives the points of jobs to whoever is free; their answers still count when they come first. */
  takeBack(jobs: readonly RemoteJob[] = [...this.jobs.keys()]): void {
    let freed = 0;
    for (const job of jobs) {
      const hand = this.jobs.get(job);
      if (hand === undefined) continue;
      this.jobs.delete(job);
      freed += giveUp(this.batch, hand);
    }
    if (freed > 0 && !this.settled) this.local?.again();
  }

  private jobFailed(job: RemoteJob, reason: string): void {
    this.takeBack([job]);
    if (this.local !== null) this.notice(`A worker could not do its share, which is done here: ${reason}`);
    else this.fail(new Error(reason));
  }

  private take(job: RemoteJob, hand: number, points: readonly number[], { content, worker }: JobAnswer): void {
    const answers = content as PointAnswers;
    if (!this.fits(answers, points.length)) {
      this.jobFailed(job, `Worker ${worker} sent an answer of a wrong shape`);
      return;
    }
    const { batch } = this;
    const accepted = new Set<number>();
    for (const [k, i] of points.entries()) {
      const owner = Atomics.load(batch.hands, i);
      const mine = owner === hand || (owner === 0 && Atomics.compareExchange(batch.hands, i, 0, hand) === 0);
      if (!mine) {
        if (owner < 0) this.compare(answers, k, i, worker);
        continue;
      }
      for (const [from, to] of this.columns(answers)) {
        const width = to.length / batch.hands.length;
        to.set(from.subarray(k * width, (k + 1) * width), i * width);
      }
      markDone(batch, i, hand);
      accepted.add(i);
    }
    for (const failure of answers.failures) {
      const point = points[failure.point];
      if (point !== undefined && accepted.has(point)) this.remoteFailures.set(point, { ...failure, point });
    }
    this.jobs.delete(job);
    this.check();
  }

  private columns({ v, logl, derived }: PointAnswers): [Float64Array, Float64Array][] {
    return [
      [v, this.batch.v],
      [logl, this.batch.logl],
      [derived, this.batch.derived],
    ];
  }

  private fits(answers: PointAnswers, n: number): boolean {
    const total = this.batch.hands.length;
    if (answers === null || typeof answers !== "object" || !Array.isArray(answers.failures)) return false;
    return this.columns(answers).every(
      ([from, to]) => from instanceof Float64Array && from.length * total === to.length * n,
    );
  }

  /** A second answer to a point that is done: it must be the same. */
  private compare({ logl }: PointAnswers, k: number, i: number, worker: string): void {
    if (Object.is(logl[k], this.batch.logl[i])) return;
    this.notice(
      `Worker ${worker} finds log-likelihood ${logl[k]} where another found ${this.batch.logl[i]}: its machine computes differently, or the model is no pure function`,
    );
  }

  private check(): void {
    if (this.settled) return;
    const done = this.local === null ? pointsLeft(this.batch).open === 0 : this.local.complete;
    if (done) {
      this.settled = true;
      this.resolve(inOrder(new Map([...(this.local?.failures ?? []), ...this.remoteFailures])));
    }
    this.changed();
  }

  private fail(error: Error): void {
    if (this.settled) return;
    this.settled = true;
    this.reject(error);
    this.changed();
  }
}
