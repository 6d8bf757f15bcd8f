import type { FitPhase, FitStatus } from "nightbook/core";
import { english, type Trans } from "../translate";
import { hasEnded } from "./kernel-fits";
import { durationText, timeLeftText } from "./number-text";

/** A phase as the panel shows it: a word and a sign, so that colour never stands alone. */
export interface PhaseFace {
  word: string;
  sign: string;
}

const faces: Record<FitPhase, PhaseFace> = {
  preparing: { word: "Preparing", sign: "…" },
  base: { word: "Base run", sign: "▶" },
  batch: { word: "Adding batches", sign: "▶" },
  exploring: { word: "Exploring", sign: "▶" },
  sampling: { word: "Sampling", sign: "▶" },
  done: { word: "Done", sign: "✓" },
  stopped: { word: "Stopped", sign: "■" },
  failed: { word: "Failed", sign: "✕" },
};

export function phaseFace(phase: FitPhase): PhaseFace {
  return faces[phase];
}

/** The face of a fit as it stands: one that waits shows that. */
export function fitFace(fit: FitStatus): PhaseFace {
  return fit.paused && !hasEnded(fit) ? { word: "Paused", sign: "❚❚" } : phaseFace(fit.phase);
}

/** Share of the work done, 0 to 1, or `null` while no estimate makes sense. */
export function progressShare(fit: FitStatus): number | null {
  if (fit.phase === "done") return 1;
  if (fit.remaining === null) return null;
  const whole = fit.elapsed + fit.remaining;
  return whole > 0 ? Math.min(1, Math.max(0, fit.elapsed / whole)) : null;
}

/** The line beside the progress bar. */
export function progressText(fit: FitStatus, trans: Trans = english): string {
  if (hasEnded(fit)) {
    return trans.__(fit.phase === "done" ? "took %1" : "after %1", durationText(fit.elapsed, trans));
  }
  if (fit.paused) return trans.__("goes on when resumed");
  if (fit.remaining === null) return trans.__("time left not known yet");
  return trans.__("%1 left", timeLeftText(fit.remaining, trans));
}
