import { concatenated } from "../../../core/concatenated";
import { exp, hypot, log } from "../../../core/special";
import { effectiveSize } from "../effective-size";
import { importanceResult, type WeightedPoints } from "../importance/importance-posterior";
import type { EvidenceEstimate, ImportanceRecord } from "../importance/importance-record";
import { largestShare } from "../importance/largest-share";
import { logSumExp } from "../log-sum";
import type { Diagnostics, NestedSamplingRecord, NestedSamplingResult } from "../result";
import { commonDiagnostics } from "./common-diagnostics";
import { mergedModes } from "./merged-modes";
import { differingPosteriors } from "./posterior-agreement";
import { runAgreement } from "./run-agreement";
import { type DrawnRun, drawsOf, tailShape } from "./weighted-draws";

/**
 * Joins runs of the importance engine. The evidence is the mean of theirs, weighted by the numbers of draws that tell
 * it, and so are the weights of the samples: each is unbiased, and so is their mean. Weights by the errors would not do, because an
 * estimate that comes out low claims a small error, too.
 */
export function mergedByDraws(runs: readonly DrawnRun[]): NestedSamplingResult {
  const total = sum(runs.map(drawsOf));
  const evidenceDraws = runs.map(({ importance }) => importance.evidenceDraws);
  const told = sum(evidenceDraws);
  const logwts = runs.map(({ logwt }, r) => logwt.map((w) => w + log(evidenceDraws[r] / told)));
  const all = concatenated(logwts);
  const logz = logSumExp(all);
  const shares = logwts.map((logwt) => exp(logSumExp(logwt) - logz));
  /** Independent errors of the parts. */
  const joint = (of: (run: DrawnRun) => number): number => runs.map((run, r) => shares[r] * of(run)).reduce(hypot, 0);
  const merged = {
    ...runAgreement(
      runs.map(({ diagnostics }) => diagnostics.logz.value),
      runs.map(({ diagnostics }) => diagnostics.logz.error),
    ),
    draws: total,
  };
  const error = merged.inflation * joint(({ diagnostics }) => diagnostics.logz.error);
  const common = commonDiagnostics(runs, merged);
  const differing = differingPosteriors(runs, logwts);
  const diagnostics: Diagnostics = {
    ...common,
    outcome: common.outcome === "converged" && differing.length > 0 ? "unconverged" : common.outcome,
    message: common.message ?? differing[0] ?? null,
    nEffective: effectiveSize(all),
    logz: {
      ...common.logz,
      value: logz,
      error,
      informationError: joint(({ diagnostics }) => diagnostics.logz.informationError),
      simulatedMean: sum(runs.map(({ diagnostics }) => diagnostics.logz.simulatedMean)) / runs.length,
    },
    warnings: [...common.warnings, ...differing],
  };
  const record: ImportanceRecord = {
    evidences: {
      fresh: [logz, error],
      pooled: meanEvidence(runs.map(({ importance }) => importance.evidences.pooled)),
      explorations: runs.flatMap(({ importance }) => importance.evidences.explorations),
    },
    evidenceDraws: told,
    calls: {
      exploration: sum(runs.map(({ importance }) => importance.calls.exploration)),
      refinement: sum(runs.map(({ importance }) => importance.calls.refinement)),
      fresh: sum(runs.map(({ importance }) => importance.calls.fresh)),
    },
    bounds: runs.flatMap(({ importance }) => importance.bounds),
    paretoK: tailShape(all, total),
    largestWeight: largestShare(all, logz),
    splitHalves: runs
      .map(({ importance }) => importance.splitHalves)
      .reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a)),
    volumeError: joint(({ importance }) => importance.volumeError),
    outside: sum(runs.map(({ importance }, r) => shares[r] * importance.outside)),
    modes: mergedModes(
      runs.map(({ samples_u, importance }, r) => ({ samples_u, logwt: logwts[r], modes: importance.modes })),
    ),
    method: runs.some(({ importance }) => importance.method === "tempering") ? "tempering" : "proposal",
  };
  const seeds = [...new Set(runs.map(({ seed }) => seed))];
  return importanceResult(pointsOf(runs, all), {
    evaluator: runs[0],
    options: {
      seed: seeds.length === 1 ? seeds[0] : seeds.join(" + "),
      nlive: sum(runs.map(({ batch_nlive }) => batch_nlive[0])),
    },
    record,
    diagnostics,
    calls: common.calls,
    timings: {
      startedAt: Math.min(...runs.map(({ timings }) => timings.startedAt)),
      elapsed: sum(runs.map(({ timings }) => timings.elapsed)),
      workers: Math.max(...runs.map(({ timings }) => timings.workers)),
    },
  });
}

/** The samples of all runs, with rounds numbered through. */
function pointsOf(runs: readonly NestedSamplingRecord[], logwt: Float64Array): WeightedPoints {
  const round = new Int32Array(logwt.length);
  let at = 0;
  let first = 0;
  for (const { samples_batch } of runs) {
    let next = first;
    for (const batch of samples_batch) {
      round[at++] = first + batch;
      next = Math.max(next, first + batch + 1);
    }
    first = next;
  }
  return {
    u: concatenated(runs.map(({ samples_u }) => samples_u)),
    v: concatenated(runs.map(({ samples_v }) => samples_v)),
    derived: concatenated(runs.map(({ blob }) => blob ?? new Float64Array(0))),
    logl: concatenated(runs.map(({ logl }) => logl)),
    logwt,
    round,
  };
}

/** Mean of evidences, whose errors have a common part and so do not fall. */
function meanEvidence(estimates: readonly EvidenceEstimate[]): EvidenceEstimate {
  const logz = logSumExp(Float64Array.from(estimates, ([value]) => value)) - log(estimates.length);
  return [logz, Math.max(...estimates.map(([, error]) => error))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, x) => total + x, 0);
}
