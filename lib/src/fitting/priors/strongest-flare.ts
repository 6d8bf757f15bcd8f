import type { LightCurve } from "./helper-variables";

/** Where a flare may begin, m. */
export interface FlareOnsetRange {
  start: number;
  end: number;
}

/**
 * Looks for the flare that spans the most height and tells in which range of heights it begins.
 * The first half of the light curve before its peak is the baseline: a line or an upward parabola
 * of magnitude over height. A flare is a run of points more than three standard deviations
 * brighter; its onset is uncertain by half of its rise.
 * @param lightCurve heights in m and magnitudes in the order of time
 * @returns onset minus and plus half the height from onset to peak; when there is no flare,
 *   100 m above the highest and 100 m below the lowest point
 *
 * @example
 * ```ts
 * import { findStrongestFlare } from "nightbook/priors";
 * const heights = Array.from({ length: 40 }, (_, i) => 110000 - 500 * i);
 * const magnitudes = heights.map((_, i) => 4 - 0.05 * i + (i % 2 ? 0.01 : -0.01) - (i > 28 && i < 36 ? 2 : 0));
 * findStrongestFlare({ height_lum: heights, absolute_magnitudes: magnitudes }).end > 95000; // => true
 * ```
 */
export function findStrongestFlare(lightCurve: LightCurve): FlareOnsetRange {
  const { height_lum: heights, absolute_magnitudes: magnitudes } = lightCurve;
  const count = Math.min(heights.length, magnitudes.length);
  const none = { start: Math.max(...heights) + 100, end: Math.min(...heights) - 100 };
  const points = Math.floor(brightest(magnitudes, 0, count) / 2);
  if (points <= 1) return none;
  const baseline = fitBaseline(heights, magnitudes, points);
  const residuals = Array.from({ length: count }, (_, i) => magnitudes[i] - baseline(heights[i]));
  const threshold = mean(residuals.slice(0, points)) - 3 * standardDeviation(residuals.slice(0, points));
  let longest: { onset: number; peak: number; length: number } | null = null;
  for (let onset = 0; onset < count; onset++) {
    if (!(residuals[onset] < threshold)) continue;
    let after = onset + 1;
    while (after < count && residuals[after] < threshold) after++;
    const length = Math.abs(heights[onset] - heights[Math.min(after, count - 1)]);
    const peak = brightest(magnitudes, onset, after);
    if (longest === null || length > longest.length) longest = { onset, peak, length };
    onset = after;
  }
  if (longest === null) return none;
  const onset = heights[longest.onset];
  const half = 0.5 * Math.abs(heights[longest.peak] - onset);
  return { start: onset - half, end: onset + half };
}

/** Index of the smallest magnitude in [from, to). */
function brightest(magnitudes: readonly number[], from: number, to: number): number {
  let best = from;
  for (let i = from + 1; i < to; i++) if (magnitudes[i] < magnitudes[best]) best = i;
  return best;
}

/** Least-squares parabola in height/100 km that does not open downwards: where it would, a line. */
function fitBaseline(heights: readonly number[], magnitudes: readonly number[], count: number): (h: number) => number {
  const x = heights.slice(0, count).map((h) => h / 1e5);
  const y = magnitudes.slice(0, count);
  const centre = mean(x);
  const dx = x.map((value) => value - centre);
  const sum = (term: (i: number) => number) => dx.reduce((total, _, i) => total + term(i), 0);
  const s2 = sum((i) => dx[i] * dx[i]);
  const s3 = sum((i) => dx[i] * dx[i] * dx[i]);
  const s4 = sum((i) => dx[i] * dx[i] * dx[i] * dx[i]);
  const meanY = mean(y);
  const xy = sum((i) => dx[i] * (y[i] - meanY));
  const xxy = sum((i) => dx[i] * dx[i] * (y[i] - meanY));
  // normal equations in the centred variable: y − ȳ = a (dx² − mean dx²) + b dx
  const spread = s4 - (s2 * s2) / count;
  const determinant = spread * s2 - s3 * s3;
  const curved = count > 2 && determinant > 1e-12 * spread * s2;
  const a = curved ? Math.max(0, (xxy * s2 - xy * s3) / determinant) : 0;
  const b = s2 > 0 ? (xy - a * s3) / s2 : 0;
  return (h) => {
    const d = h / 1e5 - centre;
    return meanY + a * (d * d - s2 / count) + b * d;
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) * (value - centre))));
}
