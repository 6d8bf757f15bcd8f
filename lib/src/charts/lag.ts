import { type Chart, chart } from "./chart";
import type { LayeredView } from "./layered-view";
import { type ChartOptions, heightAxis } from "./light-curve";
import { compact, numberText } from "./number-text";
import { stationEncoding, stationNames } from "./stations";
import { referenceColour } from "./theme";

/** The part of a meteor's observation that its lag shows; arrays of equal length, one element per point. */
export interface LagData {
  /** Height, m. */
  height_lag: ArrayLike<number>;
  /** Time since the first point, s. */
  time_lag: ArrayLike<number>;
  /** Distance by which the meteor trails a point of constant velocity, m; negative when it falls behind. */
  lag: ArrayLike<number>;
  /** Station that saw the point. */
  stations_lag: ArrayLike<string>;
  /** Standard deviation of the lag, m; it gives the error bars. */
  noise_lag?: number;
}

/** Options of {@link lagChart}. */
export interface LagOptions extends ChartOptions {
  /** What the lag is drawn against. Default `"height"`. */
  against?: "height" | "time";
}

/**
 * Lag of a meteor: how far it falls behind a body that keeps its first velocity.
 *
 * @param data points of the lag
 * @param options title, and whether height or time is the other axis
 * @returns the chart
 * @throws {RangeError} when there is no point or the arrays differ in length
 * @example
 * ```ts
 * import { lagChart } from "nightbook/charts";
 *
 * const lag = lagChart({
 *   height_lag: [105e3, 100e3],
 *   time_lag: [0, 0.1],
 *   lag: [0, -120],
 *   stations_lag: ["02T", "02T"],
 * }, { against: "time" });
 * lag.description; // => "Lag of 2 points from 02T between 105 and 100 km: −120 m at the end, after 0.1 s."
 * ```
 */
export function lagChart(data: LagData, { title, against = "height" }: LagOptions = {}): Chart {
  const stations = stationNames(data.stations_lag);
  return chart({ ...(title && { title }), ...lagView(data, stations, against) }, describeLag(data));
}

/** The chart without its frame, to stand beside others. */
export function lagView(data: LagData, stations: readonly string[], against: "height" | "time"): LayeredView {
  const points = lagPoints(data);
  const byHeight = against === "height";
  const ends = points.flatMap((point) => [point.low, point.high]);
  const margin = 0.05 * (Math.max(...ends) - Math.min(...ends)) || 1;
  const lagAxis = {
    field: "lag",
    type: "quantitative",
    title: "Lag (m)",
    scale: { domain: [compact(Math.min(0, ...ends) - margin), compact(Math.max(0, ...ends) + margin)], nice: false },
  };
  const timeAxis = { field: "time", type: "quantitative", title: "Time (s)", scale: { nice: false, padding: 8 } };
  const [lagChannel, otherChannel] = byHeight ? ["x", "y"] : ["y", "x"];
  return {
    width: byHeight ? 280 : 420,
    height: byHeight ? 340 : 280,
    data: { values: points },
    encoding: { [lagChannel]: lagAxis, [otherChannel]: byHeight ? heightAxis : timeAxis },
    layer: [
      {
        data: { values: [{ lag: 0 }] },
        mark: { type: "rule", color: referenceColour, strokeDash: [4, 3] },
        encoding: byHeight ? { y: { value: 0 }, y2: { value: "height" } } : { x: { value: 0 }, x2: { value: "width" } },
      },
      {
        mark: { type: "rule", opacity: 0.45 },
        encoding: {
          [lagChannel]: { field: "low" },
          [`${lagChannel}2`]: { field: "high" },
          color: stationEncoding(stations).color,
        },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 45 },
        encoding: {
          ...stationEncoding(stations),
          tooltip: [
            { field: "station", type: "nominal", title: "Station" },
            { field: "time", type: "quantitative", title: "Time (s)", format: ".4f" },
            { field: "height", type: "quantitative", title: "Height (km)", format: ".3f" },
            { field: "lag", type: "quantitative", title: "Lag (m)", format: ".1f" },
          ],
        },
      },
    ],
  };
}

function lagPoints({ height_lag, time_lag, lag, stations_lag, noise_lag = 0 }: LagData) {
  const n = lag.length;
  if (n === 0) throw new RangeError("A lag needs at least one point: 0");
  for (const column of [height_lag, time_lag, stations_lag]) {
    if (column.length !== n) throw new RangeError(`The columns of a lag must have ${n} elements: ${column.length}`);
  }
  return Array.from({ length: n }, (_, i) => ({
    height: compact(height_lag[i] / 1000),
    time: compact(time_lag[i]),
    lag: compact(lag[i]),
    low: compact(lag[i] - noise_lag),
    high: compact(lag[i] + noise_lag),
    station: stations_lag[i],
  }));
}

/** The key numbers in one sentence. */
export function describeLag(data: LagData): string {
  const heights = Array.from(data.height_lag, (height) => height / 1000);
  const times = Array.from(data.time_lag);
  const last = times.indexOf(Math.max(...times));
  const range = `${numberText(Math.max(...heights))} and ${numberText(Math.min(...heights))} km`;
  return (
    `Lag of ${heights.length} points from ${stationNames(data.stations_lag).join(", ")} between ${range}: ` +
    `${numberText(data.lag[last])} m at the end, after ${numberText(times[last], 3)} s.`
  );
}
