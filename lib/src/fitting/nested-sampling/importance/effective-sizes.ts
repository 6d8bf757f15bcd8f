import { exp } from "../../../core/special";

/** Share of the mass and effective samples of parts of a weighted sample. */
export interface EffectiveSizes {
  /** Sum 1 over the parts, shape `[count]`. */
  readonly mass: Float64Array;
  /** Kish's effective sample size within each part, shape `[count]`; 0 for an empty one. */
  readonly nEffective: Float64Array;
}

/**
 * Effective sample size of every mode of a weighted sample: what the whole has can be far more than what a minor
 * mode has.
 *
 * @param logWeights shape `[n]`, with any common offset
 * @param labels mode of each sample, from 0 to `count − 1`, shape `[n]`
 * @see [Kish1965]
 */
export function effectiveSizes(logWeights: Float64Array, labels: ArrayLike<number>, count: number): EffectiveSizes {
  const largest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (const [i, x] of logWeights.entries()) largest[labels[i]] = Math.max(largest[labels[i]], x);
  const sums = new Float64Array(count);
  const squares = new Float64Array(count);
  for (const [i, x] of logWeights.entries()) {
    if (x === Number.NEGATIVE_INFINITY) continue;
    // Each part in units of its own largest weight, so that the weights of a minor one do not vanish.
    const w = exp(x - largest[labels[i]]);
    sums[labels[i]] += w;
    squares[labels[i]] += w * w;
  }
  const overall = largest.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const mass = sums.map((sum, k) => (sum > 0 ? sum * exp(largest[k] - overall) : 0));
  const total = mass.reduce((a, b) => a + b, 0);
  return {
    mass: mass.map((m) => m / total),
    nEffective: sums.map((sum, k) => (sum > 0 ? (sum * sum) / squares[k] : 0)),
  };
}
