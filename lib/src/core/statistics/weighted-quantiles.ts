/**
 * Quantiles of weighted samples: linear interpolation of the sorted samples over the weight that lies before each
 * of them, as a fraction of the weight before the largest. So the smallest sample stands at 0, the largest at 1.
 *
 * @param values samples, shape `[n]`, n ≥ 1, in any order
 * @param weights their weights, shape `[n]`, not negative and not all 0; they need no normalisation
 * @param probabilities in [0, 1], shape `[k]`
 * @returns shape `[k]`
 * @throws {RangeError} when there are no values, the lengths differ, a weight is negative or not finite, the weights
 *   have no positive sum, or a probability is out of range
 *
 * @example
 * ```ts
 * import { weightedQuantiles } from "nightbook/core";
 *
 * weightedQuantiles([3, 1, 2], [1, 1, 2], [0, 0.5, 1]).join(); // => "1,2.25,3"
 * ```
 */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  probabilities: readonly number[],
): Float64Array {
  const n = values.length;
  if (n === 0) throw new RangeError("No values to take quantiles of");
  if (weights.length !== n) {
    throw new RangeError(`Number of weights is not the number of values, ${n}: ${weights.length}`);
  }
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => values[i] - values[j] || i - j);
  const positions = cumulativeFractions(weights, order);
  return Float64Array.from(probabilities, (probability) => {
    if (!(probability >= 0 && probability <= 1)) throw new RangeError(`Probability is not in [0, 1]: ${probability}`);
    const low = lastNotAbove(positions, probability);
    const value = values[order[low]];
    if (low === n - 1 || positions[low] === probability) return value;
    const next = values[order[low + 1]];
    const slope = (next - value) / (positions[low + 1] - positions[low]);
    // Rounding must not carry a quantile beyond the next sample.
    return Math.min(next, value + slope * (probability - positions[low]));
  });
}

/** Weight before each sample in the given order, divided by that before the last one. */
function cumulativeFractions(weights: ArrayLike<number>, order: Uint32Array): Float64Array {
  const n = order.length;
  const before = new Float64Array(n);
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const weight = weights[order[k]];
    if (!(weight >= 0)) throw new RangeError(`Weight is negative or not a number: ${weight}`);
    before[k] = sum;
    sum += weight;
  }
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The weights must have a positive and finite sum: ${sum}`);
  }
  // With all weight on the last sample all stand at 0, and the last one is found for every probability.
  const last = before[n - 1];
  return last === 0 ? before : before.map((weight) => weight / last);
}

/** The last index whose element does not exceed the limit; the elements rise, the first one does not exceed it. */
function lastNotAbove(rising: Float64Array, limit: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rising[middle] <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
