import { type Chart, chart } from "./chart";
import type { LayeredView } from "./layered-view";
import { compact, numberText } from "./number-text";
import { stationEncoding, stationNames } from "./stations";

/** The part of a meteor's observation that its light curve shows; arrays of equal length, one element per point. */
export interface LightCurveData {
  /** Height, m. */
  height_lum: ArrayLike<number>;
  /** Absolute magnitude: that at a distance of 100 km. */
  absolute_magnitudes: ArrayLike<number>;
  /** Station that saw the point. */
  stations_lum: ArrayLike<string>;
  /** Luminosity, W; with `noise_lum` it gives the error bars. */
  luminosity?: ArrayLike<number>;
  /** Standard deviation of the luminosity, W. */
  noise_lum?: number;
}

/** What all charts of this kind can be told. */
export interface ChartOptions {
  /** Title above the chart. Default none. */
  title?: string;
}

/**
 * Light curve of a meteor: absolute magnitude, brighter to the right, against height.
 *
 * @param data points of the light curve
 * @param options title
 * @returns the chart
 * @throws {RangeError} when there is no point or the arrays differ in length
 * @example
 * ```ts
 * import { lightCurve } from "nightbook/charts";
 *
 * const curve = lightCurve({
 *   height_lum: [110e3, 105e3, 100e3],
 *   absolute_magnitudes: [5.1, 2.8, 4.0],
 *   stations_lum: ["01G", "01G", "01G"],
 * });
 * curve.description; // => "Light curve of 3 points from 01G between 110 and 100 km: brightest absolute magnitude 2.8 at 105 km."
 * ```
 */
export function lightCurve(data: LightCurveData, { title }: ChartOptions = {}): Chart {
  const stations = stationNames(data.stations_lum);
  return chart({ ...(title && { title }), ...lightCurveView(data, stations) }, describeLightCurve(data));
}

/** The chart without its frame, to stand beside others. */
export function lightCurveView(data: LightCurveData, stations: readonly string[]): LayeredView {
  const points = lightCurvePoints(data);
  return {
    width: 280,
    height: 340,
    data: { values: points },
    encoding: { y: heightAxis, x: magnitudeAxis(points) },
    layer: [
      {
        mark: { type: "rule", opacity: 0.45, clip: true },
        encoding: { x: { field: "bright" }, x2: { field: "faint" }, color: stationEncoding(stations).color },
      },
      {
        mark: { type: "line", strokeWidth: 1, opacity: 0.5 },
        encoding: {
          order: { field: "height", type: "quantitative" },
          color: stationEncoding(stations).color,
        },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 45 },
        encoding: {
          ...stationEncoding(stations),
          tooltip: [
            { field: "station", type: "nominal", title: "Station" },
            { field: "height", type: "quantitative", title: "Height (km)", format: ".3f" },
            { field: "magnitude", type: "quantitative", title: "Absolute magnitude", format: ".2f" },
          ],
        },
      },
    ],
  };
}

/** Height, upwards; the observed range only. */
export const heightAxis = {
  field: "height",
  type: "quantitative",
  title: "Height (km)",
  scale: { zero: false },
} as const;

interface LightCurvePoint {
  height: number;
  magnitude: number;
  bright: number;
  faint: number;
  station: string;
}

/** Magnitudes with the error bars that a standard deviation in luminosity means. */
function lightCurvePoints(data: LightCurveData): LightCurvePoint[] {
  const { height_lum, absolute_magnitudes, stations_lum, luminosity, noise_lum = 0 } = data;
  const n = height_lum.length;
  if (n === 0) throw new RangeError("A light curve needs at least one point: 0");
  for (const column of [absolute_magnitudes, stations_lum, luminosity ?? absolute_magnitudes]) {
    if (column.length !== n)
      throw new RangeError(`The columns of a light curve must have ${n} elements: ${column.length}`);
  }
  return Array.from({ length: n }, (_, i) => {
    const magnitude = absolute_magnitudes[i];
    const relative = luminosity ? noise_lum / luminosity[i] : 0;
    return {
      height: compact(height_lum[i] / 1000),
      magnitude: compact(magnitude),
      bright: compact(magnitude - 2.5 * Math.log10(1 + relative)),
      // Below one standard deviation a point has no faint end: the bar leaves the chart.
      faint: compact(magnitude - 2.5 * Math.log10(Math.max(1 - relative, 1e-4))),
      station: stations_lum[i],
    };
  });
}

function magnitudeAxis(points: readonly LightCurvePoint[]) {
  const magnitudes = points.map((point) => point.magnitude);
  const [brightest, faintest] = [Math.min(...magnitudes), Math.max(...magnitudes)];
  const margin = Math.max(0.25, 0.12 * (faintest - brightest));
  return {
    field: "magnitude",
    type: "quantitative",
    title: "Absolute magnitude",
    scale: { domain: [compact(faintest + margin), compact(brightest - margin)], nice: false, zero: false },
  };
}

/** The key numbers in one sentence. */
export function describeLightCurve(data: LightCurveData): string {
  const heights = Array.from(data.height_lum);
  const magnitudes = Array.from(data.absolute_magnitudes);
  const brightest = magnitudes.indexOf(Math.min(...magnitudes));
  const range = `${numberText(Math.max(...heights) / 1000)} and ${numberText(Math.min(...heights) / 1000)} km`;
  return (
    `Light curve of ${heights.length} points from ${stationNames(data.stations_lum).join(", ")} between ${range}: ` +
    `brightest absolute magnitude ${numberText(magnitudes[brightest], 3)} at ${numberText(heights[brightest] / 1000)} km.`
  );
}
