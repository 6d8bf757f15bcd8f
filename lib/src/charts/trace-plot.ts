import { type Chart, chart } from "./chart";
import { density } from "./density";
import { compact } from "./number-text";
import { type ParameterOptions, type Posterior, type PosteriorColumn, posteriorColumns } from "./posterior";
import { palette } from "./theme";
import { thin } from "./thin";

/** Samples of a nested-sampling run, in the order of the run. */
export interface TraceData extends Posterior {
  /** Log of the prior volume above each sample, shape `[n]`. */
  logvol: ArrayLike<number>;
}

/** Most points of all panels together. */
const maxPoints = 4000;

/**
 * How a nested-sampling run closes in: each parameter of the samples over the prior volume that is left, the weight as
 * opacity, and beside it the posterior density.
 *
 * @param run samples of the run
 * @param options choice of parameters, true values, labels, title
 * @returns the chart; of a long run it shows every so many samples and says so
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
export function tracePlot(run: TraceData, options: ParameterOptions = {}): Chart {
  const n = run.weights.length;
  if (run.logvol.length !== n) throw new RangeError(`A trace needs ${n} volumes: ${run.logvol.length}`);
  const columns = posteriorColumns(run, options);
  const shown = thin(n, Math.floor(maxPoints / columns.length));
  const most = run.weights.reduce((a, b) => Math.max(a, b), 0);
  const caption =
    shown.length < n ? `${shown.length} of ${n} samples, evenly spread over the run` : `All ${n} samples of the run`;
  const panels = columns.flatMap((column, k) => [
    tracePanel(column, run, shown, most, k === columns.length - 1),
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

function yChannel({ label, range }: PosteriorColumn, field: string) {
  return {
    field,
    type: "quantitative",
    title: label,
    scale: { domain: range.map(compact), nice: false, zero: false },
  };
}

function tracePanel(column: PosteriorColumn, run: TraceData, shown: readonly number[], most: number, isLast: boolean) {
  const [low, high] = column.range;
  // What lies outside the panel is not drawn: the renderer of PNG files does not survive marks far away.
  const inside = shown.filter((i) => column.values[i] >= low && column.values[i] <= high);
  const values = inside.map((i) => ({
    x: compact(-run.logvol[i]),
    y: compact(column.values[i]),
    weight: compact(run.weights[i] / most),
  }));
  const depths = shown.map((i) => -run.logvol[i]);
  return {
    width: 420,
    height: panelHeight,
    data: { values },
    mark: { type: "point", filled: true, size: 10, color: palette.blue, clip: true },
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: isLast ? "−ln X (prior volume left)" : null,
        scale: {
          domain: [compact(Math.min(...depths)), compact(Math.max(...depths))],
          nice: false,
          zero: false,
        },
        axis: { labels: isLast },
      },
      y: { ...yChannel(column, "y"), axis: { tickCount: 3, titleX: -56 } },
      opacity: {
        field: "weight",
        type: "quantitative",
        title: "Relative weight",
        scale: { domain: [0, 1], range: [0.12, 1] },
        legend: { values: [0, 0.5, 1] },
      },
    },
  };
}

function marginalPanel(column: PosteriorColumn, weights: Float64Array) {
  const size = 64;
  const [low, high] = column.range;
  const values = Array.from(density(column.values, weights, column.range, size), (value, k) => ({
    y: compact(low + ((high - low) * k) / (size - 1)),
    density: compact(value),
  }));
  const layer: unknown[] = [
    {
      mark: { type: "area", orient: "horizontal", color: palette.blue, opacity: 0.4 },
      encoding: { x: { field: "density", type: "quantitative", axis: null } },
    },
    {
      mark: { type: "line", color: palette.blue, strokeWidth: 1.5 },
      encoding: {
        x: { field: "density", type: "quantitative", axis: null },
        order: { field: "y", type: "quantitative" },
      },
    },
  ];
  if (column.truth !== undefined) {
    layer.push({
      data: { values: [{ y: compact(column.truth) }] },
      mark: { type: "rule", color: palette.vermillion, clip: true },
    });
  }
  return {
    width: 80,
    height: panelHeight,
    data: { values },
    encoding: { y: { ...yChannel(column, "y"), title: null, axis: { labels: false, ticks: false, grid: false } } },
    layer,
  };
}
