import type { CellAttribution } from "./cell-attribution";
import { KeyboardInterrupt } from "./describe-error";
import { ownTimeout } from "./own-timers";

/** Time in ms that a running fit has to return its partial result before the cell's waits are rejected. */
const fitGrace = 3000;
/** Time in ms that `catch` and `finally` blocks have after their wait was rejected. */
const handlerGrace = 300;

/** What can be asked to end by itself when the user interrupts. */
export interface Stoppable {
  /** Ends running work; false when there was none. */
  stopAll(): boolean;
  /** An interrupted cell has ended: what it still has running is told to be over. */
  abandon(cell: string): void;
}

/**
 * Interrupts of cells that wait. (A cell that computes is ended by the interrupt worker.)
 * Every `await` of a cell goes through {@link wait}, which an interrupt rejects.
 */
export class Interrupts {
  private readonly waits = new Set<(reason: Error) => void>();
  private controller = new AbortController();
  private running: { cell: string; abandon(): void } | undefined;
  /** The cell that began last. */
  private begun = "";
  /** The cell that was interrupted before it began: the interrupt overtook it on its way here. */
  private doomed: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Shortly after an interrupt: what still wants to wait, waits for ever. */
  private halted = false;

  constructor(
    private readonly fits: Stoppable,
    private readonly attribution: CellAttribution,
    private readonly abandonLost: (cell: string) => void,
  ) {}

  /** Aborts when the user interrupts the present cell. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /**
   * A cell starts; `abandon` is called when it must be given up although it has not ended.
   * @returns false when the user has interrupted it already: it is not to be run
   */
  begin(cell: string, abandon: () => void): boolean {
    this.halted = false;
    this.begun = cell;
    this.running = { cell, abandon };
    if (this.controller.signal.aborted) this.controller = new AbortController();
    const isDoomed = this.doomed === cell;
    this.doomed = undefined;
    return !isDoomed;
  }

  /** The cell has ended. */
  end(): void {
    if (this.running !== undefined && this.controller.signal.aborted) {
      this.attribution.dismiss(this.running.cell);
      this.fits.abandon(this.running.cell);
    }
    this.running = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /**
   * The user's stop button. A second press does not grant a fit its grace again.
   * @param sent the cell that the kernel has sent to be run and that has not ended, as far as it knows
   */
  interrupt(sent: string): void {
    if (this.running === undefined && sent !== "") {
      if (sent !== this.begun) this.doom(sent);
      // It has ended, but its last words may have been ended by force; said twice, they are heard once.
      else this.abandonLost(sent);
    }
    // A computation that was ended by force has left its mark.
    this.attribution.pause();
    const again = this.controller.signal.aborted;
    this.controller.abort(new KeyboardInterrupt());
    const graceful = this.fits.stopAll() && !again && this.running !== undefined;
    if (graceful) this.later(fitGrace, () => this.rejectWaits());
    else this.rejectWaits();
  }

  /** What `await value` becomes. */
  wait(value: unknown): unknown {
    if (this.halted) return new Promise(() => {});
    if (!isThenable(value)) return value;
    return new Promise((resolve, reject) => {
      this.waits.add(reject);
      const settle =
        <T>(then: (result: T) => void) =>
        (result: T) => {
          this.waits.delete(reject);
          then(result);
        };
      value.then(settle(resolve), settle(reject));
    });
  }

  /** What `for await (… of iterable)` goes through. */
  iterate(iterable: AsyncIterable<unknown> & Iterable<unknown>): AsyncIterable<unknown> {
    const source = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]();
    const isSync = iterable[Symbol.asyncIterator] === undefined;
    const step = async (result: unknown): Promise<IteratorResult<unknown>> => {
      const { done, value } = (await this.wait(result)) as IteratorResult<unknown>;
      return { done: done === true, value: isSync ? await this.wait(value) : value } as IteratorResult<unknown>;
    };
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => step(source.next()),
        return: async () => {
          const result = source.return?.();
          return result === undefined ? { done: true, value: undefined } : step(result);
        },
      }),
    };
  }

  /** A cell is not to be run when it arrives; one that was lost on its way, with what was ended by force, is given up. */
  private doom(cell: string): void {
    this.doomed = cell;
    ownTimeout(() => {
      if (this.doomed === cell) this.abandonLost(cell);
    }, handlerGrace);
  }

  private rejectWaits(): void {
    const any = this.waits.size > 0;
    const reason = new KeyboardInterrupt();
    for (const reject of [...this.waits]) reject(reason);
    this.waits.clear();
    if (this.running === undefined) return;
    // With a wait rejected the cell usually ends by itself. What swallows the rejection is halted at its next wait.
    this.later(any ? handlerGrace : 0, () => {
      const { running } = this;
      this.halted = true;
      for (const reject of [...this.waits]) reject(reason);
      this.waits.clear();
      running?.abandon();
      ownTimeout(() => {
        this.halted = false;
      }, handlerGrace).unref();
    });
  }

  private later(delay: number, action: () => void): void {
    clearTimeout(this.timer);
    this.timer = ownTimeout(action, delay);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    value !== null &&
    (typeof value === "object" || typeof value === "function") &&
    typeof (value as { then?: unknown }).then === "function"
  );
}
