import type { FitStatus } from "nightbook/core";

/** The log-evidence trace as SVG paths in a box of the given size, with its scale. */
export interface TracePath {
  /** The line itself. */
  line: string;
  /** The band of one standard error to either side. */
  band: string;
  /** Log-evidence at the lower and upper edge. */
  range: [number, number];
  /** Likelihood calls at the right edge. */
  calls: number;
}

interface Point {
  calls: number;
  logz: number;
  error: number;
}

/**
 * Lays the trace out. The evidence climbs thousands of units before it settles, so the
 * scale is taken from the upper part of the trace, where a reader looks; what lies below
 * leaves through the lower edge.
 */
export function tracePath(trace: FitStatus["trace"], width: number, height: number): TracePath | null {
  const points = finitePoints(trace);
  if (points.length < 2) return null;
  const calls = points[points.length - 1]!.calls;
  if (!(calls > 0)) return null;
  const [low, high] = scaleOf(points);
  const x = (point: Point): number => (point.calls / calls) * width;
  const y = (value: number): number => height - ((value - low) / (high - low)) * height;
  // Far below the box is as good as infinitely far, and keeps the numbers short.
  const inside = (value: number): number => Math.max(-height, Math.min(3 * height, value));
  const place = (point: Point, value: number): string => `${x(point).toFixed(1)},${inside(y(value)).toFixed(1)}`;
  const upper = points.map((point) => place(point, point.logz + point.error));
  const lower = points.map((point) => place(point, point.logz - point.error)).reverse();
  return {
    line: `M${points.map((point) => place(point, point.logz)).join("L")}`,
    band: `M${upper.concat(lower).join("L")}Z`,
    range: [low, high],
    calls,
  };
}

function finitePoints(trace: FitStatus["trace"]): Point[] {
  const points: Point[] = [];
  for (const [i, calls] of trace.ncall.entries()) {
    const logz = trace.logz[i] ?? null;
    if (logz !== null) points.push({ calls, logz, error: trace.logzError[i] ?? 0 });
  }
  return points;
}

function scaleOf(points: Point[]): [number, number] {
  const tops = points.map((point) => point.logz + point.error);
  const bottoms = points.map((point) => point.logz - point.error).sort((a, b) => a - b);
  const high = Math.max(...tops);
  const low = Math.min(bottoms[Math.floor(bottoms.length * 0.5)]!, high);
  const margin = Math.max((high - low) * 0.1, 0.05);
  return [low - margin, high + margin];
}
