import { type Chart, chart } from "./chart";
import { density } from "./density";
import type { EvidenceData } from "./evidence-trace";
import type { ChartOptions } from "./light-curve";
import { compact, intervalText } from "./number-text";
import { palette } from "./theme";
import { thin } from "./thin";

/** A nested-sampling run, sample by sample; arrays of equal length. */
export interface RunData extends EvidenceData {
  /** Log-likelihood. */
  logl: ArrayLike<number>;
  /** Log-weight. */
  logwt: ArrayLike<number>;
  /** Number of live points when the sample died. */
  samples_n: ArrayLike<number>;
}

/**
 * A nested-sampling run at a glance, over the prior volume that is left: live points, likelihood relative to the
 * largest, where the posterior mass lies, and the evidence relative to its final value.
 *
 * @param run the run
 * @param options title
 * @returns the chart
 * @throws {RangeError} when there is no sample or the arrays differ in length
 * @see [Speagle2020]
 * @example
 * ```ts
 * import { runPlot } from "nightbook/charts";
 *
 * const logvol = Float64Array.from({ length: 500 }, (_, i) => -(i + 1) / 50);
 * const plot = runPlot({
 *   logvol,
 *   logl: logvol.map((x) => -Math.exp(x)),
 *   logwt: logvol,
 *   logz: logvol.map((x) => Math.log(1 - Math.exp(x))),
 *   logzerr: logvol.map(() => 0.1),
 *   samples_n: logvol.map(() => 50),
 * });
 * if (!plot.description.includes("50 live points")) throw new Error(plot.description);
 * ```
 */
export function runPlot(run: RunData, { title }: ChartOptions = {}): Chart {
  const { logvol, logl, logwt, logz, logzerr, samples_n } = run;
  const n = logvol.length;
  if (n < 2) throw new RangeError(`A run needs at least two samples: ${n}`);
  for (const column of [logl, logwt, logz, logzerr, samples_n]) {
    if (column.length !== n) throw new RangeError(`The columns of a run must have ${n} elements: ${column.length}`);
  }
  const shown = thin(n, 300);
  const position = Float64Array.from(logvol, (value) => -value);
  const best = largest(logl);
  const final = logz[n - 1];
  const error = logzerr[n - 1];
  const live = largest(samples_n);
  const relative = (i: number, sigmas: number) =>
    compact(Math.exp(Math.min(50, logz[i] - final + sigmas * logzerr[i])));
  const points = shown.map((i) => ({
    x: compact(position[i]),
    live: samples_n[i],
    likelihood: compact(Math.exp(logl[i] - best)),
    z: relative(i, 0),
    ...Object.fromEntries(
      [1, 2, 3].flatMap((k) => [
        [`low${k}`, relative(i, -k)],
        [`high${k}`, relative(i, k)],
      ]),
    ),
  }));
  const estimate = intervalText(final, final - error, final + error);
  return chart(
    {
      title: {
        text: title ?? `ln Z = ${estimate}`,
        subtitle: "Evidence with bands of one to three standard deviations",
      },
      spacing: 12,
      data: { values: points },
      vconcat: [
        panel("live", "Live points", 1.08 * live, [line]),
        panel("likelihood", "L / max L", 1.08, [line]),
        { ...panel("weight", "Posterior mass", 1.08, [filledArea]), data: { values: mass(position, logwt) } },
        panel("z", "Z / final Z", 1.05 * Math.exp(Math.min(3, 3 * error)), [
          band("low3", "high3"),
          band("low2", "high2"),
          band("low1", "high1"),
          line,
        ]),
      ],
      resolve: { scale: { x: "shared" } },
    },
    `Nested-sampling run of ${n} samples with up to ${live} live points: log-evidence ${estimate}.`,
  );
}

const line = { mark: { type: "line", clip: true, color: palette.blue, strokeWidth: 1.5 } };

const filledArea = {
  mark: { type: "area", color: palette.blue, opacity: 0.4, line: { color: palette.blue, strokeWidth: 1.5 } },
};

function band(low: string, high: string) {
  return {
    mark: { type: "area", clip: true, color: palette.blue, opacity: 0.15 },
    encoding: { y: { field: low }, y2: { field: high } },
  };
}

function panel(field: string, title: string, top: number, layer: unknown[]) {
  const isLast = field === "z";
  return {
    width: 460,
    height: 90,
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: isLast ? "−ln X (prior volume left)" : null,
        scale: { nice: false, zero: false },
        axis: { labels: isLast },
      },
      y: {
        field,
        type: "quantitative",
        title,
        scale: { domain: [0, compact(top)], nice: false },
        axis: { tickCount: 3, titleX: -44 },
      },
    },
    layer,
  };
}

/** Density of the posterior mass over −ln X. */
function mass(position: Float64Array, logwt: ArrayLike<number>) {
  const top = largest(logwt);
  const weights = Float64Array.from(logwt, (value) => Math.exp(value - top));
  const size = 160;
  const range = [Math.min(position[0], position[position.length - 1]), largest(position)] as const;
  return Array.from(density(position, weights, range, size), (weight, k) => ({
    x: compact(range[0] + ((range[1] - range[0]) * k) / (size - 1)),
    weight: compact(weight),
  }));
}

function largest(values: ArrayLike<number>): number {
  let most = values[0];
  for (let i = 1; i < values.length; i++) most = Math.max(most, values[i]);
  return most;
}
