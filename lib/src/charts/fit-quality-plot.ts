import { type Chart, chart } from "./chart";
import type { ChartOptions } from "./light-curve";
import { residualPanel } from "./measured-panels";
import { numberText } from "./number-text";
import { stationNames } from "./stations";

/** Residuals of one kind of points, in units of the noise, and what they say of the fit. */
export interface QualityData {
  /** What was measured, for example `"Luminosity"`. */
  name: string;
  /** s, ascending. */
  time: ArrayLike<number>;
  /** Observed less simulated, in units of the noise. */
  residual: ArrayLike<number>;
  station: ArrayLike<string>;
  points: number;
  chiSquare: number;
  runs: number;
  expected: number;
  /** Probability of as few runs of one sign. */
  pValue: number;
  /** Posterior-predictive probability of larger errors; left out where it is not known. */
  predictivePValue?: number;
}

/**
 * Is this fit any good: the residuals of the best fit in units of the noise against time, with the mean square, the test of
 * the runs of equal signs, and the posterior-predictive probability of larger errors.
 *
 * @param parts residuals of light, of lag, one panel each
 * @param options title
 * @returns the chart
 * @throws {RangeError} when there is nothing to show
 * @see [Wald1940], [Gelman1996]
 * @example
 * ```ts
 * import { fitQualityPlot } from "nightbook/charts";
 *
 * const light = {
 *   name: "Luminosity", time: [0, 0.1, 0.2, 0.3], residual: [0.5, -1.2, 0.3, -0.4], station: ["01G", "02G", "01G", "02G"],
 *   points: 4, chiSquare: 1.94, runs: 4, expected: 3, pValue: 1, predictivePValue: 0.6,
 * };
 * const chart = fitQualityPlot([light]);
 * if (!chart.description.includes("4 runs of one sign where 3 are expected")) throw new Error(chart.description);
 * ```
 */
export function fitQualityPlot(parts: readonly QualityData[], { title }: ChartOptions = {}): Chart {
  if (parts.length === 0) throw new RangeError("Nothing to draw: the number of panels is 0");
  const stations = stationNames(...parts.map((part) => part.station));
  const caption = "Best fit: observed less simulated in units of the noise; shaded: 1 σ and 2 σ";
  return chart(
    {
      title: title ? { text: title, subtitle: caption } : { text: caption, fontSize: 11 },
      spacing: 20,
      vconcat: parts.map((part) => ({
        title: { text: part.name, subtitle: verdict(part), anchor: "start", frame: "group", fontSize: 12, offset: 6 },
        ...residualPanel({ position: part.time, value: part.residual, station: part.station }, 1, {
          against: "time",
          title: "Residual (σ)",
          stations,
          width: 560,
          height: 150,
        }),
      })),
    },
    `Residuals of the best fit. ${parts.map((part) => `${part.name}: ${verdict(part)}`).join(". ")}.`,
  );
}

function verdict({ points, chiSquare, runs, expected, pValue, predictivePValue }: QualityData): string {
  const mean = `mean square ${numberText(chiSquare / points, 3)} over ${points} points`;
  const signs = `${runs} runs of one sign where ${numberText(expected, 3)} are expected (p = ${numberText(pValue, 2)})`;
  if (predictivePValue === undefined || Number.isNaN(predictivePValue)) return `${mean}; ${signs}`;
  return `${mean}; ${signs}; posterior-predictive p = ${numberText(predictivePValue, 2)}`;
}
