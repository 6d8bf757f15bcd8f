import type { Observation } from "nightbook/meteoroid";
import type { DrawnMeteor } from "./drawn-meteors";
import { type Axis, axis } from "./plot-axis";

/** One panel of the picture, as SVG paths in a box. */
export interface PredictivePanel {
  /** One path per draw. */
  curves: string[];
  /** Centres of the observed points. */
  points: { x: number; y: number }[];
  horizontal: Axis;
}

/** Light curve and lag of draws and data, on one height axis. */
export interface PredictivePlot {
  light: PredictivePanel;
  lag: PredictivePanel;
  height: Axis;
}

/** Magnitudes fainter than the faintest data by this much leave the picture. */
const fainter = 2.5;

/** Metres above the first measured point at which curves begin. */
const above = 3000;

/** Lays draws and data out in two boxes of the given size; brighter is to the right, higher is up. */
export function predictivePlot(
  observation: Observation,
  draws: readonly (DrawnMeteor | null)[],
  width: number,
  height: number,
): PredictivePlot {
  const { height_lum, height_lag, absolute_magnitudes, lag } = observation;
  const meteors = draws.filter((draw) => draw !== null);
  const heights = [...height_lum, ...height_lag].map((metres) => metres / 1000);
  const vertical = axis(Math.min(...heights) - 2, Math.max(...heights) + 2, height, 0, 5);
  const faintest = Math.max(...absolute_magnitudes) + fainter;
  const brightest = Math.min(
    ...absolute_magnitudes,
    lowQuantile(meteors.map(({ absoluteMagnitude }) => least(absoluteMagnitude))),
  );
  const lowest = Math.min(...lag, lowQuantile(meteors.map(({ lagAtData }) => least(lagAtData))));
  const highest = Math.max(...lag, 0);
  const room = 0.06 * (highest - lowest || 1);
  const magnitude = axis(faintest, brightest - 0.5, 0, width, 4);
  const distance = axis(lowest - room, highest + room, 0, width, 4);
  const panel = (
    horizontal: Axis,
    curve: (meteor: DrawnMeteor) => Float64Array,
    data: readonly number[],
    at: readonly number[],
  ): PredictivePanel => ({
    horizontal,
    curves: meteors.map((meteor) => path(meteor.height, curve(meteor), horizontal, vertical, Math.max(...at) + above)),
    points: data.map((value, i) => ({ x: horizontal.place(value), y: vertical.place(at[i]! / 1000) })),
  });
  return {
    height: vertical,
    light: panel(magnitude, (meteor) => meteor.absoluteMagnitude, absolute_magnitudes, height_lum),
    lag: panel(distance, (meteor) => meteor.lag, lag, height_lag),
  };
}

/** The lower tenth of values: one draw that goes astray must not set the scale. */
function lowQuantile(values: number[]): number {
  const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
  return finite[Math.floor(finite.length / 10)] ?? Number.POSITIVE_INFINITY;
}

function least(values: Float64Array): number {
  return values.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY);
}

function path(heights: Float64Array, values: Float64Array, horizontal: Axis, vertical: Axis, highest: number): string {
  let text = "";
  let drawing = false;
  for (const [i, value] of values.entries()) {
    // Far outside is as good as the edge of what an SVG draws.
    const x = horizontal.place(value);
    if (!Number.isFinite(x) || Math.abs(x) > 1e4 || heights[i]! > highest) {
      drawing = false;
      continue;
    }
    text += `${drawing ? "L" : "M"}${x.toFixed(1)},${vertical.place(heights[i]! / 1000).toFixed(1)}`;
    drawing = true;
  }
  return text;
}
