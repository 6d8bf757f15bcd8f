import { type Chart, chart } from "./chart";
import type { ChartOptions } from "./light-curve";
import { compact, numberText } from "./number-text";
import { categoryColours } from "./theme";
import { thin } from "./thin";

/** Light along the path at one instant. */
export interface WakeData {
  /** Height of the leading fragment, m. */
  height: number;
  /** Path length relative to the leading fragment, m; negative behind it. */
  length: ArrayLike<number>;
  /** Luminosity per length, W/m. */
  luminosity: ArrayLike<number>;
}

/**
 * The wake of a meteor: luminosity per length along the path, behind and just before its leading fragment.
 *
 * @param wakes at one or more heights
 * @param options title
 * @returns the chart
 * @throws {RangeError} when there is no wake
 * @example
 * ```ts
 * import { wakePlot } from "nightbook/charts";
 *
 * const chart = wakePlot([{ height: 100e3, length: [-50, 0, 9], luminosity: [0.1, 2, 0] }]);
 * chart.description; // => "Wake of a meteor: at 100 km up to 2 W/m, 0 m behind the leading fragment."
 * ```
 */
export function wakePlot(wakes: readonly WakeData[], { title }: ChartOptions = {}): Chart {
  if (wakes.length === 0) throw new RangeError("Nothing to draw: the number of wakes is 0");
  const name = ({ height }: WakeData) => `${numberText(height / 1000, 5)} km`;
  const domain = [...new Set(wakes.map(name))];
  const rows = wakes.flatMap((wake) =>
    thin(wake.length.length, Math.min(500, Math.floor(4500 / wakes.length))).map((i) => ({
      wake: name(wake),
      length: compact(wake.length[i]),
      luminosity: compact(wake.luminosity[i]),
    })),
  );
  const sentences = wakes.map((wake) => {
    const values = Array.from(wake.luminosity);
    const at = values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
    return `at ${name(wake)} up to ${numberText(values[at])} W/m, ${numberText(0 - wake.length[at], 3)} m behind the leading fragment`;
  });
  const channel = (range: readonly unknown[]) => ({
    field: "wake",
    type: "nominal",
    title: "Height",
    scale: { domain, range: domain.map((_, i) => range[i % range.length]) },
  });
  return chart(
    {
      ...(title && { title }),
      width: 460,
      height: 280,
      data: { values: rows },
      mark: { type: "line", strokeWidth: 1.75 },
      encoding: {
        x: { field: "length", type: "quantitative", title: "Length relative to the leading fragment (m)" },
        y: { field: "luminosity", type: "quantitative", title: "Luminosity per length (W/m)" },
        color: channel(categoryColours),
        strokeDash: channel([
          [1, 0],
          [6, 3],
          [2, 2],
          [8, 2, 2, 2],
        ]),
      },
    },
    `Wake of a meteor: ${sentences.join("; ")}.`,
  );
}
