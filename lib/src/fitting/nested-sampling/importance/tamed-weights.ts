/** Largest part of the weight of all points that one may have in a fit. */
const heaviestShare = 0.01;

/**
 * Weights of which none is more than a small part of all: a lone heavy point, which says more of the density that it was
 * drawn with than of the posterior, shall not decide a fit.
 * @see [Ionides2008]
 */
export function tamed(weights: Float64Array): Float64Array {
  const sorted = Float64Array.from(weights).sort().reverse();
  const positive = weights.reduce((count, w) => count + (w > 0 ? 1 : 0), 0);
  // So few can only be equal.
  if (positive * heaviestShare <= 1) return weights.map((w) => (w > 0 ? 1 / positive : 0));
  let rest = weights.reduce((sum, w) => sum + w, 0);
  let cap = sorted[0];
  for (let k = 0; k * heaviestShare < 1 && k < sorted.length; k++) {
    // With k weights at the cap, it is this part of them and the rest.
    cap = (heaviestShare * rest) / (1 - k * heaviestShare);
    if (!(sorted[k] > cap)) break;
    rest -= sorted[k];
  }
  const capped = weights.map((w) => Math.min(w, cap));
  const total = capped.reduce((sum, w) => sum + w, 0);
  return capped.map((w) => w / total);
}
