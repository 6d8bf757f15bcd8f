import { type Chart, chart } from "./chart";
import { compact, numberText, powerOfTen } from "./number-text";
import type { ParameterOptions } from "./posterior";
import { meteoroidQuantity, type Quantity, quantityLabel } from "./quantity";
import { palette } from "./theme";

/** Density of the prior of one parameter, in sampler coordinates. */
export interface PriorDensityData {
  name: string;
  /** True where the coordinate is log₁₀ of the parameter. */
  log: boolean;
  /** Shape, for example `"uniform"`; `"norm"` and `"invgamma"` are written out. */
  kind?: string;
  /** Grid points, shape `[n]`, ascending. */
  x: ArrayLike<number>;
  /** Density at the grid points up to a factor, shape `[n]`. */
  density: ArrayLike<number>;
  /** The central interval that holds 68 %. */
  band68: readonly [number, number];
  /** The central interval that holds 95 %. */
  band95: readonly [number, number];
}

/** Shapes by the names that prior files use. */
const kindWords: Readonly<Record<string, string>> = { norm: "normal", invgamma: "inverse gamma" };

/** Most grid points of one density that are drawn. */
const maxPoints = 160;

/**
 * Prior densities, one small panel per parameter, on a logarithmic axis where the prior is one; the intervals that hold
 * 68 % and 95 % are shaded.
 *
 * @param priors densities on grids
 * @param options choice and order of parameters, labels, title
 * @returns the chart
 * @throws {RangeError} when there is nothing to show or a selected parameter does not exist
 * @example
 * ```ts
 * import { priorDensities } from "nightbook/charts";
 *
 * const uniform = { name: "rho", log: false, kind: "uniform", x: [100, 4000], density: [1, 1] };
 * const chart = priorDensities([{ ...uniform, band68: [724, 3376], band95: [198, 3903] }]);
 * chart.description; // => "Priors of 1 parameter with the interval that holds 95 %: density 198 to 3903 kg/m³ (uniform)."
 * ```
 */
export function priorDensities(priors: readonly PriorDensityData[], options: ParameterOptions = {}): Chart {
  const { select = priors.map((prior) => prior.name), quantity = meteoroidQuantity, title } = options;
  if (select.length === 0) throw new RangeError("Nothing to draw: the number of priors is 0");
  const shown = select.map((name) => {
    const prior = priors.find((candidate) => candidate.name === name);
    if (!prior) throw new RangeError(`There is no prior of this name: ${name}`);
    return prior;
  });
  const caption = "Shaded: the intervals that hold 68 % and 95 %";
  const sentences = shown.map((prior) => describe(prior, quantity(prior.name)));
  return chart(
    {
      title: title ? { text: title, subtitle: caption } : { text: caption, fontSize: 11 },
      columns: Math.min(4, shown.length),
      bounds: "flush",
      spacing: { row: 66, column: 26 },
      concat: shown.map((prior) => panel(prior, quantity(prior.name))),
    },
    `Priors of ${shown.length} parameter${shown.length === 1 ? "" : "s"} with the interval that holds 95 %: ` +
      `${sentences.join("; ")}.`,
  );
}

function panel(prior: PriorDensityData, quantity: Quantity) {
  const { log, band68, band95 } = prior;
  const show = shower(prior, quantity);
  const points = thinned(prior).map(([x, density]) => ({ x: compact(show(x)), density: compact(density) }));
  const [first, last] = [points[0].x, points[points.length - 1].x];
  const x = {
    field: "x",
    type: "quantitative",
    title: quantityLabel(quantity).join(" "),
    scale: { domain: [first, last], nice: false, zero: false },
    axis: { grid: false, tickCount: 4, labelOverlap: "greedy", labelSeparation: 4, ...(log && decades(first, last)) },
  };
  const top = Math.max(...points.map((point) => point.density));
  const y = {
    field: "density",
    type: "quantitative",
    axis: null,
    stack: null,
    scale: { domain: [0, compact(1.12 * top)], nice: false },
  };
  const band = ([low, high]: readonly [number, number], opacity: number) => ({
    transform: [{ filter: `datum.x >= ${compact(show(low))} && datum.x <= ${compact(show(high))}` }],
    mark: { type: "area", color: palette.blue, opacity },
    encoding: { x, y },
  });
  const shape = shapeWords(prior);
  return {
    width: 136,
    height: 90,
    ...(shape && { title: { text: shape, anchor: "end", frame: "group", fontSize: 10, offset: 4 } }),
    data: { values: points },
    layer: [
      band(band95, 0.3),
      band(band68, 0.45),
      { mark: { type: "line", color: palette.blue, strokeWidth: 1.5 }, encoding: { x, y } },
    ],
  };
}

/** The grid, thinned, with the ends of the bands on it, and with upright edges where the density ends above 0. */
function thinned({ x, density, band68, band95 }: PriorDensityData): [x: number, density: number][] {
  const n = x.length;
  const step = Math.max(1, Math.ceil(n / maxPoints));
  const at = (value: number) => {
    let k = 0;
    while (k < n - 2 && x[k + 1] < value) k++;
    const t = (value - x[k]) / (x[k + 1] - x[k] || 1);
    return density[k] * (1 - t) + density[k + 1] * t;
  };
  const points: [number, number][] = [];
  for (let i = 0; i < n - 1; i += step) points.push([x[i], density[i]]);
  points.push([x[n - 1], density[n - 1]]);
  const ends = [...band68, ...band95].filter((value) => value > x[0] && value < x[n - 1]);
  return [...points, ...ends.map((value): [number, number] => [value, at(value)])].sort((a, b) => a[0] - b[0]);
}

/** From sampler coordinates to those of the axis, on which a logarithm stays one. */
function shower({ log }: PriorDensityData, { factor }: Quantity): (coordinate: number) => number {
  return log ? (coordinate) => coordinate + Math.log10(factor) : (coordinate) => coordinate * factor;
}

/** Ticks at powers of ten, written as such. */
function decades(first: number, last: number) {
  const step = Math.max(1, Math.ceil((last - first) / 5));
  const values: number[] = [];
  for (let k = Math.ceil(first); k <= last; k += step) values.push(k);
  // Less than a decade: the exponents stay as they are.
  if (values.length < 2) return { labelExpr: "'10^' + datum.label" };
  const label = values.reduceRight((rest, k) => `datum.value == ${k} ? '${powerOfTen(k)}' : ${rest}`, "''");
  return { values, labelExpr: label };
}

/** `log-uniform`; empty when nothing is known. */
function shapeWords({ log, kind = "" }: PriorDensityData): string {
  return [log ? "log" : "", kindWords[kind] ?? kind].filter(Boolean).join("-");
}

function describe(prior: PriorDensityData, quantity: Quantity): string {
  const show = shower(prior, quantity);
  const [low, high] = prior.band95.map((end) => {
    const shown = show(end);
    return numberText(prior.log ? Math.exp(shown * Math.LN10) : shown, 3);
  });
  const shape = shapeWords(prior);
  return `${quantity.name} ${low} to ${high} ${quantity.unit}`.trim() + (shape && ` (${shape})`);
}
