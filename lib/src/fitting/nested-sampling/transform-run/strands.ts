import type { Sample } from "../sample";

/**
 * The strands of single live points that a run consists of: each sample is followed by the one that took its
 * place, which was drawn above its log-likelihood in the same batch. Among equals any pairing will do.
 *
 * @param samples in order of death
 * @returns in order of the first deaths; each sample in one strand
 * @see [Higson2018]
 */
export function strandsOf(samples: readonly Sample[]): Sample[][] {
  const strands: Sample[][] = [];
  /** Strands by the log-likelihood at which they end so far, for each batch. */
  const ends = new Map<number, Map<number, Sample[][]>>();
  for (const sample of samples) {
    const batch = ends.get(sample.batch) ?? new Map<number, Sample[][]>();
    ends.set(sample.batch, batch);
    let strand = batch.get(sample.birth)?.shift();
    if (strand === undefined) {
      strand = [];
      strands.push(strand);
    }
    strand.push(sample);
    const here = batch.get(sample.logl);
    if (here === undefined) batch.set(sample.logl, [strand]);
    else here.push(strand);
  }
  return strands;
}
