import { type Chart, chart } from "./chart";
import type { ChartOptions } from "./light-curve";
import { paddedRange } from "./measured-panels";
import { compact, numberText } from "./number-text";
import type { MeasuredMeteor } from "./simulation-over-data";
import { stationEncoding, stationNames } from "./stations";
import { categoryColours, referenceColour } from "./theme";
import { thin } from "./thin";

/** A simulated meteor, and how far it is from the observed points. */
export interface SolutionOverData {
  /** What it is called. */
  label: string;
  /** Curves, one value per time step, SI units. */
  curves: {
    height: ArrayLike<number>;
    absoluteMagnitude: ArrayLike<number>;
    velocity: ArrayLike<number>;
    lag: ArrayLike<number>;
  };
  /** Observed less simulated at the points, in units of the noise; NaN where it does not reach. */
  residuals: { luminosity: ArrayLike<number>; velocity: ArrayLike<number>; lag: ArrayLike<number> };
}

/** Points of a curve that are drawn. */
const curvePoints = 300;
const dashes = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 2, 2, 2],
  [4, 4],
  [1, 3],
];

/**
 * Solutions over the data of one meteor: magnitude, velocity and lag against height, and beside each the residuals of every
 * solution in units of the noise.
 *
 * @param meteor measured points
 * @param solutions up to six, each told by colour and dashes
 * @param options title
 * @returns the chart
 * @throws {RangeError} without solutions, with more than six, or when residuals and points differ in number
 * @example
 * ```ts
 * import { solutionsOverData } from "nightbook/charts";
 *
 * const meteor = {
 *   height_lum: [110e3, 100e3], luminosity: [9, 59], absolute_magnitudes: [5, 3], stations_lum: ["01G", "01G"],
 *   height_lag: [110e3, 100e3], time_lag: [0, 0.15], velocities: [67e3, 66.5e3], lag: [0, -100],
 *   stations_lag: ["01T", "01T"], noise_lum: 3, noise_lag: 10, noise_vel: 1200,
 * };
 * const curves = { height: [110e3, 100e3], absoluteMagnitude: [5.1, 2.9], velocity: [67e3, 66.4e3], lag: [0, -95] };
 * const residuals = { luminosity: [0.3, -1], velocity: [NaN, 0.1], lag: [0, -0.5] };
 * const chart = solutionsOverData(meteor, [{ label: "One", curves, residuals }]);
 * if (!chart.description.includes("One scatters by 0.74 σ")) throw new Error(chart.description);
 * ```
 */
