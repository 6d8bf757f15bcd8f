import type { RandomStream } from "../../../core/random";
import { volumes } from "../importance/importance-posterior";
import type { NestedSamplingRecord } from "../result";
import { type DrawnRun, drawFields, drawsOf, needDraws } from "./weighted-draws";

/**
 * As many draws as a run has, drawn from them with replacement; those where the likelihood vanishes leave no sample.
 * @returns indices of the samples, ascending, as often as they were drawn
 */
export function resampledDrawRows(run: DrawnRun, stream: RandomStream): Uint32Array {
  const n = run.logl.length;
  const draws = drawsOf(run);
  const times = new Uint32Array(n);
  for (let i = 0; i < draws; i++) {
    const row = stream.integer(draws);
    if (row < n) times[row]++;
  }
  return Uint32Array.from([...times].flatMap((count, row) => new Array<number>(count).fill(row)));
}

/** A run of draws as it might have come out. */
export function resampledDraws(run: DrawnRun, stream: RandomStream): NestedSamplingRecord {
  needDraws(run, "resampled");
  const rows = resampledDrawRows(run, stream);
  const n = rows.length;
  const { ndim, derived, blob, diagnostics } = run;
  const row = <T extends Float64Array | Int32Array>(column: T, width = 1): T => {
    const out = column.slice(0, 0).constructor as new (length: number) => T;
    const chosen = new out(n * width);
    for (const [k, i] of rows.entries()) chosen.set(column.subarray(i * width, i * width + width), k * width);
    return chosen;
  };
  const samples_u = row(run.samples_u, ndim);
  const samples = row(run.samples, ndim);
  const logl = row(run.logl);
  const fields = drawFields(run, samples_u, logl, row(run.logwt), diagnostics.logz.error);
  const { logvol, live } = volumes(logl, fields.logwt);
  return {
    ...run,
    ...fields,
    logl,
    logl_birth: row(run.logl_birth),
    samples_it: row(run.samples_it),
    samples_id: row(run.samples_id),
    samples_n: live,
    samples_u,
    samples_v: samples,
    samples,
    niter: n,
    ncall: row(run.ncall),
    eff: (100 * n) / diagnostics.calls,
    logvol,
    bound_iter: row(run.bound_iter),
    samples_bound: row(run.samples_bound),
    samples_batch: row(run.samples_batch),
    scale: row(run.scale),
    blob: blob === null ? null : row(blob, derived.length),
  };
}
