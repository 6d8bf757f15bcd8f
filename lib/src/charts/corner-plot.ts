import { effectiveSampleSize } from "../core/statistics";
import { type Chart, chart } from "./chart";
import { credibleRegions, masses, type RegionPoint } from "./credible-regions";
import { bandUnderDensity, densityChannel } from "./density-panel";
import { emptyPanel } from "./empty-panel";
import { fewTicks, labelWidth } from "./few-ticks";
import { compact, intervalText } from "./number-text";
import { type ParameterOptions, type Posterior, type PosteriorColumn, posteriorColumns } from "./posterior";
import { profile } from "./profile";
import { palette } from "./theme";

/** Of the regions that hold 95 % and 68 %. */
const opacities = [0.3, 0.75] as const;

/** Grid points of the density of one parameter. */
const profileSize = 56;

/** Most marks of the chart. */
const maxMarks = 5000;

/** Side of a panel, pixels, below which text gets smaller. */
const smallPanel = 90;

/** Options of {@link cornerPlot}. */
export interface CornerOptions extends ParameterOptions {
  /** Write the correlation of each pair above the diagonal. Default false. */
  correlations?: boolean;
}

/**
 * Corner plot of a posterior: on the diagonal the density of each parameter, with its 68 % and 95 % intervals; below it
 * the regions of highest density that hold 68 % and 95 % of each pair. Above each column stand the median and the
 * distances to the ends of the 95 % interval. Densities are formed here, so that the chart stays small whatever the
 * number of samples.
 *
 * @param posterior weighted samples
 * @param options choice of parameters, true values, labels, title, correlations
 * @returns the chart
 * @throws {RangeError} when the shapes do not match, a selected parameter does not exist or does not vary
 * @example
 * ```ts
 * import { cornerPlot } from "nightbook/charts";
 *
 * const samples = new Float64Array(2000).map((_, i) => Math.sin(i * i));
 * const plot = cornerPlot({ parameters: ["rho", "sigma"], samples, weights: new Float64Array(1000).fill(1) });
 * if (!plot.description.startsWith("Posterior of 2 parameters")) throw new Error(plot.description);
 * ```
 */
export function cornerPlot(posterior: Posterior, options: CornerOptions = {}): Chart {
  const columns = posteriorColumns(posterior, options);
  const { weights } = posterior;
  const size = Math.round(Math.min(150, Math.max(64, 660 / columns.length)));
  const profiles = columns.length * (profileSize + 6);
  const regions = credibleRegions(columns, weights, Math.max(1000, maxMarks - profiles));
  const isLast = (i: number) => i === columns.length - 1;
  const titleX = -Math.max(...columns.slice(1).map((column) => besideLabels(column, size)));
  const panels = columns.flatMap((row, i) =>
    columns.map((column, j) => {
      if (j > i) return options.correlations ? correlationPanel(column, row, weights, size) : emptyPanel(size);
      if (j === i) return profilePanel(column, weights, size, isLast(i));
      return pairPanel(column, row, regions[i][j], size, isLast(i), j === 0 ? titleX : null);
    }),
  );
  const estimates = columns.map(describe);
  const above = options.correlations ? "; above the diagonal: correlations" : "";
  const caption = `Regions hold 68 % and 95 % of the posterior; numbers: median and 95 % interval${above}`;
  return chart(
    {
      title: options.title ? { text: options.title, subtitle: caption } : { text: caption, fontSize: 11 },
      columns: columns.length,
      spacing: 8,
      bounds: "flush",
      concat: panels,
    },
    `Posterior of ${columns.length} parameters from ${Math.round(effectiveSampleSize(weights))} effective samples, ` +
      `medians with 95 % intervals: ${estimates.join("; ")}.`,
  );
}

/** Median with the distances to the ends of the 95 % interval. */
function estimateText({ quantiles: [low, , median, , high] }: PosteriorColumn): string {
  return intervalText(median, low, high);
}

/** The parameter itself in words, also where the axis shows its logarithm. */
function describe({ words, unit, isLog, quantiles }: PosteriorColumn): string {
  const [low, , median, , high] = isLog ? quantiles.map((q) => Math.exp(q * Math.LN10)) : quantiles;
  return `${words} ${intervalText(median, low, high)} ${unit}`.trim();
}

/** Density of one parameter. */
function profilePanel(column: PosteriorColumn, weights: Float64Array, size: number, isLast: boolean) {
  const { values, range, quantiles, label, truth } = column;
  const [low95, low68, median, high68, high95] = quantiles;
  const x = axisChannel(column, "x", isLast, size);
  const band = (low: number, high: number, opacity: number) => bandUnderDensity(x, low, high, opacity);
  return {
    width: size,
    height: size,
    title: {
      text: [label.join(" "), estimateText(column)],
      // To the right of the diagonal there is room.
      anchor: "start",
      frame: "group",
      fontSize: size < smallPanel ? 9 : 11,
      offset: 6,
    },
    data: { values: profile(values, weights, range, quantiles, profileSize) },
    layer: [
      band(low95, high95, opacities[0]),
      band(low68, high68, opacities[1] - opacities[0]),
      { mark: { type: "line", color: palette.blue, strokeWidth: 1.5 }, encoding: { x, y: densityChannel } },
      ruleLayer(median, "x", { color: palette.blue, strokeDash: [3, 2] }),
      ...truthLayers(column, truth, "x"),
    ],
  };
}