export function solutionsOverData(
  meteor: MeasuredMeteor,
  solutions: readonly SolutionOverData[],
  { title }: ChartOptions = {},
): Chart {
  if (solutions.length === 0 || solutions.length > dashes.length) {
    throw new RangeError(`One to ${dashes.length} solutions can be told apart: ${solutions.length}`);
  }
  const stations = stationNames(meteor.stations_lum, meteor.stations_lag);
  const heights = [...Array.from(meteor.height_lum), ...Array.from(meteor.height_lag)].map((h) => h / 1000);
  const range = paddedRange(heights, 0.03);
  const domain = solutions.map(({ label }) => label);
  const colour = {
    field: "solution",
    type: "nominal",
    title: "Solution",
    // Names of files are long and differ at their ends.
    legend: { labelLimit: 340, columns: 1 },
    scale: { domain, range: categoryColours.slice(0, domain.length) },
  };
  const largest = solutions.flatMap(({ residuals }) =>
    Object.values(residuals).flatMap((values) => Array.from(values, Math.abs).filter(Number.isFinite)),
  );
  const spread = Math.min(Math.max(3.3, ...largest.map((value) => 1.1 * value)), 100);
  const first = new Set<string>();
  const speeds = Array.from(meteor.velocities, (v, i) => {
    const isFirst = !first.has(meteor.stations_lag[i]);
    first.add(meteor.stations_lag[i]);
    return isFirst ? Number.NaN : v / 1000;
  });
  const light = { height: meteor.height_lum, station: meteor.stations_lum };
  const motion = { height: meteor.height_lag, station: meteor.stations_lag };
  const panels = [
    { heading: "Absolute magnitude", at: light, value: meteor.absolute_magnitudes, curve: "absoluteMagnitude" },
    { heading: "Velocity (km/s)", at: motion, value: speeds, curve: "velocity", factor: 1e-3 },
    { heading: "Lag (m)", at: motion, value: meteor.lag, curve: "lag" },
  ] as const;
  const residualOf = { absoluteMagnitude: "luminosity", velocity: "velocity", lag: "lag" } as const;
  const y = (labelled: boolean) => ({
    field: "height",
    type: "quantitative",
    title: labelled ? "Height (km)" : null,
    scale: { domain: range.map(compact), nice: false, zero: false },
    axis: labelled ? { tickCount: 6 } : { tickCount: 6, labels: false, ticks: false },
  });
  const overlaid = panels.flatMap(({ heading, at, value, curve, ...more }, k) => {
    const factor = "factor" in more ? more.factor : 1;
    const points = rows(at, value).filter((row) => Number.isFinite(row.value));
    const wide = paddedRange(
      points.map((row) => row.value),
      1,
    );
    const lines = solutions.map(({ curves }) =>
      Array.from({ length: curves.height.length }, (_, order) => ({
        order,
        height: compact(curves.height[order] / 1000),
        value: compact(curves[curve][order] * factor),
      })).filter((row) => row.height > range[0] && row.height < range[1] && row.value > wide[0] && row.value < wide[1]),
    );
    const [low, high] = paddedRange(
      [...points, ...lines.flat()].map((row) => row.value),
      0.06,
    ).map(compact);
    const residuals = solutions.flatMap(({ label, residuals: all }) => {
      const left = all[residualOf[curve]];
      if (left.length !== at.height.length) {
        throw new RangeError(`A solution needs ${at.height.length} residuals: ${left.length}`);
      }
      return rows(at, left)
        .filter((row) => Math.abs(row.value) <= spread)
        .map((row) => ({ ...row, solution: label }));
    });
    return [
      {
        width: 138,
        height: 330,
        encoding: {
          y: y(k === 0),
          x: {
            field: "value",
            type: "quantitative",
            title: heading,
            scale: { domain: curve === "absoluteMagnitude" ? [high, low] : [low, high], nice: false, zero: false },
            axis: { tickCount: 4 },
          },
        },
        layer: [
          {
            data: { values: points },
            mark: { type: "point", filled: true, size: 24, color: referenceColour, opacity: 0.8 },
            encoding: { shape: stationEncoding(stations).shape },
          },
          ...lines.map((line, i) => ({
            data: { values: thin(line.length, curvePoints).map((j) => ({ ...line[j], solution: domain[i] })) },
            mark: { type: "line", clip: true, strokeWidth: 1.75, strokeDash: dashes[i] },
            encoding: { color: colour, order: { field: "order", type: "quantitative" } },
          })),
        ],
      },
      {
        width: 66,
        height: 330,
        encoding: {
          y: y(false),
          x: {
            field: "value",
            type: "quantitative",
            title: "Residual (σ)",
            scale: { domain: [compact(-spread), compact(spread)], nice: false },
            axis: { tickCount: 3 },
          },
        },
        layer: [
          {
            data: { values: [{ value: 0 }] },
            mark: { type: "rule", color: referenceColour, strokeDash: [4, 3] },
            encoding: { y: { value: 0 }, y2: { value: "height" } },
          },
          {
            data: { values: residuals },
            mark: { type: "point", filled: true, clip: true, size: 20, opacity: 0.85 },
            encoding: { color: colour, shape: stationEncoding(stations).shape },
          },
        ],
      },
    ];
  });
  const caption = "Lines: solutions; beside them observed less simulated in units of the noise σ";
  const sentences = solutions.map(
    ({ label, residuals }) =>
      `${label} scatters by ${rms(residuals.luminosity)} σ in luminosity and ${rms(residuals.lag)} σ in lag`,
  );
  return chart(
    {
      title: title ? { text: title, subtitle: caption } : { text: caption, fontSize: 11 },
      spacing: 12,
      hconcat: overlaid,
    },
    `${solutions.length === 1 ? "A solution" : `${solutions.length} solutions`} over ${meteor.height_lum.length} points of the ` +
      `light curve and ${meteor.height_lag.length} of the lag: ${sentences.join("; ")}.`,
  );
}

function rows(at: { height: ArrayLike<number>; station: ArrayLike<string> }, values: ArrayLike<number>) {
  return Array.from({ length: at.height.length }, (_, i) => ({
    height: compact(at.height[i] / 1000),
    value: compact(values[i]),
    station: at.station[i],
  }));
}

function rms(residuals: ArrayLike<number>): string {
  const finite = Array.from(residuals).filter(Number.isFinite);
  return numberText(Math.sqrt(finite.reduce((sum, value) => sum + value * value, 0) / finite.length), 2);
}
