import { log } from "../../../core/special";
import { effectiveSize } from "../effective-size";
import type { Evidence, FeasibleVolume } from "../evidence";
import type { NestedSamplingRecord } from "../result";

/** What a run knows of the volume before its first death. */
export function feasibleOf({ diagnostics }: Pick<NestedSamplingRecord, "diagnostics">): FeasibleVolume {
  const { fraction, relativeError } = diagnostics.feasible;
  return { log: log(fraction), variance: relativeError * relativeError };
}

/** The fields of a record that follow from its volumes, with the diagnostics brought up to date. */
export function volumeFields(
  { logvol, logwt, logz, logzerr, information, informationError }: Evidence,
  { diagnostics }: Pick<NestedSamplingRecord, "diagnostics">,
): Pick<NestedSamplingRecord, "logvol" | "logwt" | "logz" | "logzerr" | "information" | "diagnostics"> {
  const last = logz.length - 1;
  // What merged runs disagree by is not in the volumes.
  const inflation = diagnostics.merged?.inflation ?? 1;
  const errors = inflation === 1 ? logzerr : logzerr.map((error) => error * inflation);
  return {
    logvol,
    logwt,
    logz,
    logzerr: errors,
    information,
    diagnostics: {
      ...diagnostics,
      nEffective: effectiveSize(logwt),
      logz: { ...diagnostics.logz, value: logz[last], error: errors[last], informationError },
    },
  };
}

/**
 * Refuses a run whose samples are independent draws.
 * @throws {RangeError} for the importance engine
 */
export function needLivePoints({ engine }: Pick<NestedSamplingRecord, "engine">, what: string): void {
  if (engine !== "importance") return;
  throw new RangeError(
    `Only runs with live points can be ${what}, draws do not follow from each other; engine: ${engine}`,
  );
}
