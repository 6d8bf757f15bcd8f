/** A linear axis: where a value lies in the box, and round values to label. */
export interface Axis {
  place(value: number): number;
  ticks: { at: number; label: string }[];
}

/**
 * An axis from one value to another, laid between two edges.
 * @param count ticks wanted, more or less
 */
export function axis(from: number, to: number, fromEdge: number, toEdge: number, count: number): Axis {
  const place = (value: number): number => fromEdge + ((value - from) / (to - from)) * (toEdge - fromEdge);
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const step = roundStep((high - low) / count);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) {
    const value = k * step;
    ticks.push({ at: place(value), label: (k === 0 ? "0" : value.toFixed(decimals)).replace("-", "−") });
  }
  return { place, ticks };
}

/** 1, 2 or 5 times a power of ten, not below the given size. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = size / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}
