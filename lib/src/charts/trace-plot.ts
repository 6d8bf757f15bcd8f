import { type Chart, chart } from "./chart";
import { fewTicks, labelWidth } from "./few-ticks";
import { compact } from "./number-text";
import { type ParameterOptions, type Posterior, type PosteriorColumn, posteriorColumns } from "./posterior";
import { profile } from "./profile";
import { palette, referenceColour } from "./theme";
import { thinAtRandom } from "./thin";

/** Samples of a nested-sampling run, in the order of the run. */
export interface TraceData extends Posterior {
  /** Log of the prior volume above each sample, shape `[n]`. */
  logvol: ArrayLike<number>;
}

/** Options of {@link tracePlot}. */
export interface TraceOptions extends ParameterOptions {
  /** Seed of the choice of samples when there are too many to show. Default 0. */
  seed?: number | string;
}

/** Most points of all panels together. */
const maxPoints = 4900;

/** Grid points of the density of one parameter, and of its quantiles. */
const profileSize = 60;
const profilePoints = profileSize + 5;

/**
 * How a nested-sampling run closes in: each parameter of the samples over the prior volume that is left, coloured by
 * weight, and beside it the posterior density with the intervals that hold 68 % and 95 %.
 *
 * @param run samples of the run
 * @param options choice of parameters, true values, labels, title, seed
 * @returns the chart; of a long run it shows some samples, drawn evenly over the run, and says so
 * @throws {RangeError} when the shapes do not match, a selected parameter does not exist or does not vary
 * @see [Speagle2020]
 * @example
 * ```ts
 * import { tracePlot } from "nightbook/charts";
 *
 * const logvol = Float64Array.from({ length: 400 }, (_, i) => -i / 40);
 * const samples = logvol.map((x, i) => Math.exp(x) * Math.sin(i * i));
 * const plot = tracePlot({ parameters: ["x"], samples, weights: logvol.map((x) => Math.exp(x)), logvol });
 * plot.description; // => "Trace of 1 parameter over 400 samples of a nested-sampling run: x."
 * ```
 */
export function tracePlot(run: TraceData, options: TraceOptions = {}): Chart {
  const n = run.weights.length;
  if (run.logvol.length !== n) throw new RangeError(`A trace needs ${n} volumes: ${run.logvol.length}`);
  const columns = posteriorColumns(run, options);
  const shown = thinAtRandom(n, Math.floor(maxPoints / columns.length) - profilePoints, options.seed ?? 0);
  const most = run.weights.reduce((a, b) => Math.max(a, b), 0);
  const caption =
    shown.length < n ? `${shown.length} of ${n} samples, evenly spread over the run` : `All ${n} samples of the run`;
  const titleX = -Math.max(...columns.map(besideLabels));
  const panels = columns.flatMap((column, k) => [
    tracePanel(column, run, shown, { most, titleX, isLast: k === columns.length - 1 }),
    marginalPanel(column, run.weights),
  ]);
  return chart(
    {
      title: options.title ? { text: options.title, subtitle: caption } : { text: caption, fontSize: 11 },
      columns: 2,
      bounds: "flush",
      spacing: 12,
      concat: panels,
    },
    `Trace of ${columns.length} parameter${columns.length === 1 ? "" : "s"} over ${n} samples of a nested-sampling run: ` +
      `${columns.map((column) => column.words).join(", ")}.`,
  );
}

const panelHeight = 80;

function yChannel({ label, range }: Pick<PosteriorColumn, "label" | "range">, field: string) {
  return {
    field,
    type: "quantitative",
    title: label,
    scale: { domain: range.map(compact), nice: false, zero: false },
  };
}

const ticksOf = ({ range }: PosteriorColumn) => fewTicks(range, 4);

/** Pixels from a panel to the first line of its title, beyond the labels of its ticks: digits differ from run to run. */
function besideLabels(column: PosteriorColumn): number {
  return Math.max(56, 10 + labelWidth(ticksOf(column), 11) + 12 * column.label.length);
}

/** What a panel shares with the others. */
interface PanelSetting {
  /** Largest weight. */
  most: number;
  titleX: number;
  isLast: boolean;
}

function tracePanel(
  column: PosteriorColumn,
  run: TraceData,
  shown: readonly number[],
  { most, titleX, isLast }: PanelSetting,
) {
  const [low, high] = column.range;
  // What lies outside the panel is not drawn: the renderer of PNG files does not survive marks far away.
  const inside = shown.filter((i) => column.values[i] >= low && column.values[i] <= high);
  const values = inside.map((i) => ({
    x: compact(-run.logvol[i]),
    y: compact(column.values[i]),
    weight: compact(run.weights[i] / most),
  }));
  const weight = { field: "weight", type: "quantitative", title: "Relative weight", legend: { values: [0, 0.5, 1] } };
  const [first, last] = [-run.logvol[0], -run.logvol[run.logvol.length - 1]];
  return {
    width: 420,
    height: panelHeight,
    data: { values },
    mark: { type: "point", filled: true, size: 10, clip: true },
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: isLast ? "−ln X (prior volume left)" : null,
        scale: {
          domain: [compact(first), compact(last)],
          nice: false,
          zero: false,
        },
        axis: { labels: isLast },
      },
      y: { ...yChannel(column, "y"), axis: { ...ticksOf(column), titleX } },
      // Both in one legend.
      color: { ...weight, scale: { domain: [0, 1], range: [referenceColour, palette.blue] } },
      opacity: { ...weight, scale: { domain: [0, 1], range: [0.2, 1] } },
    },
  };
}

function marginalPanel({ values, range, quantiles, truth, ...column }: PosteriorColumn, weights: Float64Array) {
  const [low95, low68, median, high68, high95] = quantiles.map(compact);
  const x = { field: "density", type: "quantitative", axis: null };
  const y = {
    ...yChannel({ range, label: column.label }, "x"),
    title: null,
    axis: { labels: false, ticks: false, grid: false },
  };
  const band = (low: number, high: number, opacity: number) => ({
    transform: [{ filter: `datum.x >= ${low} && datum.x <= ${high}` }],
    mark: { type: "area", orient: "horizontal", color: palette.blue, opacity },
    encoding: { x: { ...x, stack: null } },
  });
  const rule = (value: number, mark: Record<string, unknown>) => ({
    data: { values: [{ x: compact(value) }] },
    mark: { type: "rule", clip: true, ...mark },
  });
  return {
    width: 80,
    height: panelHeight,
    data: { values: profile(values, weights, range, quantiles, profileSize) },
    encoding: { y },
    layer: [
      band(low95, high95, 0.3),
      band(low68, high68, 0.45),
      {
        mark: { type: "line", color: palette.blue, strokeWidth: 1.5 },
        encoding: { x, order: { field: "x", type: "quantitative" } },
      },
      rule(median, { color: palette.blue, strokeDash: [3, 2] }),
      ...(truth === undefined ? [] : [rule(truth, { color: palette.vermillion })]),
    ],
  };
}
