import type { Quantisation } from "./dequantise";
import { ditherOf, storedZero } from "./dither";

/** Whole number that stands for NaN. */
export const storedNaN = -2147483648;
/** Levels that a tile may have: the whole numbers but for some that mean something else. */
const mostLevels = 2147483647 - 10;

/** A tile of real numbers as whole ones. */
export interface QuantisedTile {
  whole: Int32Array;
  scale: number;
  zero: number;
}

/**
 * Whole numbers for the real numbers of a tile.
 *
 * @param level above 0: steps per standard deviation of the noise; below 0: the step itself, negative
 * @param width pixels per row, for the estimate of the noise
 * @param tile zero-based number of the tile, which decides about its random numbers
 * @returns `undefined` when the tile has no noise, too wide a range, or infinite numbers: it must be kept as it is
 * @see [Pence2010] section 10.2
 */
export function quantise(
  values: Float32Array | Float64Array,
  level: number,
  width: number,
  tile: number,
  { method, seed }: Pick<Quantisation, "method" | "seed">,
): QuantisedTile | undefined {
  const scale = level < 0 ? -level : noiseOf(values, width) / level;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const isPossible = scale > 0 && Number.isFinite(most - least) && (most - least) / scale < mostLevels;
  if (!isPossible) return undefined;
  // A multiple of the step, so that tiles have the same levels.
  const zero = Math.floor(least / scale) * scale;
  const random = method === "NO_DITHER" ? undefined : ditherOf(tile, seed);
  const whole = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const shift = random ? random() - 0.5 : 0;
    if (Number.isNaN(value)) whole[i] = storedNaN;
    else if (value === 0 && method === "SUBTRACTIVE_DITHER_2") whole[i] = storedZero;
    else whole[i] = Math.round((value - zero) / scale + shift);
  }
  return { whole, scale, zero };
}

/**
 * Standard deviation of the noise: the median of the absolute differences 2xᵢ − xᵢ₋₂ − xᵢ₊₂ along rows, in which slopes
 * and neighbours that are not independent count little. Zero when there are too few numbers.
 * @see [Stoehr2008]
 */
export function noiseOf(values: Float32Array | Float64Array, width: number): number {
  const differences = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row += width) {
    const end = Math.min(row + width, values.length) - 2;
    for (let i = row + 2; i < end; i++) {
      const difference = Math.abs(2 * values[i] - values[i - 2] - values[i + 2]);
      if (Number.isFinite(difference)) differences[count++] = difference;
    }
  }
  if (count === 0) return 0;
  const sorted = differences.subarray(0, count).sort();
  const median = (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2;
  return (1.482602 / Math.sqrt(6)) * median;
}
