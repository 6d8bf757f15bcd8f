import { exp, expm1, log, log1p } from "../../core/special";
import { logAddExp } from "./log-sum";

/** Cumulative quantities along a nested-sampling run, each of shape `[n]`. */
export interface Evidence {
  readonly logvol: Float64Array;
  readonly logwt: Float64Array;
  readonly logz: Float64Array;
  readonly logzerr: Float64Array;
  readonly information: Float64Array;
  /** Error of the whole log-evidence by the information gained per step. */
  readonly informationError: number;
}

/** Part of the prior where the likelihood does not vanish, as log, with the variance of the log. */
export interface FeasibleVolume {
  readonly log: number;
  readonly variance: number;
}

/** What may be other than the run left it. */
export interface EvidenceChanges {
  /** Logarithm of each shrinkage of the volume, shape `[n]`. Default the expected `n / (n + 1)`. */
  readonly logShrinkage?: Float64Array;
  /** Logarithm of the ratio of another likelihood to the one that was sampled, shape `[n]`. Default 0. */
  readonly logRatio?: Float64Array;
}

/**
 * Evidence and information by the trapezoidal rule over the expected prior volumes: the volume shrinks by
 * `n / (n + 1)` at a death among `n` live points.
 *
 * The error follows from the scatter `1 / n` of the logarithm of each shrinkage, of which the evidence
 * feels the part that comes after it. Unlike the information gained times the shrinkage per step, which is
 * given too, that holds when the number of live points changes along the run.
 *
 * @param logl ascending, shape `[n]`
 * @param counts live points at each death, shape `[n]`
 * @param changes other volumes, or another likelihood at the same points
 * @see [Skilling2006]
 * @see [Speagle2020]
 */
export function integrateEvidence(
  logl: Float64Array,
  counts: Int32Array,
  feasible: FeasibleVolume,
  { logShrinkage, logRatio }: EvidenceChanges = {},
): Evidence {
  const n = logl.length;
  const logvol = new Float64Array(n);
  const logwt = new Float64Array(n);
  const shell = new Float64Array(n);
  let volume = feasible.log;
  let below = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const shrinkage = logShrinkage?.[i] ?? log(counts[i] / (counts[i] + 1));
    shell[i] = volume + log(-expm1(shrinkage)) - Math.LN2;
    volume += shrinkage;
    logvol[i] = volume;
    logwt[i] = logAddExp(below, logl[i]) + shell[i] + (logRatio?.[i] ?? 0);
    below = logl[i];
  }
  const { logz, logzerr } = cumulativeEvidence(logwt, counts, feasible.variance);

  const total = logz[n - 1];
  const information = new Float64Array(n);
  let gained = 0;
  let variance = feasible.variance;
  below = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const ratio = logRatio?.[i] ?? 0;
    const step = share(logl[i] + ratio, shell[i], total) + share(below + ratio, shell[i], total);
    gained += step;
    variance += step * log1p(1 / counts[i]);
    information[i] = gained;
    below = logl[i];
  }
  return { logvol, logwt, logz, logzerr, information, informationError: Math.sqrt(Math.abs(variance)) };
}

/** Sums of the weights so far, and their errors. */
function cumulativeEvidence(
  logwt: Float64Array,
  counts: Int32Array,
  feasibleVariance: number,
): Pick<Evidence, "logz" | "logzerr"> {
  const n = logwt.length;
  const logz = new Float64Array(n);
  const logzerr = new Float64Array(n);
  let sum = Number.NEGATIVE_INFINITY;
  // Σ 1/nⱼ², Σ Zⱼ₋₁/nⱼ² / Z and Σ Zⱼ₋₁²/nⱼ² / Z²: together Σ ((Z − Zⱼ₋₁) / (Z nⱼ))².
  let all = 0;
  let passed = 0;
  let passedSquare = 0;
  for (let i = 0; i < n; i++) {
    const next = logAddExp(sum, logwt[i]);
    const kept = sum === Number.NEGATIVE_INFINITY ? 0 : exp(sum - next);
    const scatter = 1 / (counts[i] * counts[i]);
    all += scatter;
    passed = kept * (passed + scatter);
    passedSquare = kept * kept * (passedSquare + scatter);
    logzerr[i] = Math.sqrt(Math.max(0, all - 2 * passed + passedSquare) + feasibleVariance);
    sum = next;
    logz[i] = sum;
  }
  return { logz, logzerr };
}

/** Posterior mass times log of posterior over prior density, one side of the trapezium. */
function share(logl: number, shell: number, logz: number): number {
  return logl === Number.NEGATIVE_INFINITY ? 0 : exp(logl + shell - logz) * (logl - logz);
}

/** The evidence while a run goes on, before its total is known. */
export class RunningEvidence {
  logvol: number;
  logz: number = Number.NEGATIVE_INFINITY;
  information = 0;
  private below: number = Number.NEGATIVE_INFINITY;

  constructor(feasibleLog: number) {
    this.logvol = feasibleLog;
  }

  /** Takes in a death at `logl` among `count` live points. */
  add(logl: number, count: number): void {
    const shell = this.logvol - log(count + 1) - Math.LN2;
    const before = this.logz;
    this.logz = logAddExp(before, logAddExp(this.below, logl) + shell);
    const kept = before === Number.NEGATIVE_INFINITY ? 0 : exp(before - this.logz) * (this.information + before);
    this.information = kept + part(logl, shell, this.logz) + part(this.below, shell, this.logz) - this.logz;
    this.logvol += log(count / (count + 1));
    this.below = logl;
  }

  /** By how much live points as good as the best could still raise the log-evidence. */
  remaining(bestLogl: number): number {
    return logAddExp(0, bestLogl + this.logvol - this.logz);
  }
}

function part(logl: number, shell: number, logz: number): number {
  return logl === Number.NEGATIVE_INFINITY ? 0 : exp(logl + shell - logz) * logl;
}
