import type { NestedSamplingRecord } from "./result";
import type { Sample } from "./sample";

/** The fields of a record that follow from its samples one by one. */
export type SampleColumns = Pick<
  NestedSamplingRecord,
  | "logl"
  | "logl_birth"
  | "samples_it"
  | "samples_id"
  | "samples_u"
  | "samples_v"
  | "samples"
  | "blob"
  | "ncall"
  | "bound_iter"
  | "samples_bound"
  | "samples_batch"
  | "scale"
>;

/** Samples as columns, in the same order; `blob` is null without derived quantities. */
export function columnsOf(samples: readonly Sample[]): SampleColumns {
  const whole = (of: (sample: Sample) => number): Int32Array => Int32Array.from(samples, of);
  const real = (of: (sample: Sample) => number): Float64Array => Float64Array.from(samples, of);
  const samplesV = rows(samples, (sample) => sample.v);
  const blob = rows(samples, (sample) => sample.derived);
  return {
    logl: real((sample) => sample.logl),
    logl_birth: real((sample) => sample.birth),
    samples_it: whole((sample) => sample.it),
    samples_id: whole((sample) => sample.id),
    samples_u: rows(samples, (sample) => sample.u),
    samples_v: samplesV,
    samples: samplesV,
    blob: blob.length === 0 ? null : blob,
    ncall: whole((sample) => sample.calls),
    bound_iter: whole((sample) => sample.boundAtDeath),
    samples_bound: whole((sample) => sample.bound),
    samples_batch: whole((sample) => sample.batch),
    scale: real((sample) => sample.scale),
  };
}

/** The samples of a record, in the same order. */
export function samplesOf(record: SampleColumns & Pick<NestedSamplingRecord, "ndim" | "derived">): Sample[] {
  const { ndim, derived } = record;
  const row = (columns: Float64Array | null, i: number, width: number): Float64Array =>
    columns?.subarray(i * width, i * width + width) ?? new Float64Array(0);
  return Array.from(record.logl, (logl, i) => ({
    u: row(record.samples_u, i, ndim),
    v: row(record.samples, i, ndim),
    derived: row(record.blob, i, derived.length),
    logl,
    birth: record.logl_birth[i],
    it: record.samples_it[i],
    id: record.samples_id[i],
    batch: record.samples_batch[i],
    bound: record.samples_bound[i],
    scale: record.scale[i],
    calls: record.ncall[i],
    boundAtDeath: record.bound_iter[i],
  }));
}

function rows(samples: readonly Sample[], of: (sample: Sample) => Float64Array): Float64Array {
  const width = samples.length === 0 ? 0 : of(samples[0]).length;
  const flat = new Float64Array(samples.length * width);
  for (const [i, sample] of samples.entries()) flat.set(of(sample), i * width);
  return flat;
}
