import { effectiveSize } from "../effective-size";
import { cumulative } from "../importance/importance-posterior";
import type { ImportanceRecord } from "../importance/importance-record";
import { largestShare } from "../importance/largest-share";
import { paretoK } from "../importance/pareto-k";
import type { NestedSamplingRecord } from "../result";
import { modesOf } from "./merged-modes";

/** What the importance engine knows of a result of its own. */
export type DrawnRun = NestedSamplingRecord & { readonly importance: ImportanceRecord };

/** Whether a run is one of the importance engine. */
export function isDrawn<Run extends NestedSamplingRecord>(run: Run): run is Run & DrawnRun {
  return run.importance !== null;
}

/** How many draws, or particles, a run has: more than its samples where the likelihood vanishes at some. */
export function drawsOf({ importance, diagnostics, logl }: DrawnRun): number {
  return diagnostics.merged?.draws ?? (importance.method === "proposal" ? importance.calls.fresh : logl.length);
}

/** What the samples of a run are that are no independent draws. */
const dependent = {
  tempering: "particles of tempering, which descend from each other",
  exploration: "explored points, because it ended before its draws; continue it",
} as const;

/**
 * Refuses a run whose samples are not independent draws.
 * @throws {RangeError} where they are particles or explored points
 */
export function needDraws({ importance: { method } }: DrawnRun, what: string): void {
  if (method === "proposal") return;
  throw new RangeError(`Only independent draws can be ${what}; this run has ${dependent[method]}: ${method}`);
}

/**
 * Shape of the tail of the weights of draws.
 * @param logwt of the draws where the likelihood does not vanish
 * @param draws all of them
 */
export function tailShape(logwt: Float64Array, draws: number): number {
  const weights = new Float64Array(Math.max(logwt.length, draws)).fill(Number.NEGATIVE_INFINITY);
  weights.set(logwt);
  return paretoK(weights);
}

/**
 * The fields of a run of draws that follow from their weights.
 *
 * @param run whose samples they are, or were drawn from
 * @param samples_u shape `[n, ndim]`
 * @param logl log-likelihoods that the weights are for, shape `[n]`
 * @param logwt contributions to the evidence, shape `[n]`
 * @param error of the log-evidence
 */
export function drawFields(
  run: DrawnRun,
  samples_u: Float64Array,
  logl: Float64Array,
  logwt: Float64Array,
  error: number,
): Pick<DrawnRun, "logwt" | "logz" | "logzerr" | "information" | "diagnostics" | "importance"> {
  const { diagnostics, importance } = run;
  const n = logwt.length;
  const { logz, information } = cumulative(logl, logwt);
  const value = logz[n - 1];
  return {
    logwt,
    logz,
    logzerr: new Float64Array(n).fill(error),
    information,
    diagnostics: {
      ...diagnostics,
      nEffective: effectiveSize(logwt),
      logz: { ...diagnostics.logz, value, error },
    },
    importance: {
      ...importance,
      evidences: { ...importance.evidences, fresh: [value, error] },
      paretoK: importance.method === "proposal" ? tailShape(logwt, drawsOf(run)) : importance.paretoK,
      largestWeight: largestShare(logwt, value),
      modes: modesOf(samples_u, logwt, importance.modes),
    },
  };
}
