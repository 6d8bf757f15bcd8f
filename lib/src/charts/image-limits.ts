/** Pixels looked at. */
const sampleSize = 2000;
const contrast = 0.25;

/**
 * Limits of brightness that show faint things on a background: a straight line through the sorted pixels near their
 * median, made steeper. It is the method of IRAF's displays.
 *
 * @param values pixels; NaN and infinite ones do not count
 * @returns the darkest and the brightest value to show
 */
export function zscaleLimits(values: ArrayLike<number>): [number, number] {
  const step = Math.max(1, Math.floor(values.length / sampleSize));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i])) sample.push(values[i]);
  if (sample.length === 0) return [0, 1];
  sample.sort((a, b) => a - b);
  const [least, most] = [sample[0], sample[sample.length - 1]];
  const middle = (sample.length - 1) / 2;
  const median = (sample[Math.floor(middle)] + sample[Math.ceil(middle)]) / 2;
  const fit = robustLine(sample);
  if (fit === undefined) return least < most ? [least, most] : [least, least + 1];
  const slope = fit / contrast;
  const low = Math.max(least, median - middle * slope);
  const high = Math.min(most, median + (sample.length - 1 - middle) * slope);
  return low < high ? [low, high] : [least, least < most ? most : least + 1];
}

/** Slope of a line through sorted values, outliers left out; `undefined` when too few are left. */
function robustLine(sorted: readonly number[]): number | undefined {
  let kept = sorted.map((_, i) => i);
  let slope = 0;
  for (let round = 0; round < 5; round++) {
    const n = kept.length;
    if (n < Math.max(5, sorted.length / 2)) return undefined;
    const meanX = kept.reduce((sum, x) => sum + x, 0) / n;
    const meanY = kept.reduce((sum, x) => sum + sorted[x], 0) / n;
    let [xx, xy] = [0, 0];
    for (const x of kept) {
      xx += (x - meanX) ** 2;
      xy += (x - meanX) * (sorted[x] - meanY);
    }
    slope = xy / xx;
    const residual = (x: number) => sorted[x] - meanY - slope * (x - meanX);
    const sigma = Math.sqrt(kept.reduce((sum, x) => sum + residual(x) ** 2, 0) / n);
    const next = sorted.map((_, x) => x).filter((x) => Math.abs(residual(x)) <= 2.5 * sigma);
    if (next.length === n) break;
    kept = next;
  }
  return slope;
}
