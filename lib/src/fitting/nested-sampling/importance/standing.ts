import type { StatusNumbers } from "../progress";
import type { Exploration } from "./exploration";
import type { FreshDraws, WeightSummary } from "./fresh-draws";
import type { ImportanceOptions } from "./importance-options";
import type { Points } from "./points";

/** What tells where a run stands. */
type ChangingNumbers = Pick<StatusNumbers, "loglstar" | "logz" | "logzError" | "nEffective" | "stopping">;

/** Where the explorations stand: the one that is least far. */
export function exploring(explorations: readonly Exploration[], { nEffective }: ImportanceOptions): ChangingNumbers {
  const standing = explorations.map((exploration) => exploration.standing());
  const last = standing.reduce((a, b) => (b.remaining > a.remaining ? b : a));
  const [lowest] = extremes(explorations.map(({ points }) => points));
  return {
    loglstar: [lowest, last.contour, last.best],
    logz: last.logz,
    logzError: null,
    nEffective: null,
    // Not one effective sample yet.
    stopping: { name: "stop", value: nEffective, tolerance: 1 },
  };
}

/** Where the fresh draws stand. */
export function sampled(
  summary: WeightSummary,
  { points }: FreshDraws,
  explorations: readonly Exploration[],
  { nEffective, logzError }: ImportanceOptions,
): ChangingNumbers {
  const [lowest, best] = extremes([points]);
  // Where exploration ended, as far as the draws reach beyond it on either side.
  const contours = explorations.map((exploration) => exploration.standing().contour);
  const contour = Math.min(Math.max(Math.min(...contours), lowest), best);
  return {
    loglstar: [lowest, contour, best],
    logz: summary.logz,
    logzError: summary.error,
    nEffective: summary.nEffective,
    stopping: {
      name: "stop",
      value: Math.max(nEffective / summary.nEffective, summary.error / logzError),
      tolerance: 1,
    },
  };
}

/** Lowest and highest log-likelihood of points where it is finite; minus infinity twice where none is. */
function extremes(groups: readonly Points[]): [number, number] {
  let [lowest, best] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { logl, size } of groups) {
    for (let i = 0; i < size; i++) {
      if (logl[i] === Number.NEGATIVE_INFINITY) continue;
      lowest = Math.min(lowest, logl[i]);
      best = Math.max(best, logl[i]);
    }
  }
  return [Math.min(lowest, best), best];
}
