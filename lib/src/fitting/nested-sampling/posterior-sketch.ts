import type { ParameterSketch, PosteriorSketch } from "../../core/progress";
import { exp } from "../../core/special";

/** Columns of a histogram. */
const columns = 24;
/** Points that a sketch looks at, at most: it is for the eye, and must cost nothing. */
const mostPoints = 4000;
/** Points whose weight is less than this, as log, beside the heaviest are not seen. */
const negligible = 12;
/** Height of the highest column. */
const height = 100;

/** Weighted points in parameter space. */
export interface WeightedPoints {
  readonly length: number;
  /** Logarithm of the weight of a point, up to a constant. */
  logWeight(point: number): number;
  /** Value of a parameter at a point. */
  value(point: number, parameter: number): number;
}

/**
 * What a posterior looks like so far: a histogram of each parameter.
 *
 * @param parameters their names
 * @param points from which the posterior is known; of many, some that are spread evenly are looked at
 * @returns the sketch, or null while there is nothing to show
 */
export function posteriorSketch(parameters: readonly string[], points: WeightedPoints): PosteriorSketch | null {
  let heaviest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < points.length; i++) heaviest = Math.max(heaviest, points.logWeight(i));
  if (!Number.isFinite(heaviest)) return null;
  const seen: number[] = [];
  for (let i = 0; i < points.length; i++) if (points.logWeight(i) > heaviest - negligible) seen.push(i);
  const stride = Math.ceil(seen.length / mostPoints);
  const chosen = seen.filter((_, k) => k % stride === 0);
  const weights = chosen.map((i) => exp(points.logWeight(i) - heaviest));
  const sum = weights.reduce((a, b) => a + b, 0);
  const squares = weights.reduce((a, b) => a + b * b, 0);
  if (chosen.length < 2 || !(sum > 0)) return null;
  return {
    nEffective: Math.round((sum * sum) / squares) * stride,
    parameters: parameters.map((name, k) =>
      parameterSketch(
        name,
        chosen.map((i) => points.value(i, k)),
        weights,
        sum,
      ),
    ),
  };
}

function parameterSketch(name: string, values: number[], weights: number[], sum: number): ParameterSketch {
  const average = (of: (value: number) => number) => values.reduce((a, v, i) => a + of(v) * weights[i], 0) / sum;
  const mean = average((v) => v);
  const sd = Math.sqrt(average((v) => (v - mean) * (v - mean)));
  // Far tails would leave nothing but one column.
  const from = Math.max(
    values.reduce((a, b) => Math.min(a, b)),
    mean - 4 * sd,
  );
  const to = Math.min(
    values.reduce((a, b) => Math.max(a, b)),
    mean + 4 * sd,
  );
  const counts = new Array<number>(columns).fill(0);
  for (const [i, value] of values.entries()) {
    if (value < from || value > to || !(to > from)) continue;
    counts[Math.min(columns - 1, Math.floor((columns * (value - from)) / (to - from)))] += weights[i];
  }
  const highest = counts.reduce((a, b) => Math.max(a, b), 0);
  const rounded = (x: number) => Number(x.toPrecision(6));
  return {
    name,
    from: rounded(from),
    to: rounded(to),
    mean: rounded(mean),
    sd: rounded(sd),
    counts: counts.map((count) => (highest > 0 ? Math.round((height * count) / highest) : 0)),
  };
}
