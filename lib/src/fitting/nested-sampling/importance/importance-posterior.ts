import { exp, log } from "../../../core/special";
import { effectiveSampleSize } from "../../../core/statistics";
import { version } from "../../../core/version";
import type { Evaluator } from "../evaluator";
import { nestedSamplingResult } from "../nested-sampling-result";
import type { Diagnostics, NestedSamplingResult, Timings } from "../result";
import type { ImportanceOptions } from "./importance-options";
import type { ImportanceRecord } from "./importance-record";

/** Weighted points of the posterior. */
export interface WeightedPoints {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly derived: Float64Array;
  readonly logl: Float64Array;
  /** Logarithm of each point's contribution to the evidence, shape `[n]`. */
  readonly logwt: Float64Array;
  readonly round: Int32Array;
}

/** What a finished run knows beside its points. */
export interface ImportanceFacts {
  readonly evaluator: Pick<Evaluator, "parameters" | "derived">;
  readonly options: Pick<ImportanceOptions, "seed" | "nlive">;
  readonly record: ImportanceRecord;
  readonly diagnostics: Diagnostics;
  readonly calls: number;
  readonly timings: Timings;
}

/** The result in dynesty's terms: points in the order of their likelihood, with volumes from their own densities. */
export function importanceResult(given: WeightedPoints, facts: ImportanceFacts): NestedSamplingResult {
  const { evaluator, options, record, diagnostics, calls, timings } = facts;
  const { parameters, derived } = evaluator;
  const ndim = parameters.length;
  const feasible = Array.from(given.logl.keys()).filter((i) => given.logl[i] > Number.NEGATIVE_INFINITY);
  const order = feasible.sort((a, b) => given.logl[a] - given.logl[b] || a - b);
  const n = order.length;
  const rows = (from: Float64Array, width: number): Float64Array => {
    const out = new Float64Array(n * width);
    for (const [row, i] of order.entries()) out.set(from.subarray(i * width, i * width + width), row * width);
    return out;
  };
  const logl = rows(given.logl, 1);
  const logwt = rows(given.logwt, 1);
  const samplesV = rows(given.v, ndim);
  const { logz, information } = cumulative(logl, logwt);
  const { logvol, live } = volumes(logl, logwt);
  const whole = (value: (row: number) => number): Int32Array => Int32Array.from({ length: n }, (_, row) => value(row));
  const spread = Math.floor(calls / Math.max(n, 1));
  return nestedSamplingResult({
    engine: "importance",
    parameters,
    derived,
    ndim,
    seed: options.seed,
    version,
    logl,
    logl_birth: new Float64Array(n).fill(Number.NEGATIVE_INFINITY),
    samples_it: whole((row) => order[row]),
    samples_id: whole(() => 0),
    samples_n: live,
    samples_u: rows(given.u, ndim),
    samples_v: samplesV,
    samples: samplesV,
    niter: n,
    ncall: whole((row) => (row === 0 ? calls - spread * (n - 1) : spread)),
    logz,
    logzerr: new Float64Array(n).fill(diagnostics.logz.error),
    logwt,
    eff: (100 * n) / calls,
    nlive: null,
    logvol,
    information,
    bound: [{ kind: "cube" }],
    bound_iter: whole(() => 0),
    samples_bound: whole(() => 0),
    samples_batch: whole((row) => given.round[order[row]]),
    batch_logl_bounds: Float64Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    batch_nlive: Int32Array.of(options.nlive),
    scale: new Float64Array(n).fill(1),
    blob: derived.length > 0 ? rows(given.derived, derived.length) : null,
    proposal_stats: { chains: 0, grown: 0, shrunk: 0 },
    importance: record,
    diagnostics,
    timings,
  });
}

/** Effective size of points by the logarithms of their weights. */
export function effectiveOf(logwt: Float64Array): number {
  const highest = logwt.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return highest === Number.NEGATIVE_INFINITY ? 0 : effectiveSampleSize(logwt.map((w) => exp(w - highest)));
}

/** Evidence and information up to each point. */
export function cumulative(logl: Float64Array, logwt: Float64Array): { logz: Float64Array; information: Float64Array } {
  const n = logl.length;
  const logz = new Float64Array(n);
  const information = new Float64Array(n);
  let highest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    if (logwt[i] > highest) {
      const factor = exp(highest - logwt[i]);
      sum *= factor;
      weighted *= factor;
      highest = logwt[i];
    }
    if (logwt[i] > Number.NEGATIVE_INFINITY) {
      const w = exp(logwt[i] - highest);
      sum += w;
      weighted += w * logl[i];
    }
    logz[i] = highest + log(sum);
    information[i] = sum > 0 ? weighted / sum - logz[i] : 0;
  }
  return { logz, information };
}

/** Log of the prior volume above each point, and the number of live points that would make it shrink so. */
export function volumes(logl: Float64Array, logwt: Float64Array): { logvol: Float64Array; live: Int32Array } {
  const n = logl.length;
  const logvol = new Float64Array(n);
  const live = new Int32Array(n);
  let volume = Number.NEGATIVE_INFINITY;
  for (let i = n - 1; i >= 0; i--) {
    const own = logwt[i] - logl[i];
    const high = Math.max(volume, own);
    const next = high + log(exp(volume - high) + exp(own - high));
    live[i] = Math.max(1, Math.min(0x7fff_ffff, Math.round(exp(next - own))));
    volume = next;
    logvol[i] = Math.min(volume, 0);
  }
  return { logvol, live };
}
