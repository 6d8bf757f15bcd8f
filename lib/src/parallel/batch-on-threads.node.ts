import { giveUp, hasTaken, type PointBatch, pointsLeft } from "../core/point-batch";
import type { PointFailure } from "../fitting/nested-sampling/evaluate-in-place";
import type { ThreadPool } from "./thread-pool.node";

/** What a hand in a batch is given; the worker's side is `samplingTasks`. */
export interface HandTask {
  readonly kind: "batch";
  readonly batch: PointBatch;
  readonly hand: number;
}

/**
 * A batch that the threads of a pool divide among themselves. They take points until none is free; when some
 * come free again (another machine gave them back), {@link again} sets the threads to them.
 */
export class BatchOnThreads {
  /** By point, so that a point that two hands tried counts once. */
  readonly failures = new Map<number, PointFailure>();
  private readonly pending = new Map<number, number>();

  /**
   * @param threads where the work is done
   * @param batch the points
   * @param changed told whenever a thread found no more free points
   * @param failed told when the threads can do nothing more
   */
  constructor(
    private readonly threads: ThreadPool<HandTask, readonly PointFailure[]>,
    private readonly batch: PointBatch,
    private readonly changed: () => void,
    private readonly failed: (error: Error) => void,
  ) {
    this.again();
  }

  /** Has every thread look for free points once more. */
  again(): void {
    const { batch } = this;
    const answers = this.threads.runOnEach(
      (hand) => ({ kind: "batch", batch, hand }),
      (hand) => giveUp(batch, hand),
    );
    for (const [slot, answer] of answers.entries()) {
      const hand = slot + 1;
      this.pending.set(hand, (this.pending.get(hand) ?? 0) + 1);
      answer.then((failures) => {
        for (const failure of failures) this.failures.set(failure.point, failure);
        this.pending.set(hand, (this.pending.get(hand) ?? 1) - 1);
        this.changed();
      }, this.failed);
    }
  }

  /** True when every point is done and all that the threads know of it is here. */
  get complete(): boolean {
    if (pointsLeft(this.batch).open > 0) return false;
    return ![...this.pending].some(([hand, tasks]) => tasks > 0 && hasTaken(this.batch, hand));
  }

  /** True when some thread looks for no more points of this batch. */
  get handsFree(): boolean {
    return [...this.pending.values()].some((tasks) => tasks === 0);
  }
}

/** Has the threads of a pool work on a batch. @returns the failures, in the order of the points */
export function batchOnThreads(
  threads: ThreadPool<HandTask, readonly PointFailure[]>,
  batch: PointBatch,
): Promise<PointFailure[]> {
  return new Promise((resolve, reject) => {
    const work = new BatchOnThreads(
      threads,
      batch,
      () => {
        if (work.complete) resolve(inOrder(work.failures));
      },
      reject,
    );
  });
}

/** Failures in the order of the points. */
export function inOrder(failures: ReadonlyMap<number, PointFailure>): PointFailure[] {
  return [...failures.values()].sort((a, b) => a.point - b.point);
}
