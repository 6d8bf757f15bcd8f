import { exp, log } from "../../core/special";
import { logSumExp } from "./log-sum";
import type { Posterior } from "./posterior";
import type { StrandSettings } from "./strand";

/** Share of the posterior, against the evidence, in what a batch is to improve. */
const posteriorShare = 0.8;
/** Samples that matter this much of the most important one are worth a batch. */
const importance = 0.8;

/** Where along the samples a batch is worth while: indices, `first` being −1 for the prior itself. */
export interface BatchRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The stretch of samples that a batch of live points should run through. Each sample matters by its
 * importance weight (for the posterior) and by the evidence that was still to come, per live point, when it
 * died (for the evidence).
 *
 * @param logl log-likelihoods, ascending, shape `[n]`
 * @param logwt log-weights, shape `[n]`
 * @param logz cumulative log-evidence, shape `[n]`
 * @param logvol log-volumes, shape `[n]`
 * @param counts live points at each death, shape `[n]`
 * @see [Higson2019]
 * @see [Speagle2020]
 */
export function batchRange(
  logl: Float64Array,
  logwt: Float64Array,
  logz: Float64Array,
  logvol: Float64Array,
  counts: Int32Array,
): BatchRange {
  const n = logl.length;
  const total = logz[n - 1];
  const beyond = exp(logl[n - 1] + logvol[n - 1] - total);
  const logToCome = logz.map((z, i) => log(1 + beyond - exp(z - total)) - log(counts[i]));
  const evidenceNorm = logSumExp(logToCome);
  const posteriorNorm = logSumExp(logwt);
  const weight = logwt.map(
    (w, i) => posteriorShare * exp(w - posteriorNorm) + (1 - posteriorShare) * exp(logToCome[i] - evidenceNorm),
  );
  let most = 0;
  for (const w of weight) if (w > most) most = w;
  const matters = (w: number) => w > importance * most;
  return { first: weight.findIndex(matters) - 1, last: Math.min(weight.findLastIndex(matters) + 1, n - 1) };
}

/**
 * The contours of the next batch, and the points alive at the lower one. Where too few are alive there to
 * tell the shape of the region, the batch begins further down.
 */
export function batchSettings(batch: number, nlive: number, posterior: Posterior): StrandSettings {
  const { samples, logl, logwt, logz, logvol, counts } = posterior;
  const { first, last } = batchRange(logl, logwt, logz, logvol, counts);
  const enough = Math.max(nlive / 2, 2 * samples[0].u.length + 2);
  let from = first;
  while (from >= 0 && counts[from + 1] < enough) from--;
  const lower = from < 0 ? Number.NEGATIVE_INFINITY : logl[from];
  const alive = from < 0 ? [] : samples.filter((sample) => sample.birth <= lower && sample.logl > lower);
  return { batch, nlive, lower, upper: logl[last], alive };
}
