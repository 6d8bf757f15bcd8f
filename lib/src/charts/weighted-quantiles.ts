/**
 * Quantiles of weighted samples: the sorted samples, joined by straight lines over their cumulative weight.
 *
 * @param values samples, shape `[n]`, `n` ≥ 1; not modified
 * @param weights their weights, shape `[n]`, not negative and not all 0; they need no normalisation
 * @param probabilities in 0 to 1
 * @returns one quantile per probability
 * @throws {RangeError} when there is no sample, the lengths differ or the weights have no positive sum
 */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  probabilities: readonly number[],
): number[] {
  const n = values.length;
  if (n === 0 || weights.length !== n) {
    throw new RangeError(`Quantiles need samples and as many weights: ${n} and ${weights.length}`);
  }
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  // Weight of all samples before each one, as a fraction of the weight of all but the last.
  const cumulative = new Float64Array(n);
  for (let i = 1; i < n; i++) cumulative[i] = cumulative[i - 1] + weights[order[i - 1]];
  const total = cumulative[n - 1] + weights[order[n - 1]];
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The weights must have a positive sum: ${total}`);
  }
  return probabilities.map((probability) => {
    const target = probability * total;
    let low = 0;
    let high = n;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] <= target) low = middle;
      else high = middle;
    }
    const value = values[order[low]];
    if (low === n - 1) return value;
    const step = cumulative[low + 1] - cumulative[low];
    const fraction = step > 0 ? (target - cumulative[low]) / step : 0;
    return value + fraction * (values[order[low + 1]] - value);
  });
}

/** Kish's effective sample size of weights. */
export function effectiveSize(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    squares += weights[i] * weights[i];
  }
  return (sum * sum) / squares;
}
