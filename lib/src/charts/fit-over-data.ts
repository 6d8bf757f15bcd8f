import { type Chart, chart } from "./chart";
import { type LagData, lagView } from "./lag";
import type { LayeredView } from "./layered-view";
import { type ChartOptions, heightAxis, type LightCurveData, lightCurveView } from "./light-curve";
import { compact, numberText } from "./number-text";
import { stationEncoding, stationNames } from "./stations";
import { referenceColour } from "./theme";

/** A modelled curve over height with the bands of the posterior; arrays of equal length. NaN where there is no model. */
export interface FitCurve {
  /** Height, m. */
  height: ArrayLike<number>;
  /** The best fit. */
  best: ArrayLike<number>;
  low95: ArrayLike<number>;
  low68: ArrayLike<number>;
  high68: ArrayLike<number>;
  high95: ArrayLike<number>;
}

/** A fit and what was fitted. */
export interface FitOverData {
  observation: LightCurveData & LagData & { luminosity: ArrayLike<number>; noise_lum: number; noise_lag: number };
  /** Modelled absolute magnitude. */
  magnitude: FitCurve;
  /** Modelled lag, m. */
  lag: FitCurve;
  /** The best fit at the observed points: luminosity in W, lag in m; fitted noises, if they were fitted. */
  predicted: { luminosity: ArrayLike<number>; lag: ArrayLike<number>; noise_lum?: number; noise_lag?: number };
}

/**
 * A fit over its data: light curve and lag with the best fit and the 68 % and 95 % bands of the posterior, and beside
 * each the residuals in units of the noise.
 *
 * @param fit data, curves and prediction at the data
 * @param options title
 * @returns the chart
 * @throws {RangeError} when the prediction has another number of points than the data
 * @example
 * ```ts
 * import { fitOverData } from "nightbook/charts";
 *
 * const curve = (best: number[]) => ({
 *   height: [110e3, 100e3], best, low95: best, low68: best, high68: best, high95: best,
 * });
 * const chart = fitOverData({
 *   observation: {
 *     height_lum: [110e3, 100e3], absolute_magnitudes: [5, 3], stations_lum: ["01G", "01G"],
 *     luminosity: [9, 59], noise_lum: 3,
 *     height_lag: [110e3, 100e3], time_lag: [0, 0.15], lag: [0, -100], stations_lag: ["01T", "01T"], noise_lag: 10,
 *   },
 *   magnitude: curve([5.1, 2.9]),
 *   lag: curve([0, -95]),
 *   predicted: { luminosity: [8, 62], lag: [0, -95] },
 * });
 * if (!chart.description.includes("0.35 σ in lag")) throw new Error(chart.description);
 * ```
 */
export function fitOverData(fit: FitOverData, { title }: ChartOptions = {}): Chart {
  const { observation, magnitude, lag, predicted } = fit;
  const stations = stationNames(observation.stations_lum, observation.stations_lag);
  const light = residuals(
    observation.luminosity,
    predicted.luminosity,
    predicted.noise_lum ?? observation.noise_lum,
    observation.height_lum,
    observation.stations_lum,
  );
  const lags = residuals(
    observation.lag,
    predicted.lag,
    predicted.noise_lag ?? observation.noise_lag,
    observation.height_lag,
    observation.stations_lag,
  );
  const spread = Math.max(3, ...[...light, ...lags].map((point) => Math.abs(point.residual))) * 1.1;
  const caption = "Grey line: best fit; bands: 68 % and 95 % of the posterior; residuals in units of the noise σ";
  return chart(
    {
      title: title ? { text: title, subtitle: caption } : { text: caption, fontSize: 11 },
      hconcat: [
        overlaid(lightCurveView(observation, stations), curveRows(magnitude, light), heightAxis),
        residualView(light, stations, spread),
        overlaid(lagView(observation, stations, "height"), curveRows(lag, lags), { ...heightAxis, title: null }),
        residualView(lags, stations, spread),
      ],
      resolve: { scale: { y: "shared" } },
    },
    `Best fit over ${light.length} points of the light curve and ${lags.length} of the lag: the residuals scatter by ` +
      `${rms(light)} σ in luminosity and ${rms(lags)} σ in lag.`,
  );
}

interface Residual {
  height: number;
  residual: number;
  station: string;
}

function residuals(
  observed: ArrayLike<number>,
  predicted: ArrayLike<number>,
  noise: number,
  height: ArrayLike<number>,
  station: ArrayLike<string>,
): Residual[] {
  if (predicted.length !== observed.length) {
    throw new RangeError(`The prediction must have ${observed.length} points: ${predicted.length}`);
  }
  return Array.from({ length: observed.length }, (_, i) => ({
    height: compact(height[i] / 1000),
    residual: compact((observed[i] - predicted[i]) / noise),
    station: station[i],
  })).filter((point) => Number.isFinite(point.residual));
}

function rms(points: readonly Residual[]): string {
  return numberText(Math.sqrt(points.reduce((sum, { residual }) => sum + residual * residual, 0) / points.length), 2);
}

/** The curve where there are data, and a little beyond. */
function curveRows(curve: FitCurve, points: readonly Residual[]) {
  const heights = points.map((point) => point.height);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const margin = 0.03 * (high - low);
  return Array.from({ length: curve.height.length }, (_, i) => ({
    height: compact(curve.height[i] / 1000),
    best: compact(curve.best[i]),
    low95: compact(curve.low95[i]),
    low68: compact(curve.low68[i]),
    high68: compact(curve.high68[i]),
    high95: compact(curve.high95[i]),
  })).filter(
    (row) => Object.values(row).every(Number.isFinite) && row.height > low - margin && row.height < high + margin,
  );
}

/** The data with bands and best fit behind them; the line that joins the points makes room for the fit. */
function overlaid(view: LayeredView, values: ReturnType<typeof curveRows>, y: Record<string, unknown>) {
  const data = { values };
  const band = (low: string, high: string, opacity: number) => ({
    data,
    mark: { type: "area", orient: "horizontal", clip: true, color: referenceColour, opacity },
    encoding: { x: { field: low }, x2: { field: high } },
  });
  return {
    ...view,
    width: 174,
    encoding: { ...view.encoding, y },
    layer: [
      band("low95", "high95", 0.25),
      band("low68", "high68", 0.35),
      {
        data,
        mark: { type: "line", clip: true, color: referenceColour, strokeWidth: 2 },
        encoding: { x: { field: "best" }, order: { field: "height", type: "quantitative" } },
      },
      ...view.layer.filter((layer) => layer.mark.type !== "line"),
    ],
  };
}

function residualView(points: readonly Residual[], stations: readonly string[], spread: number) {
  return {
    width: 60,
    height: 340,
    data: { values: points },
    encoding: {
      y: { ...heightAxis, title: null, axis: { labels: false, ticks: false } },
      x: {
        field: "residual",
        type: "quantitative",
        title: "Residual (σ)",
        scale: { domain: [compact(-spread), compact(spread)], nice: false },
        axis: { tickCount: 4 },
      },
    },
    layer: [
      {
        data: { values: [{ residual: 0 }] },
        mark: { type: "rule", color: referenceColour, strokeDash: [4, 3] },
        encoding: { y: { value: 0 }, y2: { value: "height" } },
      },
      { mark: { type: "point", filled: true, opacity: 1, size: 30 }, encoding: stationEncoding(stations) },
    ],
  };
}
