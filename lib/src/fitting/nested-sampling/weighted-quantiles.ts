/**
 * Quantiles of weighted samples: linear interpolation in the cumulative weight, which is 0 at the smallest
 * sample and 1 at the largest.
 *
 * @param values shape `[n]`, any order
 * @param weights shape `[n]`, not negative
 * @param probabilities in [0, 1], shape `[k]`
 * @returns shape `[k]`
 * @throws {RangeError} when the lengths differ, there are no values, or a probability is out of range
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * nestedSampling.weightedQuantiles([3, 1, 2], [1, 1, 1], [0, 0.5, 1]).join(); // => "1,2,3"
 * ```
 */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  probabilities: readonly number[],
): Float64Array {
  const n = values.length;
  if (n === 0) throw new RangeError("No values to take quantiles of");
  if (weights.length !== n)
    throw new RangeError(`Number of weights is not the number of values, ${n}: ${weights.length}`);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => values[i] - values[j] || i - j);
  const cumulative = new Float64Array(n);
  for (let k = 1; k < n; k++) cumulative[k] = cumulative[k - 1] + weights[order[k - 1]];
  const total = cumulative[n - 1];

  return Float64Array.from(probabilities, (probability) => {
    if (!(probability >= 0 && probability <= 1)) throw new RangeError(`Probability is not in [0, 1]: ${probability}`);
    const wanted = probability * total;
    // The last position whose cumulative weight does not exceed the wanted one.
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (cumulative[middle] <= wanted) low = middle;
      else high = middle - 1;
    }
    const value = values[order[low]];
    if (low === n - 1) return value;
    const step = cumulative[low + 1] - cumulative[low];
    return value + ((values[order[low + 1]] - value) * (wanted - cumulative[low])) / step;
  });
}
