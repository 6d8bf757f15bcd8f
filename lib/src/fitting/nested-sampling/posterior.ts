import { log } from "../../core/special";
import { effectiveSize } from "./effective-size";
import { type Evidence, type FeasibleVolume, integrateEvidence } from "./evidence";
import { inOrderOfDeath, liveCounts } from "./live-counts";
import type { Sample } from "./sample";

/** All samples of a run joined, with volumes, weights and evidence. */
export interface Posterior extends Evidence {
  /** In order of death. */
  readonly samples: readonly Sample[];
  readonly logl: Float64Array;
  /** Live points at each death. */
  readonly counts: Int32Array;
  readonly feasible: FeasibleVolume;
  /** Kish effective sample size. */
  readonly nEffective: number;
}

/** Joins the samples of all strands. */
export function posteriorOf(samples: readonly Sample[], prior: { draws: number; feasible: number }): Posterior {
  const ordered = inOrderOfDeath(samples);
  const counts = liveCounts(ordered);
  const logl = Float64Array.from(ordered, (sample) => sample.logl);
  const feasible = feasibleVolume(prior);
  const evidence = integrateEvidence(logl, counts, feasible);
  return { samples: ordered, logl, counts, feasible, nEffective: effectiveSize(evidence.logwt), ...evidence };
}

/**
 * Part of the prior where the likelihood does not vanish. Drawing until a given number of points is feasible
 * makes that number a negative binomial one, of which `(k − 1) / (n − 1)` is the unbiased estimate.
 */
export function feasibleVolume({ draws, feasible }: { draws: number; feasible: number }): FeasibleVolume {
  if (draws === feasible || feasible < 2) return { log: 0, variance: 0 };
  return { log: log((feasible - 1) / (draws - 1)), variance: (1 - feasible / draws) / feasible };
}
