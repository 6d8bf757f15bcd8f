import { gammaQ, log } from "../../../core/special";
import type { Diagnostics, NestedSamplingRecord } from "../result";
import { disagreement, type RunAgreement } from "./run-agreement";

/** What is known of all runs together, apart from evidence and effective size. */
export function commonDiagnostics(runs: readonly NestedSamplingRecord[], merged: RunAgreement): Diagnostics {
  const all = runs.map((run) => run.diagnostics);
  const totalOf = (of: (diagnostics: Diagnostics) => number) => all.reduce((sum, one) => sum + of(one), 0);
  const unfinished = all.find((one) => one.outcome !== "converged");
  const [disagreed] = disagreement(merged);
  const memories = all.flatMap(({ chainMemory }) => chainMemory ?? []);
  const draws = totalOf(({ feasible }) => feasible.draws);
  const fraction = draws === 0 ? 1 : totalOf(({ feasible }) => feasible.draws * feasible.fraction) / draws;
  return {
    ...all[0],
    outcome: unfinished?.outcome ?? (disagreed === undefined ? "converged" : "unconverged"),
    message: unfinished?.message ?? disagreed ?? null,
    insertionRanks: {
      count: totalOf(({ insertionRanks }) => insertionRanks.count),
      pValue: jointPValue(all.map(({ insertionRanks }) => insertionRanks.pValue)),
      worstStretch: Math.min(1, all.length * Math.min(...all.map(({ insertionRanks }) => insertionRanks.worstStretch))),
    },
    ...(memories.length === 0 ? {} : { chainMemory: Math.max(...memories) }),
    feasible: {
      fraction,
      relativeError: fraction === 1 ? 0 : Math.sqrt((1 - fraction) / (fraction * draws)),
      draws,
    },
    calls: totalOf(({ calls }) => calls),
    failures: totalOf(({ failures }) => failures),
    merged,
    warnings: [...new Set([...all.flatMap(({ warnings }) => warnings), ...disagreement(merged)])],
  };
}

/** Chance of p-values at least as small as these, by Fisher's method. */
function jointPValue(pValues: readonly number[]): number {
  const surprise = pValues.reduce((sum, p) => sum - log(Math.max(p, Number.MIN_VALUE)), 0);
  return gammaQ(pValues.length, surprise);
}
