import type { FitStatus } from "nightbook/core";

/** True when a fit in this phase computes no more. */
export function hasEnded(status: FitStatus): boolean {
  return status.phase === "done" || status.phase === "stopped" || status.phase === "failed";
}
