import type { RunOptions } from "./options";
import type { ResolvedOptions } from "./resolved-options";

/** Why a run ends before it has converged. */
export interface EarlyEnd {
  readonly outcome: "stopped" | "limit" | "stuck";
  readonly message: string;
}

/** What a run may spend: likelihood calls, time, and the patience of its user. */
export class Budget {
  calls = 0;
  private readonly startedAt: number;

  constructor(
    private readonly resolved: Pick<ResolvedOptions, "maxCalls">,
    private readonly options: RunOptions,
  ) {
    this.startedAt = options.now?.() ?? 0;
  }

  /** Why the run has to end now, if it has to. */
  spent(): EarlyEnd | null {
    if (this.options.signal?.aborted) return { outcome: "stopped", message: "Stopped on request" };
    if (this.calls >= this.resolved.maxCalls) {
      return { outcome: "limit", message: `The limit of ${this.resolved.maxCalls} likelihood calls is reached` };
    }
    const { maxSeconds, now } = this.options;
    if (maxSeconds !== undefined && now !== undefined && now() - this.startedAt >= 1000 * maxSeconds) {
      return { outcome: "limit", message: `The limit of ${maxSeconds} s is reached` };
    }
    return null;
  }

  /** The answer, or null as soon as the run is told to stop. */
  async unlessStopped<T>(answer: Promise<T>): Promise<T | null> {
    const { signal } = this.options;
    if (signal?.aborted) return null;
    let stop = () => {};
    const stopped = new Promise<null>((resolve) => {
      stop = () => resolve(null);
    });
    signal?.addEventListener?.("abort", stop);
    try {
      return await Promise.race([answer, stopped]);
    } catch (error) {
      if (signal?.aborted) return null;
      throw error;
    } finally {
      signal?.removeEventListener?.("abort", stop);
    }
  }
}
