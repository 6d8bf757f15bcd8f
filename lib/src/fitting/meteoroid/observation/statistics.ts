import { atan2, cos, sin } from "../../../core/special";

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Median; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Mean direction of angles, rad, in (−π, π]. */
export function meanAngle(angles: readonly number[]): number {
  return atan2(mean(angles.map(sin)), mean(angles.map(cos)));
}

/** Differences between neighbours: one fewer than there are values. */
export function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value - values[i]);
}

/** Smallest value; `Infinity` of nothing. Safe for any length. */
export function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

/** Greatest value; `-Infinity` of nothing. Safe for any length. */
export function greatest(values: readonly number[]): number {
  return -smallest(values.map((value) => -value));
}
