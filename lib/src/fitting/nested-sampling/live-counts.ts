import type { Sample } from "./sample";

/**
 * Puts the samples of all strands in the order of their deaths; equal log-likelihoods keep their order.
 * @returns a new array
 */
export function inOrderOfDeath(samples: readonly Sample[]): Sample[] {
  return [...samples].sort((a, b) => a.logl - b.logl);
}

/**
 * Number of points alive at each death, from the contours of birth and death alone: those born below the
 * contour and not dead yet. This joins strands that began and ended at different contours, and it
 * treats a plateau right: points that share a log-likelihood die one after another, and what was
 * drawn above the plateau is not counted until all of them are dead.
 *
 * @param samples in order of death
 * @see [Fowlie2021]
 */
export function liveCounts(samples: readonly Sample[]): Int32Array {
  const births = Float64Array.from(samples, (sample) => sample.birth).sort();
  const counts = new Int32Array(samples.length);
  let born = 0;
  for (let i = 0; i < samples.length; i++) {
    while (born < births.length && births[born] < samples[i].logl) born++;
    counts[i] = born - i;
  }
  return counts;
}
