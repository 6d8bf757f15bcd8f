import { random } from "../core/random";
import { type Bound, drawFromBound } from "./bound-draws";
import { type Chart, chart } from "./chart";
import { emptyPanel } from "./empty-panel";
import { compact, numberText } from "./number-text";
import { meteoroidQuantity, type Quantity } from "./quantity";
import { palette } from "./theme";
import { thin } from "./thin";

/** A nested-sampling run with the bounds from which it drew; arrays of one element or row per sample, in order of death. */
export interface BoundData {
  /** Names of the parameters; their number is the dimension. */
  parameters: readonly string[];
  /** Samples in the unit cube, shape `[n, ndim]`, row-major. */
  samples_u: Float64Array;
  /** Log-likelihood, ascending. */
  logl: ArrayLike<number>;
  /** Log-likelihood above which each sample was drawn. */
  logl_birth: ArrayLike<number>;
  /** The bounds, in order of construction. */
  bound: readonly Bound[];
  /** Bound in force when each sample died. */
  bound_iter: ArrayLike<number>;
}

/** Options of {@link boundPlot}. */
export interface BoundOptions {
  /** The sample at whose death the bound is shown, from 0; a negative one counts from the end. Default the middle of the run. */
  it?: number;
  /** Parameters to show, two or more, in this order. Default the first four. */
  select?: readonly string[];
  /** Indices of periodic parameters. Default none. */
  wrapped?: readonly number[];
  /** Label of a parameter. Default that of the erosion model. */
  quantity?: (name: string) => Quantity;
  /** Seed of the draws. Default 0. */
  seed?: number | string;
  /** Title above the chart. Default none. */
  title?: string;
}

/** Most points of all panels together, and of one panel. */
const maxPoints = 4900;
const maxPanelPoints = 1500;

/**
 * The bound that was in force at one moment of a nested-sampling run, in the unit cube: draws from it, and over them the
 * points that were alive. Live points near the edge of the draws mean that the bound is tight; live points outside them would
 * mean that it cuts off likelihood.
 *
 * @param run the run; results of the static and the dynamic engine have all that is needed
 * @param options which moment, which parameters
 * @returns the chart, one panel for each pair of parameters
 * @throws {RangeError} when the run kept no bounds, or there is no such sample or parameter
 * @see [Speagle2020]
 * @example
 * ```ts
 * import { boundPlot } from "nightbook/charts";
 *
 * const plot = boundPlot({
 *   parameters: ["x", "y"],
 *   samples_u: Float64Array.of(0.2, 0.3, 0.4, 0.5, 0.45, 0.55),
 *   logl: [-3, -2, -1],
 *   logl_birth: [-Infinity, -Infinity, -3],
 *   bound: [{ kind: "cube" }],
 *   bound_iter: [0, 0, 0],
 * });
 * plot.description.slice(0, 42); // => "Bound at sample 2 of 3, ln L = −2: the uni"
 * ```
 */
export function boundPlot(run: BoundData, options: BoundOptions = {}): Chart {
  const { parameters, logl, logl_birth, bound, bound_iter } = run;
  const { select = parameters.slice(0, 4), wrapped = [], quantity = meteoroidQuantity, seed = 0, title } = options;
  const n = logl.length;
  const ndim = parameters.length;
  const it = options.it === undefined ? n >> 1 : options.it < 0 ? n + options.it : options.it;
  if (!(Number.isInteger(it) && it >= 0 && it < n))
    throw new RangeError(`The run of ${n} samples has no such: ${options.it}`);
  const shown = bound[bound_iter[it]];
  if (!shown) throw new RangeError(`The run kept no bound for this sample: ${it}`);
  const axes = select.map((name) => {
    const index = parameters.indexOf(name);
    if (index < 0) throw new RangeError(`The run has no such parameter: ${name}`);
    return { index, label: quantity(name).label };
  });
  if (axes.length < 2) throw new RangeError(`A bound is drawn over two parameters or more: ${select.join(", ")}`);

  const live: number[] = [];
  for (let i = 0; i < n; i++) if (logl[i] >= logl[it] && logl_birth[i] < logl[it]) live.push(i);
  const pairs = (axes.length * (axes.length - 1)) / 2;
  const perPanel = Math.min(maxPanelPoints, Math.floor(maxPoints / pairs));
  const liveShown = thin(live.length, Math.floor(perPanel / 3)).map((k) => live[k]);
  const draws = drawFromBound(shown, ndim, perPanel - liveShown.length, wrapped, random(seed).stream(0));
  const points = {
    drawn: Array.from({ length: draws.length / ndim }, (_, k) => draws.subarray(k * ndim, k * ndim + ndim)),
    live: liveShown.map((i) => run.samples_u.subarray(i * ndim, i * ndim + ndim)),
  };

  const last = axes.length - 1;
  const size = Math.round(Math.min(300, Math.max(90, 600 / last)));
  const panels = axes
    .slice(1)
    .flatMap((row, i) =>
      axes
        .slice(0, -1)
        .map((column, j) => (j > i ? emptyPanel(size) : pairPanel(column, row, points, size, i === last - 1, j === 0))),
    );
  const what =
    shown.kind === "cube"
      ? "the unit cube"
      : `${shown.centres.length} ellipsoid${shown.centres.length === 1 ? "" : "s"}`;
  const moment = `Bound at sample ${it + 1} of ${n}, ln L = ${numberText(logl[it])}: ${what}`;
  const counts = `${points.drawn.length} draws and ${liveShown.length < live.length ? `${liveShown.length} of ` : ""}${live.length} live points in the unit cube`;
  return chart(
    {
      title: title ? { text: title, subtitle: [moment, counts] } : { text: moment, subtitle: counts, fontSize: 11 },
      columns: last,
      spacing: 10,
      bounds: "flush",
      concat: panels,
    },
    `${moment}, with ${live.length} live points over ${select.join(", ")}.`,
  );
}

interface Axis {
  index: number;
  label: string;
}

function pairPanel(
  column: Axis,
  row: Axis,
  points: { drawn: readonly Float64Array[]; live: readonly Float64Array[] },
  size: number,
  isLast: boolean,
  isFirst: boolean,
) {
  const rows = (set: readonly Float64Array[]) =>
    set.map((u) => ({ x: compact(u[column.index]), y: compact(u[row.index]) }));
  const channel = (field: string, label: string, isShown: boolean) => ({
    field,
    type: "quantitative",
    title: isShown ? label : null,
    scale: { domain: [0, 1], nice: false },
    axis: { labels: isShown, values: [0.2, 0.5, 0.8], grid: false },
  });
  const layer = (set: readonly Float64Array[], kind: string, mark: Record<string, unknown>) => ({
    data: { values: rows(set) },
    mark: { type: "point", filled: true, ...mark },
    encoding: { color: { datum: kind, type: "nominal", scale: kindColours, title: null } },
  });
  return {
    width: size,
    height: size,
    encoding: { x: channel("x", column.label, isLast), y: channel("y", row.label, isFirst) },
    // The live points lie over the draws.
    layer: [
      layer(points.drawn, kinds[0], { size: 10, opacity: 0.45 }),
      layer(points.live, kinds[1], { size: 26, opacity: 0.9, shape: "diamond" }),
    ],
  };
}

const kinds = ["draw from the bound", "live point"];
const kindColours = { domain: kinds, range: [palette.sky, palette.vermillion] };
