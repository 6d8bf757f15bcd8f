import { weightedQuantiles } from "../core/statistics";
import { type Chart, chart } from "./chart";
import type { Range } from "./density";
import { bandUnderDensity, densityChannel } from "./density-panel";
import { fewTicks } from "./few-ticks";
import type { ChartOptions } from "./light-curve";
import { compact, intervalText } from "./number-text";
import { profile } from "./profile";
import { type Quantity, quantityLabel } from "./quantity";
import { palette } from "./theme";

/** Weighted values of one quantity. */
export interface DistributionData {
  /** SI units, shape `[n]`; what is not a number does not count. */
  values: ArrayLike<number>;
  /** Shape `[n]`; they need no normalisation. */
  weights: ArrayLike<number>;
  quantity: Quantity;
}

/** Grid points of the density. */
const gridSize = 160;

/**
 * Density of one weighted quantity, with its median and its 68 % and 95 % intervals.
 *
 * @param data values, weights, and how the quantity is written
 * @param options title
 * @returns the chart
 * @throws {RangeError} when no value of any weight is a number
 * @example
 * ```ts
 * import { weightedDistribution } from "nightbook/charts";
 *
 * const values = Float64Array.from({ length: 1000 }, (_, i) => 300 + 50 * Math.sin(i * i));
 * const quantity = { name: "density", label: "ρ", unit: "kg/m³", factor: 1 };
 * const chart = weightedDistribution({ values, weights: values.map(() => 1), quantity });
 * if (!chart.description.startsWith("Density: ")) throw new Error(chart.description);
 * ```
 */
export function weightedDistribution(
  { values, weights, quantity }: DistributionData,
  { title }: ChartOptions = {},
): Chart {
  const present = Array.from({ length: values.length }, (_, i) => i).filter(
    (i) => Number.isFinite(values[i]) && weights[i] > 0,
  );
  if (present.length === 0) throw new RangeError(`No values of the ${quantity.name} to draw`);
  const shown = Float64Array.from(present, (i) => values[i] * quantity.factor);
  const weight = Float64Array.from(present, (i) => weights[i]);
  const [least, low95, low68, median, high68, high95, most] = weightedQuantiles(
    shown,
    weight,
    [0.0015, 0.025, 0.158655, 0.5, 0.841345, 0.975, 0.9985],
  );
  const margin = 0.15 * (most - least) || Math.abs(median) * 0.05 || 1;
  const range: Range = [least - margin, most + margin];
  const estimate = intervalText(median, low95, high95);
  const x = {
    field: "x",
    type: "quantitative",
    title: quantityLabel({ ...quantity, label: `${capital(quantity.name)} ${quantity.label}` }).join(" "),
    scale: { domain: range.map(compact), nice: false, zero: false },
    axis: { grid: false, ...fewTicks(range, 7) },
  };
  const band = (low: number, high: number, opacity: number) => bandUnderDensity(x, low, high, opacity);
  const quantiles = Float64Array.of(low95, low68, median, high68, high95);
  const caption = `${quantity.label} = ${estimate} ${quantity.unit}`.trim();
  const subtitle = `${caption}; shaded: 68 % and 95 %; dashed: median`;
  // A quantity that does not vary has no density, only a place.
  const isPoint = !(most > least);
  return chart(
    {
      title: title ? { text: title, subtitle } : { text: subtitle, fontSize: 11 },
      width: 420,
      height: 220,
      data: { values: isPoint ? [] : profile(shown, weight, range, quantiles, gridSize) },
      layer: [
        band(low95, high95, 0.3),
        band(low68, high68, 0.45),
        { mark: { type: "line", color: palette.blue, strokeWidth: 1.75 }, encoding: { x, y: densityChannel } },
        {
          data: { values: [{ x: compact(median) }] },
          mark: { type: "rule", color: palette.blue, strokeDash: [4, 3], strokeWidth: 1.5 },
          encoding: { x: { field: "x", type: "quantitative" } },
        },
      ],
    },
    `${capital(quantity.name)}: median and 95 % interval ${`${estimate} ${quantity.unit}`.trim()} from ${present.length} samples.`,
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
