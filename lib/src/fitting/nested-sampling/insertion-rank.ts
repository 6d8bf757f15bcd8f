import { exp } from "../../core/special";

/**
 * Kolmogorov-Smirnov test that numbers are uniform on (0, 1).
 *
 * @param numbers shape `[n]`; not modified
 * @returns the p-value by the asymptotic distribution with Stephens' correction; 1 for no numbers
 * @see [Stephens1970]
 */
export function uniformityPValue(numbers: ArrayLike<number>): number {
  const n = numbers.length;
  if (n === 0) return 1;
  const sorted = Float64Array.from(numbers).sort();
  let distance = 0;
  for (let i = 0; i < n; i++) distance = Math.max(distance, sorted[i] - i / n, (i + 1) / n - sorted[i]);
  const root = Math.sqrt(n);
  return kolmogorovTail((root + 0.12 + 0.11 / root) * distance);
}

/** Chance that the Kolmogorov statistic exceeds `x`. */
function kolmogorovTail(x: number): number {
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = exp(-2 * k * k * x * x);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}

/** Result of the insertion-rank test. */
export interface InsertionRankTest {
  readonly count: number;
  readonly pValue: number;
  readonly worstStretch: number;
}

/**
 * Insertion-rank test: the rank of a new point among the live points is uniform when it was drawn
 * fairly. Tests all ranks together, and each stretch of `length`, whose least p-value is multiplied by
 * their number.
 *
 * @param ranks ranks as fractions in (0, 1), in order of insertion
 * @see [Fowlie2020]
 */
export function insertionRankTest(ranks: readonly number[], length: number): InsertionRankTest {
  const stretches = Math.floor(ranks.length / length);
  let worst = 1;
  for (let k = 0; k < stretches; k++) {
    worst = Math.min(worst, uniformityPValue(ranks.slice(k * length, (k + 1) * length)));
  }
  // A run that ended before the first stretch was full has none that could be bad.
  const worstStretch = stretches === 0 ? 1 : Math.min(1, worst * stretches);
  return { count: ranks.length, pValue: uniformityPValue(ranks), worstStretch };
}

/**
 * Place of a new log-likelihood among the others, as a fraction in (0, 1).
 * @param lower how many lie below it
 * @param equal how many share it
 * @param n how many there are
 * @param u uniform in (0, 1): the place within the rank, and among equals
 */
export function insertionRank(lower: number, equal: number, n: number, u: number): number {
  return (lower + u * (equal + 1)) / (n + 1);
}
