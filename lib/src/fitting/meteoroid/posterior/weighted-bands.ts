import { weightedQuantiles } from "../../../core/statistics";

/** Quantiles of a band by the names that backup files use: median, and the ends of 1, 2 and 3 sigma. */
export const bandQuantiles = {
  p16: 0.158655,
  p50: 0.5,
  p84: 0.841345,
  p025: 0.025,
  p975: 0.975,
  p00015: 0.00135,
  p99985: 0.99865,
} as const;

/** Name of a quantile of a {@link Bands}. */
export type BandQuantile = keyof typeof bandQuantiles;

/** Quantiles of the posterior's curves at each point, each shape `[nPoints]`. */
export type Bands = Record<BandQuantile, Float64Array>;

/**
 * Weighted quantiles of curves at each point. Curves that are NaN at a point do not count there.
 *
 * @param curves one row per sample, shape `[nSamples, nPoints]`, row-major
 * @param weights of the samples, shape `[nSamples]`
 * @param nPoints points of a curve
 * @returns NaN where no curve of any weight reaches
 * @throws {RangeError} when the shapes do not match
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 *
 * // Three lags of two points each, the second of double weight.
 * const lags = Float64Array.of(0, -10, 1, -12, 2, -20);
 * meteoroid.weightedBands(lags, Float64Array.of(1, 2, 1), 2).p50; // => Float64Array.of(1.25, -11.5)
 * ```
 */
export function weightedBands(curves: Float64Array, weights: Float64Array, nPoints: number): Bands {
  const n = weights.length;
  if (curves.length !== n * nPoints) {
    throw new RangeError(`Curves of ${n} samples need ${n * nPoints} numbers: ${curves.length}`);
  }
  const names = Object.keys(bandQuantiles) as BandQuantile[];
  const probabilities = names.map((name) => bandQuantiles[name]);
  const bands = Object.fromEntries(names.map((name) => [name, new Float64Array(nPoints)])) as Bands;
  for (let point = 0; point < nPoints; point++) {
    const column = Float64Array.from({ length: n }, (_, i) => curves[i * nPoints + point]);
    const quantiles = presentQuantiles(column, weights, probabilities);
    for (const [k, name] of names.entries()) bands[name][point] = quantiles[k];
  }
  return bands;
}

/**
 * Weighted quantiles of the values that are numbers.
 *
 * @param values shape `[n]`; NaN does not count
 * @param weights shape `[n]`
 * @param probabilities in [0, 1], shape `[k]`
 * @returns shape `[k]`; NaN where no value of any weight is a number
 */
export function presentQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  probabilities: readonly number[],
): Float64Array {
  const present: number[] = [];
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    present.push(i);
    total += weights[i];
  }
  if (!(total > 0)) return new Float64Array(probabilities.length).fill(Number.NaN);
  return weightedQuantiles(
    Float64Array.from(present, (i) => values[i]),
    Float64Array.from(present, (i) => weights[i]),
    probabilities,
  );
}
