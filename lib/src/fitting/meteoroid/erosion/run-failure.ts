import { isNightbookError, NightbookError } from "../../../core/errors";

const hints = {
  UNBOUNDED: "Check dt, the kill limits and the grain masses, or raise the limits of the run",
  BROKE: "Check dt, the atmosphere's coefficients and the masses",
};

/** An erosion run that would not end, or whose numbers went wrong. */
export function runFailure(kind: keyof typeof hints, reason: string): NightbookError {
  const what = kind === "UNBOUNDED" ? "The erosion run does not end in bounds" : "The erosion run lost its numbers";
  return new NightbookError(`${what}: ${reason}`, { code: `EROSION_RUN_${kind}`, hint: hints[kind] });
}

/** True for a run whose numbers went wrong: there is no such meteoroid. */
export function isBrokenRun(error: unknown): boolean {
  return isNightbookError(error) && error.code === "EROSION_RUN_BROKE";
}

/** True for the failures that {@link runFailure} makes. */
export function isRunFailure(error: unknown): boolean {
  return isNightbookError(error) && error.code.startsWith("EROSION_RUN_");
}