/** Regions of highest density of a pair of parameters. */
function pairPanel(
  column: PosteriorColumn,
  row: PosteriorColumn,
  outlines: RegionPoint[],
  size: number,
  isLast: boolean,
  titleX: number | null,
) {
  const x = axisChannel(column, "x", isLast, size);
  const y = axisChannel(row, "y", titleX !== null, size, titleX ?? 0);
  const region = {
    mark: { type: "line", filled: true, color: palette.blue, interpolate: "linear-closed" },
    encoding: {
      x,
      y,
      order: { field: "i", type: "quantitative" },
      detail: { field: "mass", type: "nominal" },
      opacity: { condition: { test: `datum.mass == ${masses[0]}`, value: opacities[0] }, value: opacities[1] },
    },
  };
  return {
    width: size,
    height: size,
    data: { values: outlines },
    layer: [region, ...truthLayers(column, column.truth, "x"), ...truthLayers(row, row.truth, "y")],
  };
}

/** The correlation of a pair of parameters, the fainter the smaller it is. */
function correlationPanel(column: PosteriorColumn, row: PosteriorColumn, weights: Float64Array, size: number) {
  const correlation = weightedCorrelation(column.values, row.values, weights);
  const text = correlation.toFixed(2).replace("-", "−");
  return {
    ...emptyPanel(size),
    data: { values: [{ text }] },
    mark: { type: "text", fontSize: size < smallPanel ? 13 : 17, opacity: 0.35 + 0.65 * Math.abs(correlation) },
    // Below stands the title of the panel on the diagonal.
    encoding: { text: { field: "text" }, x: { value: size / 2 }, y: { value: 0.3 * size } },
  };
}

function weightedCorrelation(a: ArrayLike<number>, b: ArrayLike<number>, weights: Float64Array): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (values: ArrayLike<number>) => weights.reduce((sum, weight, i) => sum + weight * values[i], 0) / total;
  const [meanA, meanB] = [mean(a), mean(b)];
  const moment = (x: ArrayLike<number>, atX: number, y: ArrayLike<number>, atY: number) =>
    weights.reduce((sum, weight, i) => sum + weight * (x[i] - atX) * (y[i] - atY), 0);
  return moment(a, meanA, b, meanB) / Math.sqrt(moment(a, meanA, a, meanA) * moment(b, meanB, b, meanB));
}

function axisChannel(
  { label, range }: PosteriorColumn,
  channel: "x" | "y",
  isShown: boolean,
  size: number,
  titleX = 0,
) {
  return {
    field: channel,
    type: "quantitative",
    title: isShown ? (size < smallPanel ? label : label.join(" ")) : null,
    scale: { domain: range.map(compact), nice: false, zero: false },
    axis: {
      grid: false,
      labels: isShown,
      ...ticksOf(range, size, channel),
      labelFontSize: labelFontSize(size),
      titleFontSize: titleFontSize(size),
      // Titles of all rows in one line.
      ...(channel === "y" && { titleX }),
    },
  };
}

const labelFontSize = (size: number): number => (size < smallPanel ? 9 : 10);
const titleFontSize = (size: number): number => (size < smallPanel ? 10 : 11);

function ticksOf(range: PosteriorColumn["range"], size: number, channel: "x" | "y") {
  const room = { length: size, fontSize: labelFontSize(size) };
  return fewTicks(range, size < smallPanel ? 2 : 4, channel === "x" ? room : undefined);
}

/** Pixels from a panel to the middle of the first line of its title, beyond the labels of its ticks. */
function besideLabels({ label, range }: PosteriorColumn, size: number): number {
  const lines = size < smallPanel ? label.length : 1;
  const labels = labelWidth(ticksOf(range, size, "y"), labelFontSize(size));
  return Math.max(48, 16 + labels + lines * titleFontSize(size));
}

function ruleLayer(value: number, channel: "x" | "y", mark: Record<string, unknown>) {
  return {
    data: { values: [{ [channel]: compact(value) }] },
    mark: { type: "rule", ...mark },
    encoding: { [channel]: { field: channel, type: "quantitative" } },
  };
}

function truthLayers({ range }: PosteriorColumn, truth: number | undefined, channel: "x" | "y") {
  if (truth === undefined || truth < range[0] || truth > range[1]) return [];
  return [ruleLayer(truth, channel, { color: palette.vermillion, strokeWidth: 1.5 })];
}
