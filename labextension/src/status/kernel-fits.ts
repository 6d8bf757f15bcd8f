import type { FitStatus } from "nightbook/core";
import { readStatusMessage } from "./status-message";

/** What the page knows about the fits of one kernel. */
export interface KernelFits {
  /** The kernel's run, as its messages name it; empty before the first message. */
  readonly session: string;
  readonly seq: number;
  /** When the last message came, on this page's clock; `null` before the first. */
  readonly receivedAt: number | null;
  readonly fits: readonly FitStatus[];
  /** Something to tell the reader that no fit carries. */
  readonly notice: "none" | "restarted" | "unreadable";
}

export const noFits: KernelFits = { session: "", seq: -1, receivedAt: null, fits: [], notice: "none" };

/** The phases after which nothing more comes. */
export function hasEnded(fit: FitStatus): boolean {
  return fit.phase === "done" || fit.phase === "stopped" || fit.phase === "failed";
}

/**
 * Takes one message of the status comm. Messages are full snapshots, so a lost one costs
 * nothing; one that arrives late or twice is only a sign of life; another session replaces all.
 */
export function receive(state: KernelFits, data: unknown, now: number): KernelFits {
  const message = readStatusMessage(data);
  if (message === null) return { ...state, receivedAt: now, notice: "unreadable" };
  const sameSession = message.kernelSession === state.session;
  const lost = state.notice === "restarted" || (!sameSession && isRunning(state));
  if (sameSession && message.seq <= state.seq) return { ...state, receivedAt: now };
  return {
    session: message.kernelSession,
    seq: message.seq,
    receivedAt: now,
    fits: message.fits,
    notice: lost && message.fits.length === 0 ? "restarted" : "none",
  };
}

/** The kernel went away or began anew: what ran there is lost. */
export function kernelRestarted(state: KernelFits): KernelFits {
  return { ...noFits, notice: isRunning(state) || state.notice === "restarted" ? "restarted" : "none" };
}

/** Running fits first, the newest of each kind first. */
export function inReadingOrder(fits: readonly FitStatus[]): FitStatus[] {
  return [...fits].sort((a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || b.startedAt - a.startedAt);
}

/** Whether a fit is under way. */
export function isRunning(state: KernelFits): boolean {
  return state.fits.some((fit) => !hasEnded(fit));
}

/** Whether a fit has just begun: one that was not there before and is only seconds old. */
export function hasBegun(before: KernelFits, after: KernelFits): boolean {
  return after.fits.some((fit) => !hasEnded(fit) && fit.elapsed < 10 && !before.fits.some(({ id }) => id === fit.id));
}
