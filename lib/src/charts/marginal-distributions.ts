import { effectiveSampleSize } from "../core/statistics";
import { type Chart, chart } from "./chart";
import { bandUnderDensity, densityChannel } from "./density-panel";
import { fewTicks } from "./few-ticks";
import { compact, intervalText } from "./number-text";
import { type ParameterOptions, type Posterior, type PosteriorColumn, posteriorColumns } from "./posterior";
import { profile } from "./profile";
import { palette } from "./theme";

const profileSize = 90;
/** Pixels. */
const panelWidth = 172;

/**
 * The density of each parameter of a posterior in a panel of its own, with median and 68 % and 95 % intervals.
 *
 * @param posterior weighted samples
 * @param options choice of parameters, true values, labels, title
 * @returns the chart
 * @throws {RangeError} when the shapes do not match, a selected parameter does not exist or does not vary
 * @example
 * ```ts
 * import { marginalDistributions } from "nightbook/charts";
 *
 * const samples = new Float64Array(2000).map((_, i) => Math.sin(i * i));
 * const posterior = { parameters: ["rho", "sigma"], samples, weights: new Float64Array(1000).fill(1) };
 * const chart = marginalDistributions(posterior);
 * if (!chart.description.startsWith("Densities of 2 parameters")) throw new Error(chart.description);
 * ```
 */
export function marginalDistributions(posterior: Posterior, options: ParameterOptions = {}): Chart {
  const columns = posteriorColumns(posterior, options);
  const { weights } = posterior;
  const caption = "Shaded: 68 % and 95 % of the posterior; dashed: median; numbers: median and 95 % interval";
  return chart(
    {
      title: options.title ? { text: options.title, subtitle: caption } : { text: caption, fontSize: 11 },
      columns: Math.min(4, columns.length),
      bounds: "flush",
      spacing: { row: 76, column: 30 },
      concat: columns.map((column) => panel(column, weights)),
    },
    `Densities of ${columns.length} parameters from ${Math.round(effectiveSampleSize(weights))} effective samples, medians with ` +
      `95 % intervals: ${columns.map(describe).join("; ")}.`,
  );
}

function panel({ values, range, quantiles, label, truth }: PosteriorColumn, weights: Float64Array) {
  const [low95, low68, median, high68, high95] = quantiles;
  const x = {
    field: "x",
    type: "quantitative",
    title: label.join(" "),
    scale: { domain: range.map(compact), nice: false, zero: false },
    axis: { grid: false, ...fewTicks(range, 4, { length: panelWidth, fontSize: 11 }) },
  };
  const band = (low: number, high: number, opacity: number) => bandUnderDensity(x, low, high, opacity);
  const rule = (value: number, mark: Record<string, unknown>) => ({
    data: { values: [{ x: compact(value) }] },
    mark: { type: "rule", strokeWidth: 1.5, ...mark },
    encoding: { x: { field: "x", type: "quantitative" } },
  });
  const isTruthShown = truth !== undefined && truth >= range[0] && truth <= range[1];
  return {
    width: panelWidth,
    height: 110,
    title: { text: intervalText(median, low95, high95), anchor: "middle", frame: "group", fontSize: 11, offset: 4 },
    data: { values: profile(values, weights, range, quantiles, profileSize) },
    layer: [
      band(low95, high95, 0.3),
      band(low68, high68, 0.45),
      { mark: { type: "line", color: palette.blue, strokeWidth: 1.5 }, encoding: { x, y: densityChannel } },
      rule(median, { color: palette.blue, strokeDash: [3, 2] }),
      ...(isTruthShown ? [rule(truth, { color: palette.vermillion })] : []),
    ],
  };
}

function describe({ words, unit, isLog, quantiles }: PosteriorColumn): string {
  const [low, , median, , high] = isLog ? quantiles.map((q) => Math.exp(q * Math.LN10)) : quantiles;
  return `${words} ${intervalText(median, low, high)} ${unit}`.trim();
}
