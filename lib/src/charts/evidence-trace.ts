import { type Chart, chart } from "./chart";
import type { ChartOptions } from "./light-curve";
import { compact, intervalText } from "./number-text";
import { palette } from "./theme";
import { thin } from "./thin";

/** The evidence along a nested-sampling run; arrays of equal length, one element per sample. */
export interface EvidenceData {
  /** Cumulative log-evidence. */
  logz: ArrayLike<number>;
  /** Its cumulative error. */
  logzerr: ArrayLike<number>;
  /** Log of the prior volume above each sample. */
  logvol: ArrayLike<number>;
  /** Likelihood calls that each sample took; needed to draw against calls. */
  ncall?: ArrayLike<number>;
}

/** Options of {@link evidenceTrace}. */
export interface EvidenceOptions extends ChartOptions {
  /** Default `"volume"`: the negative log of the prior volume that is left. */
  against?: "volume" | "calls";
}

/**
 * Log-evidence of a nested-sampling run as it converges, with its error.
 *
 * @param run the evidence along the run
 * @param options title, and what it is drawn against
 * @returns the chart
 * @throws {RangeError} when there is no sample, the arrays differ in length, or calls are wanted and not given
 * @example
 * ```ts
 * import { evidenceTrace } from "nightbook/charts";
 *
 * const trace = evidenceTrace({ logz: [-90, -51, -50.02, -50], logzerr: [2, 0.5, 0.2, 0.2], logvol: [-1, -2, -3, -4] });
 * trace.description; // => "Log-evidence −50.00 ± 0.20 after 4 samples."
 * ```
 */
export function evidenceTrace(run: EvidenceData, { title, against = "volume" }: EvidenceOptions = {}): Chart {
  const { logz, logzerr, logvol, ncall } = run;
  const n = logz.length;
  if (n === 0) throw new RangeError("A run needs at least one sample: 0");
  for (const column of [logzerr, logvol, ncall ?? logz]) {
    if (column.length !== n) throw new RangeError(`The columns of a run must have ${n} elements: ${column.length}`);
  }
  if (against === "calls" && !ncall) throw new RangeError("The calls of the run are not given: ncall = undefined");
  const byCalls = against === "calls";
  const position = byCalls ? cumulative(ncall ?? []) : Array.from(logvol, (value) => -value);
  const [final, error] = [logz[n - 1], logzerr[n - 1]];
  const low = final - Math.max(10, 20 * error);
  let first = 0;
  while (first < n - 1 && !(logz[first + 1] > low)) first++;
  const points = thin(n - first, 400)
    .map((k) => first + k)
    .filter((i) => Number.isFinite(logz[i]) && Number.isFinite(logzerr[i]))
    .map((i) => ({
      x: compact(position[i]),
      logz: compact(logz[i]),
      low1: compact(logz[i] - logzerr[i]),
      high1: compact(logz[i] + logzerr[i]),
      low2: compact(logz[i] - 2 * logzerr[i]),
      high2: compact(logz[i] + 2 * logzerr[i]),
    }));
  const band = (lowField: string, highField: string, opacity: number) => ({
    mark: { type: "area", clip: true, color: palette.blue, opacity },
    encoding: { y: { field: lowField }, y2: { field: highField } },
  });
  const estimate = intervalText(final, final - error, final + error);
  return chart(
    {
      title: { text: title ?? `ln Z = ${estimate}`, subtitle: "Bands: one and two standard deviations" },
      width: 460,
      height: 240,
      data: { values: points },
      encoding: {
        x: {
          field: "x",
          type: "quantitative",
          title: byCalls ? "Likelihood calls" : "−ln X (prior volume left)",
          scale: { nice: false, zero: false },
          axis: { tickCount: 8, ...(byCalls && { format: "~s" }) },
        },
        y: {
          field: "logz",
          type: "quantitative",
          title: "ln Z",
          scale: { domain: [compact(low), compact(final + Math.max(1, 5 * error))], nice: false, zero: false },
        },
      },
      layer: [
        band("low2", "high2", 0.2),
        band("low1", "high1", 0.3),
        { mark: { type: "line", clip: true, color: palette.blue, strokeWidth: 2 } },
      ],
    },
    `Log-evidence ${estimate} after ${n} samples.`,
  );
}

function cumulative(values: ArrayLike<number>): number[] {
  let sum = 0;
  return Array.from(values, (value) => {
    sum += value;
    return sum;
  });
}
