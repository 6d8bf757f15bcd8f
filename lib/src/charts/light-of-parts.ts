import { type Chart, chart } from "./chart";
import type { ChartOptions } from "./light-curve";
import { heightAxis } from "./light-curve";
import { compact, numberText } from "./number-text";
import { categoryColours } from "./theme";
import { thin } from "./thin";

/** Light of parts of a meteor along its way; arrays of equal length. */
export interface LightOfParts {
  /** Height, m. */
  height: ArrayLike<number>;
  /** Luminosity of each part, W; where a part does not shine, 0. */
  parts: readonly { name: string; luminosity: ArrayLike<number> }[];
}

const curvePoints = 400;
/** Decades below the brightest value that are drawn. */
const decades = 4;

/**
 * How much light comes from which part of a meteor: luminosity against height, on a logarithmic axis.
 *
 * @param light heights, and the luminosity of each part
 * @param options title
 * @returns the chart
 * @throws {RangeError} when no part shines
 * @example
 * ```ts
 * import { lightOfParts } from "nightbook/charts";
 *
 * const parts = [{ name: "main", luminosity: [2, 5] }, { name: "grains", luminosity: [0, 20] }];
 * const chart = lightOfParts({ height: [110e3, 100e3], parts });
 * chart.description; // => "Light of 2 parts of a meteor: main up to 5 W at 100 km; grains up to 20 W at 100 km."
 * ```
 */
export function lightOfParts({ height, parts }: LightOfParts, { title }: ChartOptions = {}): Chart {
  const peaks = parts.map(({ luminosity }) => {
    const values = Array.from(luminosity);
    const at = values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
    return { value: values[at] ?? 0, height: height[at] };
  });
  const highest = Math.max(...peaks.map(({ value }) => value));
  if (!(highest > 0 && Number.isFinite(highest))) throw new RangeError(`No part of the meteor shines: ${highest}`);
  const lowest = highest * 10 ** -decades;
  const rows = parts.flatMap(({ name, luminosity }) => {
    const lit = Array.from({ length: height.length }, (_, order) => order).filter((i) => luminosity[i] > lowest);
    return thin(lit.length, curvePoints).map((j) => ({
      part: name,
      order: lit[j],
      height: compact(height[lit[j]] / 1000),
      luminosity: compact(luminosity[lit[j]]),
    }));
  });
  const domain = parts.map(({ name }) => name);
  const colours = domain.map((_, i) => categoryColours[i % categoryColours.length]);
  const dashes = domain.map(
    (_, i) =>
      [
        [1, 0],
        [6, 3],
        [2, 2],
        [8, 2, 2, 2],
      ][i % 4],
  );
  const channel = (range: readonly unknown[]) => ({
    field: "part",
    type: "nominal",
    title: "Part",
    scale: { domain, range },
  });
  const sentences = parts.map(({ name }, i) =>
    peaks[i].value > 0
      ? `${name} up to ${numberText(peaks[i].value)} W at ${numberText(peaks[i].height / 1000)} km`
      : `${name} dark`,
  );
  return chart(
    {
      ...(title && { title }),
      width: 420,
      height: 340,
      data: { values: rows },
      mark: { type: "line", clip: true, strokeWidth: 1.75 },
      encoding: {
        y: heightAxis,
        x: {
          field: "luminosity",
          type: "quantitative",
          title: "Luminosity (W)",
          scale: { type: "log", domain: [compact(lowest), compact(1.3 * highest)], nice: false },
          axis: { tickCount: 5 },
        },
        color: channel(colours),
        strokeDash: channel(dashes),
        order: { field: "order", type: "quantitative" },
      },
    },
    `Light of ${parts.length} parts of a meteor: ${sentences.join("; ")}.`,
  );
}
