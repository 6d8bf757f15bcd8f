import { exp } from "../../../core/special";

/** Largest normalised weight of points that contribute so much, as log, to an evidence. */
export function largestShare(logwt: Float64Array, logz: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const w of logwt) if (w > largest) largest = w;
  return exp(largest - logz);
}
