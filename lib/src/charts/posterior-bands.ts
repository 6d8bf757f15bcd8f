import { type Chart, chart } from "./chart";
import type { ChartOptions } from "./light-curve";
import { measuredPanel, paddedRange } from "./measured-panels";
import { numberText } from "./number-text";
import type { MeasuredMeteor } from "./simulation-over-data";
import { stationNames } from "./stations";

/** Quantiles of modelled curves at the observed points; arrays as long as the points, SI units. */
export interface BandQuantiles {
  p00015: ArrayLike<number>;
  p025: ArrayLike<number>;
  p16: ArrayLike<number>;
  p50: ArrayLike<number>;
  p84: ArrayLike<number>;
  p975: ArrayLike<number>;
  p99985: ArrayLike<number>;
}

/** Bands of a posterior and its best fit at the observed points, SI units. */
export interface PosteriorBandsData {
  meteor: MeasuredMeteor;
  bands: { lum: BandQuantiles; mag: BandQuantiles; vel: BandQuantiles; lag: BandQuantiles };
  best: {
    luminosity: ArrayLike<number>;
    magnitude: ArrayLike<number>;
    velocity: ArrayLike<number>;
    lag: ArrayLike<number>;
  };
}

/**
 * The posterior over its data: luminosity, magnitude, velocity and lag against height, with the best fit and the
 * ranges that hold 68.3 %, 95 % and 99.7 % of the simulated meteors at each height.
 *
 * @param data measured points, quantiles and best fit at the points
 * @param options title
 * @returns the chart
 * @throws {RangeError} when a band has another number of points than the data
 * @example
 * ```ts
 * import { posteriorBands } from "nightbook/charts";
 *
 * const meteor = {
 *   height_lum: [110e3, 100e3], luminosity: [9, 59], absolute_magnitudes: [5, 3], stations_lum: ["01G", "01G"],
 *   height_lag: [110e3, 100e3], time_lag: [0, 0.15], velocities: [67e3, 66.5e3], lag: [0, -100],
 *   stations_lag: ["01T", "01T"], noise_lum: 3, noise_lag: 10, noise_vel: 1200,
 * };
 * const around = ([a, b]: number[]) => ({
 *   p00015: [a - 3, b - 3], p025: [a - 2, b - 2], p16: [a - 1, b - 1], p50: [a, b],
 *   p84: [a + 1, b + 1], p975: [a + 2, b + 2], p99985: [a + 3, b + 3],
 * });
 * const best = { luminosity: [8, 62], magnitude: [5.1, 2.9], velocity: [67e3, 66.4e3], lag: [0, -95] };
 * const bands = {
 *   lum: around(best.luminosity), mag: around(best.magnitude), vel: around(best.velocity), lag: around(best.lag),
 * };
 * const chart = posteriorBands({ meteor, bands, best });
 * if (!chart.description.includes("2 points of the light curve")) throw new Error(chart.description);
 * ```
 */
export function posteriorBands({ meteor, bands, best }: PosteriorBandsData, { title }: ChartOptions = {}): Chart {
  const stations = stationNames(meteor.stations_lum, meteor.stations_lag);
  const heights = [...Array.from(meteor.height_lum), ...Array.from(meteor.height_lag)].map((h) => h / 1000);
  const range = paddedRange(heights, 0.03);
  const first = new Set<string>();
  const speeds = Array.from(meteor.velocities, (v, i) => {
    const isFirst = !first.has(meteor.stations_lag[i]);
    first.add(meteor.stations_lag[i]);
    return isFirst ? Number.NaN : v;
  });
  const panel = (
    heading: string,
    height: ArrayLike<number>,
    station: ArrayLike<string>,
    value: ArrayLike<number>,
    quantiles: BandQuantiles,
    curve: ArrayLike<number>,
    more: { factor?: number; reversed?: boolean; labelled?: boolean } = {},
  ) => {
    const { factor = 1, reversed, labelled = false } = more;
    const order = Array.from({ length: height.length }, (_, i) => i).sort((i, j) => height[i] - height[j]);
    const sorted = (values: ArrayLike<number>) => {
      if (values.length !== height.length) {
        throw new RangeError(`A band needs one value for each of ${height.length} points: ${values.length}`);
      }
      return order.map((i) => values[i] * factor);
    };
    const band = (low: ArrayLike<number>, high: ArrayLike<number>, opacity: number) => ({
      low: sorted(low),
      high: sorted(high),
      opacity,
    });
    return measuredPanel(
      { position: Array.from(height, (h) => h / 1000), value: Array.from(value, (x) => x * factor), station },
      {
        position: order.map((i) => height[i] / 1000),
        value: sorted(curve),
        bands: [
          band(quantiles.p00015, quantiles.p99985, 0.16),
          band(quantiles.p025, quantiles.p975, 0.24),
          band(quantiles.p16, quantiles.p84, 0.34),
        ],
      },
      { against: "height", title: heading, stations, width: 186, height: 330, range, reversed, labelled },
    );
  };
  const { height_lum, height_lag, stations_lum, stations_lag, luminosity, absolute_magnitudes, lag } = meteor;
  const caption = "Line: best fit; bands: 68.3 %, 95 % and 99.7 % of the posterior";
  return chart(
    {
      title: title ? { text: title, subtitle: caption } : { text: caption, fontSize: 11 },
      bounds: "flush",
      spacing: 16,
      hconcat: [
        panel("Luminosity (W)", height_lum, stations_lum, luminosity, bands.lum, best.luminosity, { labelled: true }),
        panel("Absolute magnitude", height_lum, stations_lum, absolute_magnitudes, bands.mag, best.magnitude, {
          reversed: true,
        }),
        panel("Velocity (km/s)", height_lag, stations_lag, speeds, bands.vel, best.velocity, { factor: 1e-3 }),
        panel("Lag (m)", height_lag, stations_lag, lag, bands.lag, best.lag),
      ],
    },
    `Posterior over ${height_lum.length} points of the light curve and ${height_lag.length} of the lag between ` +
      `${numberText(Math.max(...heights))} and ${numberText(Math.min(...heights))} km: ` +
      `${inside(luminosity, bands.lum)} of the luminosities and ${inside(lag, bands.lag)} of the lags lie in the 95 % band of the model, ` +
      "to which the noise of the points comes.",
  );
}

function inside(values: ArrayLike<number>, { p025, p975 }: BandQuantiles): number {
  return Array.from(values).filter((value, i) => value >= p025[i] && value <= p975[i]).length;
}
