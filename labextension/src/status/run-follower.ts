import type { Contents } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import type { FitStatus } from "nightbook/core";
import { hasEnded, type KernelFits, noFits } from "./kernel-fits";
import type { LinkState } from "./link";
import { readRunStatus } from "./status-message";

/** Time between two looks while somebody watches, and while nobody does, milliseconds. */
const intervals = { seen: 2000, hidden: 20_000 };

/** Whether a file of this name tells how a run stands. */
export function isRunStatus(path: string): boolean {
  return /(^|\/)status(_n\d+)?\.json$/.test(path);
}

/** Follows a run of the command line through the `status.json` in its folder. */
export class RunFollower implements IDisposable {
  private readonly _changed = new Signal<this, KernelFits>(this);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private text = "";
  private _fits: KernelFits = noFits;
  private isReachable = true;
  private _isSeen = false;
  private _isDisposed = false;

  /** @param path of the status file on the server */
  constructor(
    readonly path: string,
    private readonly contents: Pick<Contents.IManager, "get">,
    private readonly now: () => number,
  ) {
    void this.look();
  }

  /** Tells that there is news, and what was known before. */
  get changed(): ISignal<this, KernelFits> {
    return this._changed;
  }

  get fits(): KernelFits {
    return this._fits;
  }

  get link(): LinkState {
    const running = this.fits.fits.some((fit) => !hasEnded(fit));
    return { socket: this.isReachable ? "connected" : "disconnected", receivedAt: this.fits.receivedAt, running };
  }

  /** Whether somebody watches. */
  set isSeen(seen: boolean) {
    if (seen === this._isSeen) return;
    this._isSeen = seen;
    if (seen) void this.look();
  }

  /** Looks at the file now, and again later. */
  async look(): Promise<void> {
    clearTimeout(this.timer);
    const file = await this.contents.get(this.path, { type: "file", format: "text", content: true }).catch(() => null);
    if (this._isDisposed) return;
    clearTimeout(this.timer);
    this.take(file === null ? null : String(file.content));
    const ended = this.fits.fits.length > 0 && !this.link.running;
    // A run that ended may be begun again in its folder.
    const pause = this._isSeen && !ended ? intervals.seen : intervals.hidden;
    this.timer = setTimeout(() => void this.look(), pause);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this.timer);
    Signal.clearData(this);
  }

  private take(text: string | null): void {
    const before = this._fits;
    const wasReachable = this.isReachable;
    this.isReachable = text !== null;
    if (text !== null && text !== this.text) {
      this.text = text;
      const fit = readRunStatus(text);
      this._fits =
        fit === null
          ? { ...before, notice: "unreadable" }
          : { session: "file", seq: before.seq + 1, receivedAt: this.now(), fits: [this.placed(fit)], notice: "none" };
    }
    if (this._fits !== before || this.isReachable !== wasReachable) this._changed.emit(before);
  }

  /** What runs elsewhere can be watched, but nothing can be asked of it. */
  private placed(fit: FitStatus): FitStatus {
    return { ...fit, controls: [], cellId: undefined };
  }
}
