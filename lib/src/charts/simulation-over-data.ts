import { atHeight } from "./at-height";
import { type Chart, chart } from "./chart";
import type { ChartOptions } from "./light-curve";
import {
  type MeasuredPoints,
  type ModelCurve,
  measuredPanel,
  type PanelOptions,
  paddedRange,
  residualPanel,
} from "./measured-panels";
import { numberText } from "./number-text";
import { stationNames } from "./stations";

/** All that is measured of a meteor; arrays of equal length per part, SI units. */
export interface MeasuredMeteor {
  height_lum: ArrayLike<number>;
  luminosity: ArrayLike<number>;
  absolute_magnitudes: ArrayLike<number>;
  stations_lum: ArrayLike<string>;
  height_lag: ArrayLike<number>;
  time_lag: ArrayLike<number>;
  /** Point-to-point speed; the first of each station is not measured and not drawn. */
  velocities: ArrayLike<number>;
  lag: ArrayLike<number>;
  stations_lag: ArrayLike<string>;
  noise_lum: number;
  noise_lag: number;
  noise_vel: number;
}

/** A simulated meteor; arrays of equal length, one value per time step, SI units. */
export interface SimulatedMeteor {
  time: ArrayLike<number>;
  height: ArrayLike<number>;
  luminosity: ArrayLike<number>;
  absoluteMagnitude: ArrayLike<number>;
  velocity: ArrayLike<number>;
  lag: ArrayLike<number>;
}

/** Options of charts of a simulation over its data. */
export interface SimulationOptions extends ChartOptions {
  /** What the curve is. Default `"Simulation"`. */
  label?: string;
  /** Against what velocity and lag are drawn. Default `"time"`. */
  against?: "time" | "height";
}

/**
 * A simulation over its data: luminosity and magnitude against height, velocity and lag against time or height, and the
 * residuals, observed less simulated, over ranges of one and two sigma of the noise. Without a simulation the data alone.
 *
 * @param meteor measured points
 * @param simulation curves of the simulated meteor, or `null`
 * @param options title, name of the curve, axis
 * @returns the chart
 * @throws {RangeError} when there is no point
 * @example
 * ```ts
 * import { simulationOverData } from "nightbook/charts";
 *
 * const meteor = {
 *   height_lum: [110e3, 100e3], luminosity: [9, 59], absolute_magnitudes: [5, 3], stations_lum: ["01G", "01G"],
 *   height_lag: [110e3, 100e3], time_lag: [0, 0.15], velocities: [67e3, 66.5e3], lag: [0, -100],
 *   stations_lag: ["01T", "01T"], noise_lum: 3, noise_lag: 10, noise_vel: 1200,
 * };
 * const simulation = {
 *   time: [0, 0.15], height: [110e3, 100e3], luminosity: [8, 62], absoluteMagnitude: [5.1, 2.9],
 *   velocity: [67e3, 66.4e3], lag: [0, -95],
 * };
 * const chart = simulationOverData(meteor, simulation, { label: "Best fit" });
 * if (!chart.description.startsWith("Best fit over 2 points")) throw new Error(chart.description);
 * ```
 */
export function simulationOverData(
  meteor: MeasuredMeteor,
  simulation: SimulatedMeteor | null,
  { title, label = "Simulation", against = "time" }: SimulationOptions = {},
): Chart {
  if (meteor.height_lum.length === 0 || meteor.height_lag.length === 0) {
    throw new RangeError("A meteor needs at least one point of light and one of lag: 0");
  }
  const stations = stationNames(meteor.stations_lum, meteor.stations_lag);
  const quantities = measuredQuantities(meteor, simulation, against);
  const shared = { stations, simulation: simulation !== null };
  const [magnitude, luminosity, velocity, lag] = quantities.map((quantity) =>
    (quantity.against === "height" ? sideBySide : stacked)(quantity, shared),
  );
  const caption = simulation
    ? `Line: ${label}; beside it observed less simulated, with 1 σ and 2 σ of the noise`
    : "Error bars: noise";
  const scatter = (k: number) => numberText(rms(Array.from(quantities[k].residual?.value ?? [])), 2);
  const counts = `${meteor.height_lum.length} points of the light curve and ${meteor.height_lag.length} of the lag`;
  return chart(
    {
      title: title ? { text: title, subtitle: caption } : { text: caption, fontSize: 11 },
      spacing: 22,
      vconcat: [
        { hconcat: [magnitude, luminosity], spacing: 26 },
        { hconcat: [velocity, lag], spacing: 26 },
      ],
    },
    simulation
      ? `${label} over ${counts}: the residuals scatter by ${scatter(1)} W in luminosity, ${scatter(0)} in magnitude, ` +
          `${scatter(2)} km/s in velocity and ${scatter(3)} m in lag.`
      : `Light, velocity and lag of a meteor: ${counts}.`,
  );
}

