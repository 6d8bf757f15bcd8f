import type { PriorDensity } from "nightbook/priors";

/** A density as SVG paths in a box: the curve, and the areas of the central bands. */
export interface DensityPath {
  curve: string;
  band68: string;
  band95: string;
  /** Ticks on the axis: one per decade on a logarithmic axis, none on a linear one. */
  ticks: string;
}

/** Lays a density out in a box; the curve reaches up to the upper edge, its axis lies on the lower. */
export function densityPath(density: PriorDensity, width: number, height: number): DensityPath | null {
  const { x, density: values } = density;
  const from = x[0]!;
  const to = x[x.length - 1]!;
  const top = values.reduce((a, b) => Math.max(a, b), 0);
  if (!(to > from) || !(top > 0) || !Number.isFinite(top)) return null;
  const place = (at: number, value: number): string =>
    `${(((at - from) / (to - from)) * width).toFixed(1)},${(height * (1 - value / top)).toFixed(1)}`;
  const points = Array.from(x, (at, i) => place(at, values[i]!));
  const area = ([low, high]: readonly [number, number]): string => {
    const inside = Array.from(x, (at, i) => ({ at, value: values[i]! })).filter(({ at }) => at > low && at < high);
    const ends = [low, high].map((at) => ({ at, value: valueAt(at, x, values) }));
    const line = [ends[0]!, ...inside, ends[1]!].map(({ at, value }) => place(at, value));
    return `M${place(low, 0)}L${line.join("L")}L${place(high, 0)}Z`;
  };
  return {
    curve: `M${points.join("L")}`,
    band68: area(density.band68),
    band95: area(density.band95),
    ticks: density.axis === "log10" ? decadeTicks(from, to, width, height) : "",
  };
}

function decadeTicks(from: number, to: number, width: number, height: number): string {
  let ticks = "";
  for (let decade = Math.ceil(from); decade <= to; decade++) {
    ticks += `M${(((decade - from) / (to - from)) * width).toFixed(1)},${height - 4}V${height}`;
  }
  return ticks;
}

/** The density between grid points; the grid is even. */
function valueAt(at: number, x: Float64Array, values: Float64Array): number {
  const last = x.length - 1;
  const position = ((at - x[0]!) / (x[last]! - x[0]!)) * last;
  const i = Math.min(last - 1, Math.max(0, Math.floor(position)));
  const share = Math.min(1, Math.max(0, position - i));
  return values[i]! * (1 - share) + values[i + 1]! * share;
}
