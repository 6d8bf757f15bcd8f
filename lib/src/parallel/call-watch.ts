import type { WorkerFailure } from "./messages";

/**
 * What a thread writes down of the call that it is in, so that another thread can see when it hangs. The call is
 * told by its task and by its number within the task: tasks are pure, so a task that is done again makes the same calls.
 */
export class CallWatch {
  private readonly cells: Int32Array;

  /** @param memory shared between the thread and its supervisor; from {@link CallWatch.memory} */
  constructor(memory: SharedArrayBuffer) {
    this.cells = new Int32Array(memory);
  }

  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  }

  enter(task: number, call: number): void {
    Atomics.store(this.cells, 1, task);
    Atomics.store(this.cells, 2, call);
    Atomics.add(this.cells, 0, 1);
  }

  leave(): void {
    Atomics.add(this.cells, 0, 1);
  }

  /** Odd within a call, even between calls, never the same for two calls that follow each other. */
  get state(): number {
    return Atomics.load(this.cells, 0);
  }

  get task(): number {
    return Atomics.load(this.cells, 1);
  }

  get call(): number {
    return Atomics.load(this.cells, 2);
  }
}

/** How a call ended: with a value that structured cloning can copy, or with an error. */
export type CallOutcome = { readonly value: unknown } | { readonly failure: WorkerFailure };

/** Makes the calls of foreign code that a supervisor watches. */
export interface CallGuard {
  /**
   * Makes one call, unless it is known from an earlier try of the same task how it ends.
   * @throws what the call throws; an error with code `TIME_LIMIT` when it was ended because it took too long
   */
  call<T>(work: () => T): T;
}

/** Supervisor to thread. `known`: how calls ended in earlier tries, by their numbers. */
export interface GuardedTask {
  readonly id: number;
  readonly task: unknown;
  readonly known: ReadonlyMap<number, CallOutcome>;
}

/** Thread to supervisor. */
export type GuardedMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly failure: WorkerFailure }
  | { readonly kind: "outcome"; readonly id: number; readonly call: number; readonly outcome: CallOutcome }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: WorkerFailure };