/** One quantity as it is shown. */
interface Quantity {
  title: string;
  short: string;
  against: "time" | "height";
  points: MeasuredPoints;
  curve?: ModelCurve;
  residual?: MeasuredPoints;
  sigma?: number;
  reversed?: boolean;
}

function measuredQuantities(m: MeasuredMeteor, s: SimulatedMeteor | null, against: "time" | "height"): Quantity[] {
  const km = (values: ArrayLike<number>) => Array.from(values, (value) => value / 1000);
  const light = { position: km(m.height_lum), station: m.stations_lum };
  const motion = {
    position: against === "height" ? km(m.height_lag) : Array.from(m.time_lag),
    station: m.stations_lag,
  };
  const start = s && atHeight([m.height_lag[0]], s.height, s.time)[0];
  const along =
    s && (against === "height" ? km(s.height) : Array.from(s.time, (t) => t - (start ?? 0) + m.time_lag[0]));
  const quantity = (
    facts: Pick<Quantity, "title" | "short" | "sigma" | "reversed"> & { error?: [number[], number[]] },
    base: { position: number[]; station: ArrayLike<string> },
    value: ArrayLike<number>,
    heights: ArrayLike<number>,
    simulated: ArrayLike<number> | undefined,
  ): Quantity => {
    const { error, ...rest } = facts;
    const points = { ...base, value, ...(error && { low: error[0], high: error[1] }) };
    const isLight = base === light;
    if (s === null || simulated === undefined) return { ...rest, against: isLight ? "height" : against, points };
    const model = atHeight(heights, s.height, simulated);
    return {
      ...rest,
      against: isLight ? "height" : against,
      points,
      curve: { position: isLight ? km(s.height) : (along ?? []), value: simulated },
      residual: { ...base, value: Array.from(value, (x, i) => x - model[i]) },
    };
  };
  const power = Array.from(m.luminosity);
  const magnitudes = Array.from(m.absolute_magnitudes);
  const off = (sign: number) =>
    magnitudes.map((x, i) => x - 2.5 * Math.log10(Math.max(1 + (sign * m.noise_lum) / power[i], 1e-3)));
  const spread = (values: number[], sigma: number): [number[], number[]] => [
    values.map((x) => x - sigma),
    values.map((x) => x + sigma),
  ];
  const first = new Set<string>();
  const speeds = Array.from(m.velocities, (v, i) => {
    const isFirst = !first.has(m.stations_lag[i]);
    first.add(m.stations_lag[i]);
    return isFirst ? Number.NaN : v / 1000;
  });
  const lags = Array.from(m.lag);
  return [
    quantity(
      { title: "Absolute magnitude", short: "Residual (mag)", reversed: true, error: [off(1), off(-1)] },
      light,
      magnitudes,
      m.height_lum,
      s?.absoluteMagnitude,
    ),
    quantity(
      { title: "Luminosity (W)", short: "Residual (W)", sigma: m.noise_lum, error: spread(power, m.noise_lum) },
      light,
      power,
      m.height_lum,
      s?.luminosity,
    ),
    quantity(
      { title: "Velocity (km/s)", short: "Residual (km/s)", sigma: m.noise_vel / 1000 },
      motion,
      speeds,
      m.height_lag,
      s ? km(s.velocity) : undefined,
    ),
    quantity(
      { title: "Lag (m)", short: "Residual (m)", sigma: m.noise_lag, error: spread(lags, m.noise_lag) },
      motion,
      lags,
      m.height_lag,
      s?.lag,
    ),
  ];
}

interface Shared {
  stations: readonly string[];
  simulation: boolean;
}

function rangeOf(points: MeasuredPoints): [number, number] {
  return paddedRange(Array.from(points.position), 0.03);
}

/** Against height: the residuals to the right. */
function sideBySide({ points, curve, residual, sigma, title, short, reversed }: Quantity, { stations }: Shared) {
  const options: PanelOptions = {
    against: "height",
    title,
    stations,
    width: 220,
    height: 250,
    reversed,
    range: rangeOf(points),
  };
  const main = measuredPanel(points, curve, { ...options, width: residual ? 220 : 330 });
  if (residual === undefined) return main;
  const beside = residualPanel(residual, sigma, { ...options, title: short, width: 90, labelled: false });
  return { hconcat: [main, beside], spacing: 12, bounds: "flush" };
}

/** Against time: the residuals below. */
function stacked({ points, curve, residual, sigma, title, short, reversed }: Quantity, { stations }: Shared) {
  const options: PanelOptions = {
    against: "time",
    title,
    stations,
    width: 322,
    height: 180,
    reversed,
    range: rangeOf(points),
  };
  if (residual === undefined) return measuredPanel(points, curve, options);
  const main = measuredPanel(points, curve, { ...options, labelled: false });
  const below = residualPanel(residual, sigma, { ...options, title: short, height: 70 });
  return { vconcat: [main, below], spacing: 10, bounds: "flush" };
}

function rms(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return Math.sqrt(finite.reduce((sum, value) => sum + value * value, 0) / Math.max(1, finite.length));
}
