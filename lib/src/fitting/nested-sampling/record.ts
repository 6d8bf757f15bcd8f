import type { Random } from "../../core/random";
import { exp } from "../../core/special";
import { version } from "../../core/version";
import type { EarlyEnd } from "./budget";
import type { LikelihoodFailure } from "./evaluator";
import { insertionRankTest } from "./insertion-rank";
import type { Posterior } from "./posterior";
import type { Proposer } from "./proposer";
import type { ResolvedOptions } from "./resolved-options";
import type { Diagnostics, NestedSamplingRecord, Timings } from "./result";
import { columnsOf } from "./sample-columns";
import type { StrandSettings } from "./strand";
import { simulateEvidence } from "./volume-simulation";

/** What a finished run knows beside its posterior. */
export interface RunFacts {
  readonly parameters: readonly string[];
  readonly derived: readonly string[];
  readonly options: ResolvedOptions;
  readonly random: Random;
  readonly proposer: Proposer;
  readonly ranks: readonly number[];
  readonly prior: { readonly draws: number; readonly feasible: number };
  readonly calls: number;
  /** Samples that died by being replaced, in the base run. */
  readonly replaced: number;
  readonly strands: readonly StrandSettings[];
  /** What the run itself found worth telling. */
  readonly warnings: readonly string[];
  readonly end: EarlyEnd | null;
  readonly timings: Timings;
}

/** Insertion ranks this unlikely are worth a warning. */
const suspicious = 1e-3;

/** Collects all fields of a result. */
export function recordOf(posterior: Posterior, facts: RunFacts): NestedSamplingRecord {
  const { samples, counts, logvol, logwt, logz, logzerr, information } = posterior;
  const { options, proposer, parameters, derived, strands } = facts;
  const n = samples.length;
  const dynamic = options.engine === "dynamic";
  return {
    engine: options.engine,
    parameters,
    derived,
    ndim: parameters.length,
    seed: options.seed,
    version,
    ...columnsOf(samples),
    samples_n: counts,
    niter: dynamic ? n : facts.replaced,
    logz,
    logzerr,
    logwt,
    eff: (100 * n) / facts.calls,
    nlive: dynamic ? null : options.nlive,
    logvol,
    information,
    bound: proposer.bounds,
    batch_logl_bounds: Float64Array.from(strands.flatMap(({ lower, upper }) => [lower, upper])),
    batch_nlive: Int32Array.from(strands, ({ nlive }) => nlive),
    proposal_stats: { ...proposer.tuning.totals },
    importance: null,
    diagnostics: diagnosticsOf(posterior, facts),
    timings: facts.timings,
  };
}

function diagnosticsOf(posterior: Posterior, facts: RunFacts): Diagnostics {
  const { logl, counts, logz, logzerr, feasible, nEffective } = posterior;
  const { options, random, prior, calls, end, proposer } = facts;
  const n = logl.length;
  const simulated = simulateEvidence(logl, counts, feasible, random);
  const insertionRanks = insertionRankTest(facts.ranks, options.nlive);
  const warnings = [...failureWarnings(facts), ...facts.warnings];
  const { pValue, worstStretch } = insertionRanks;
  if (Math.min(pValue, worstStretch) < suspicious) {
    warnings.push(
      `The insertion ranks are not uniform (p = ${pValue.toExponential(1)}, worst stretch ${worstStretch.toExponential(1)}): ` +
        'new points were not drawn fairly, so evidence and posterior may be wrong; use more live points, or sample "rslice" with more slices',
    );
  }
  if (end !== null) warnings.push(`${end.message} before the run converged`);
  return {
    outcome: end?.outcome ?? "converged",
    message: end?.message ?? null,
    nEffective,
    logz: {
      value: logz[n - 1],
      error: logzerr[n - 1],
      informationError: posterior.informationError,
      simulatedMean: simulated.mean,
      simulatedError: simulated.error,
    },
    insertionRanks,
    ...(proposer.memory.chains === 0 ? {} : { chainMemory: proposer.memory.largest }),
    feasible: {
      fraction: exp(feasible.log),
      relativeError: Math.sqrt(feasible.variance),
      draws: prior.draws,
    },
    calls,
    failures: proposer.failureCount,
    warnings,
  };
}

/** Failures of the likelihood: how many, and the first of them. */
export interface FailureCount {
  readonly failures: readonly LikelihoodFailure[];
  readonly failureCount: number;
}

/** A line for each kind of failure of the likelihood, with the first parameter vector that met it. */
export function failureWarnings({
  proposer,
  parameters,
  calls,
}: Pick<RunFacts, "parameters" | "calls"> & { proposer: FailureCount }): string[] {
  const warnings: string[] = [];
  const seen = new Set<string>();
  for (const failure of proposer.failures) {
    if (seen.has(failure.reason)) continue;
    seen.add(failure.reason);
    const where = parameters.map((name, i) => `${name} = ${failure.parameters[i]}`).join(", ");
    warnings.push(
      `The likelihood failed at ${where}: ${failure.reason}. ` +
        `Such points count as likelihood 0 (${proposer.failureCount} of ${calls} calls so far)`,
    );
  }
  return warnings;
}
