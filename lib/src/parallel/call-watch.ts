import type { WorkerFailure } from "./messages";

/** Numbers of an argument that are written down, at most. */
const mostNumbers = 4096;

/**
 * What a thread writes down of the call that it is in, so that another thread can see when it hangs, and where. A call
 * is told by its name and its argument, because the functions called are pure.
 */
export class CallWatch {
  /** State of the watch, number of the function, length of the argument. */
  private readonly cells: Int32Array;
  private readonly numbers: Float64Array;

  /** @param memory shared between the thread and its supervisor; from {@link CallWatch.memory} */
  constructor(memory: SharedArrayBuffer) {
    this.cells = new Int32Array(memory, 0, 4);
    this.numbers = new Float64Array(memory, 16);
  }

  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(16 + 8 * mostNumbers);
  }

  enter(name: number, argument: Float64Array): void {
    const length = Math.min(argument.length, mostNumbers);
    this.numbers.set(argument.length === length ? argument : argument.subarray(0, length));
    this.cells[1] = name;
    this.cells[2] = length;
    Atomics.add(this.cells, 0, 1);
  }

  leave(): void {
    Atomics.add(this.cells, 0, 1);
  }

  /** Odd within a call, even between calls; it changes with every call. */
  get state(): number {
    return Atomics.load(this.cells, 0);
  }

  /** The call that the thread is in, once the thread has been ended. */
  get key(): string {
    return callKey(this.cells[1], this.numbers.subarray(0, this.cells[2]));
  }
}

/** A call as a text: the number of its function and its argument. */
export function callKey(name: number, argument: Float64Array): string {
  return `${name}:${argument.length > mostNumbers ? argument.subarray(0, mostNumbers) : argument}`;
}

/** How a call ended: with a value that structured cloning can copy, or with an error. */
export type CallOutcome = { readonly value: unknown } | { readonly failure: WorkerFailure };

/** Makes the calls of foreign code that a supervisor watches. */
export interface CallGuard {
  /**
   * Makes one call, unless it is known from an earlier try how it ends.
   * @param name number of the function, its own for each
   * @param argument what it is called with
   * @throws what the call throws; an error with code `TIME_LIMIT` when it was ended because it took too long
   */
  call<T>(name: number, argument: Float64Array, work: () => T): T;
}

/** Supervisor to thread. */
export interface GuardedTask {
  readonly id: number;
  readonly task: unknown;
}

/** Thread to supervisor. */
export type GuardedMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly failure: WorkerFailure }
  | { readonly kind: "outcome"; readonly key: string; readonly outcome: CallOutcome }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: WorkerFailure };
