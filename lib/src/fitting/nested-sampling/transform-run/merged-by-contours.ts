import { random } from "../../../core/random";
import { version } from "../../../core/version";
import { integrateEvidence } from "../evidence";
import { inOrderOfDeath, liveCounts } from "../live-counts";
import type { BoundRecord, NestedSamplingRecord } from "../result";
import type { Sample } from "../sample";
import { columnsOf, samplesOf } from "../sample-columns";
import { simulateEvidence } from "../volume-simulation";
import { commonDiagnostics } from "./common-diagnostics";
import { isWholeRun, runAgreement } from "./run-agreement";
import { feasibleOf, volumeFields } from "./volume-record";

/** Joins runs of live points by the contours of birth and death. */
export function mergedByContours(runs: readonly NestedSamplingRecord[]): NestedSamplingRecord {
  const { samples, bound } = pooled(runs);
  const ordered = inOrderOfDeath(samples);
  const counts = liveCounts(ordered);
  const columns = columnsOf(ordered);
  const whole = runs.filter(isWholeRun);
  const agreement = runAgreement(
    whole.map((run) => run.diagnostics.logz.value),
    whole.map((run) => run.diagnostics.logz.error),
  );
  const diagnostics = commonDiagnostics(runs, agreement);
  const feasible = feasibleOf({ diagnostics });
  const fields = volumeFields(integrateEvidence(columns.logl, counts, feasible), { diagnostics });
  const seeds = [...new Set(runs.map((run) => run.seed))];
  const seed = seeds.length === 1 ? seeds[0] : seeds.join(" + ");
  const simulated = simulateEvidence(columns.logl, counts, feasible, random(seed));
  const totalOf = (of: (run: NestedSamplingRecord) => number) => runs.reduce((sum, run) => sum + of(run), 0);
  return {
    engine: "dynamic",
    parameters: runs[0].parameters,
    derived: runs[0].derived,
    ndim: runs[0].ndim,
    seed,
    version,
    ...columns,
    samples_n: counts,
    niter: ordered.length,
    eff: (100 * ordered.length) / diagnostics.calls,
    nlive: null,
    bound,
    batch_logl_bounds: Float64Array.from(runs.flatMap((run) => [...run.batch_logl_bounds])),
    batch_nlive: Int32Array.from(runs.flatMap((run) => [...run.batch_nlive])),
    proposal_stats: {
      chains: totalOf((run) => run.proposal_stats.chains),
      grown: totalOf((run) => run.proposal_stats.grown),
      shrunk: totalOf((run) => run.proposal_stats.shrunk),
    },
    importance: null,
    ...fields,
    diagnostics: {
      ...fields.diagnostics,
      logz: { ...fields.diagnostics.logz, simulatedMean: simulated.mean, simulatedError: simulated.error },
    },
    timings: {
      startedAt: Math.min(...runs.map((run) => run.timings.startedAt)),
      elapsed: totalOf((run) => run.timings.elapsed),
      workers: Math.max(...runs.map((run) => run.timings.workers)),
    },
  };
}

/** The samples of all runs, with bounds, slots and batches numbered through. A bound that runs share comes once. */
function pooled(runs: readonly NestedSamplingRecord[]): { samples: Sample[]; bound: BoundRecord[] } {
  const samples: Sample[] = [];
  const places = new Map<BoundRecord, number>();
  let slots = 0;
  let batches = 0;
  for (const run of runs) {
    for (const record of run.bound) if (!places.has(record)) places.set(record, places.size);
    const placeOf = (bound: number): number => places.get(run.bound[bound]) ?? bound;
    let used = 0;
    for (const sample of samplesOf(run)) {
      used = Math.max(used, sample.id + 1);
      samples.push({
        ...sample,
        id: sample.id + slots,
        batch: sample.batch + batches,
        bound: placeOf(sample.bound),
        boundAtDeath: placeOf(sample.boundAtDeath),
      });
    }
    slots += used;
    batches += run.batch_nlive.length;
  }
  return { samples, bound: [...places.keys()] };
}
