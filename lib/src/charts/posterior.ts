import { weightedQuantiles } from "../core/statistics";
import type { Range } from "./density";
import { meteoroidQuantity, type Quantity, quantityLabel } from "./quantity";

/** Weighted samples of a posterior, as a sampler leaves them. */
export interface Posterior {
  /** Names of the parameters; their number is the dimension. */
  parameters: readonly string[];
  /** Samples in sampler coordinates, shape `[n, ndim]`, row-major. */
  samples: Float64Array;
  /** Importance weights, shape `[n]`; they need no normalisation. */
  weights: Float64Array;
  /** Which parameters the sampler holds as log₁₀, shape `[ndim]`. Default none. */
  isLog?: readonly boolean[];
}

/** Options of charts that show parameters. */
export interface ParameterOptions {
  /** Parameters to show, in this order. Default all. */
  select?: readonly string[];
  /** True values in SI units, drawn as lines. */
  truths?: Readonly<Record<string, number>>;
  /** Label, unit and factor of a parameter. Default those of the erosion model. */
  quantity?: (name: string) => Quantity;
  /** Title above the chart. Default none. */
  title?: string;
}

/** One parameter in the numbers that are shown. */
export interface PosteriorColumn {
  name: string;
  /** Name in words, for sentences. */
  words: string;
  /** Axis label, the unit apart. */
  label: string[];
  unit: string;
  /** True when the values are log₁₀ of the parameter. */
  isLog: boolean;
  values: Float64Array;
  /** Quantiles 0.025, 0.16, 0.5, 0.84, 0.975. */
  quantiles: Float64Array;
  /** What the axis shows: all but the far tails. */
  range: Range;
  truth: number | undefined;
}

/**
 * The columns of a posterior in display units.
 * @throws {RangeError} when the shapes do not match, a selected parameter does not exist or a column is constant
 */
export function posteriorColumns(posterior: Posterior, options: ParameterOptions): PosteriorColumn[] {
  const { parameters, samples, weights, isLog } = posterior;
  const { select = parameters, truths = {}, quantity = meteoroidQuantity } = options;
  const ndim = parameters.length;
  const n = weights.length;
  if (samples.length !== n * ndim || n === 0) {
    throw new RangeError(`A posterior needs ${n} × ${ndim} numbers: ${samples.length}`);
  }
  return select.map((name) => {
    const k = parameters.indexOf(name);
    if (k < 0) throw new RangeError(`The posterior has no such parameter: ${name}`);
    const shown = quantity(name);
    const log = isLog?.[k] ?? false;
    const show = log ? (value: number) => value + Math.log10(shown.factor) : (value: number) => value * shown.factor;
    const values = Float64Array.from({ length: n }, (_, i) => show(samples[i * ndim + k]));
    const truth = truths[name];
    return {
      name,
      words: shown.name,
      unit: shown.unit,
      isLog: log,
      label: quantityLabel(shown, log),
      values,
      quantiles: weightedQuantiles(values, weights, [0.025, 0.16, 0.5, 0.84, 0.975]),
      range: shownRange(name, values, weights),
      truth: truth === undefined ? undefined : show(log ? Math.log10(truth) : truth),
    };
  });
}

/** The central 99.7 % and a margin, but no more than the samples span. */
function shownRange(name: string, values: Float64Array, weights: Float64Array): Range {
  const [low, high] = weightedQuantiles(values, weights, [0.0015, 0.9985]);
  const margin = 0.15 * (high - low);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (!(weights[i] > 0)) continue;
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  const range: Range = [Math.max(least, low - margin), Math.min(most, high + margin)];
  if (!(range[1] > range[0])) throw new RangeError(`A parameter must vary to be drawn: ${name} = ${values[0]}`);
  return range;
}
