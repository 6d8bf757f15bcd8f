import type { RandomStream } from "../../../core/random";
import type { Sample } from "../sample";
import { strandsOf } from "./strands";

/** Samples of a resampled run. */
export interface ResampledRows {
  /** Indices of the samples, ascending, as often as they were drawn. */
  readonly rows: Uint32Array;
  /** Live points at each death. */
  readonly counts: Int32Array;
}

/**
 * Draws strands with replacement, as many as there are: from those that began at the prior, and from the others.
 *
 * Copies of one strand stand for strands that die at nearly the same place, one after another, each replaced
 * before the next dies; so all copies of a sample find as many live points, except where their strands end.
 *
 * @param samples in order of death
 */
export function resampledRows(samples: readonly Sample[], stream: RandomStream): ResampledRows {
  const strands = strandsOf(samples);
  const fromPrior = strands.filter(([{ birth }]) => birth === Number.NEGATIVE_INFINITY);
  const others = strands.filter(([{ birth }]) => birth !== Number.NEGATIVE_INFINITY);
  const copies = new Map<Sample, number>();
  const ending = new Set<Sample>(strands.map((strand) => strand[strand.length - 1]));
  for (const kind of [fromPrior, others]) {
    for (let i = 0; i < kind.length; i++) {
      for (const sample of kind[stream.integer(kind.length)]) copies.set(sample, (copies.get(sample) ?? 0) + 1);
    }
  }

  const births = [...copies].sort(([a], [b]) => a.birth - b.birth || 0);
  const rows: number[] = [];
  const counts: number[] = [];
  let born = 0;
  let next = 0;
  for (const [row, sample] of samples.entries()) {
    const times = copies.get(sample) ?? 0;
    for (; next < births.length && births[next][0].birth < sample.logl; next++) born += births[next][1];
    const alive = born - rows.length;
    for (let k = 0; k < times; k++) {
      counts.push(ending.has(sample) ? alive - k : alive);
    }
    for (let k = 0; k < times; k++) rows.push(row);
  }
  return { rows: Uint32Array.from(rows), counts: Int32Array.from(counts) };
}
