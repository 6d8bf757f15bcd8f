import timers from "node:timers";
import { promiseHooks } from "node:v8";
import { cellOnStack } from "./stack-traces";

/** Node's own, before it is replaced. */
const enqueue = globalThis.queueMicrotask;

type Callback = (this: unknown, ...args: unknown[]) => unknown;
type Scheduler = (callback: unknown, ...rest: unknown[]) => unknown;

/**
 * Which cell outputs belong to. A cell is followed through its promises and timers, into functions that other cells
 * declared: what it starts is its own, also long after its end.
 *
 * (AsyncLocalStorage does this, too. On Node 20 it is made of async hooks, and with those a computation in a timer
 * cannot be terminated without ending the process.)
 */
export class CellAttribution {
  private latest = "cell-0";
  /** The cell for which the present task works, where that is known. */
  private active: string | undefined;
  private readonly dismissed = new Set<string>();
  private readonly owners = new WeakMap<object, string>();

  /** A cell starts: it is the present one until {@link pause}. */
  begin(cell: string): void {
    this.latest = cell;
    this.active = cell;
  }

  /** The first stretch of a cell, up to what it waits for, is over. */
  pause(): void {
    this.active = undefined;
  }

  /** The user has interrupted a cell: what it scheduled is no longer run. */
  dismiss(cell: string): void {
    this.dismissed.add(cell);
  }

  /** The cell on whose behalf the present code runs. */
  current(): string {
    return this.active ?? cellOnStack() ?? this.latest;
  }

  /** Follows cells through promises and timers from now on. */
  install(): void {
    promiseHooks.onInit((promise) => {
      if (this.active !== undefined) this.owners.set(promise, this.active);
    });
    promiseHooks.onBefore((promise) => {
      this.active = this.owners.get(promise);
    });
    promiseHooks.onAfter(() => {
      this.active = undefined;
    });
    for (const holder of [globalThis, timers] as unknown as Record<string, Scheduler>[]) {
      this.follow(holder, "setTimeout", (callback) => this.bind(callback));
      this.follow(holder, "setInterval", (callback) => this.bind(callback));
      this.follow(holder, "setImmediate", (callback) => later(this.bind(callback)));
    }
    const plain = (callback: Callback) => this.bind(callback);
    this.follow(globalThis as unknown as Record<string, Scheduler>, "queueMicrotask", plain);
    this.follow(process as unknown as Record<string, Scheduler>, "nextTick", plain);
  }

  /** Lets callbacks that are handed to a scheduler run for the cell that hands them over. */
  private follow(holder: Record<string, Scheduler>, name: string, bind: (callback: Callback) => Callback): void {
    const schedule = holder[name];
    if (schedule === undefined) return;
    const followed = function (this: unknown, callback: unknown, ...rest: unknown[]): unknown {
      const bound = typeof callback === "function" ? bind(callback as Callback) : callback;
      return schedule.call(this, bound, ...rest);
    };
    // What else belongs to the scheduler, its promise form for example, stays.
    Object.defineProperties(followed, Object.getOwnPropertyDescriptors(schedule));
    Object.defineProperty(holder, name, { value: followed, writable: true, configurable: true, enumerable: true });
  }

  private bind(callback: Callback): Callback {
    const cell = this.active ?? cellOnStack();
    if (cell === undefined) return callback;
    const attribution = this;
    return function (this: unknown, ...args: unknown[]): unknown {
      if (attribution.dismissed.has(cell)) return undefined;
      attribution.active = cell;
      try {
        return callback.apply(this, args);
      } finally {
        attribution.active = undefined;
      }
    };
  }
}

/**
 * Runs the callback of an immediate as a microtask after it. Node keeps its immediates in a list that is broken for
 * ever when a computation is terminated in the midst of one.
 */
function later(callback: Callback): Callback {
  return function (this: unknown, ...args: unknown[]): void {
    enqueue(() => callback.apply(this, args));
  };
}
