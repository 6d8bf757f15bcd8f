/** Points that differ from each other, with their normalised weights. */
export interface WeightedPoints {
  readonly ndim: number;
  /** Shape `[n, ndim]`. */
  readonly points: Float64Array;
  /** Positive, descending, sum 1, shape `[n]`. */
  readonly weights: Float64Array;
  /** Cluster of each point as given, shape `[n]`. */
  readonly labels: Uint32Array;
  /** Points that depend on each other share a group, shape `[n]`. */
  readonly groups: Uint32Array;
}

/** Points of least weight that together have no more than this part of the weight are left out. */
const negligible = 1e-5;

/**
 * Joins equal points, whose weights add up, and leaves out the ones that do not matter, so that what is fitted
 * to one half of the points can be tried on the other.
 *
 * @throws {RangeError} when lengths do not fit, a number is not finite, or no weight is positive
 */
export function distinctPoints(
  points: Float64Array,
  weights: ArrayLike<number>,
  labels?: ArrayLike<number>,
  groups?: ArrayLike<number>,
): WeightedPoints {
  const n = weights.length;
  const ndim = points.length / n;
  if (!Number.isInteger(ndim) || ndim === 0) {
    throw new RangeError(`Length of the points is not a multiple of the number of weights, ${n}: ${points.length}`);
  }
  for (const x of points) if (!Number.isFinite(x)) throw new RangeError(`A coordinate is not finite: ${x}`);
  const compare = (a: number, b: number): number => {
    for (let j = 0; j < ndim; j++) {
      const difference = points[a * ndim + j] - points[b * ndim + j];
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const order = Uint32Array.from({ length: n }, (_, i) => i).filter((i) => weights[i] > 0);
  if (order.length === 0) throw new RangeError(`No weight of ${n} is positive`);
  order.sort((a, b) => compare(a, b) || a - b);

  const joined: { at: number; weight: number }[] = [];
  let total = 0;
  for (const i of order) {
    const last = joined.at(-1);
    if (last !== undefined && compare(last.at, i) === 0) last.weight += weights[i];
    else joined.push({ at: i, weight: weights[i] });
    total += weights[i];
  }
  if (!Number.isFinite(total)) throw new RangeError(`Sum of the weights is not finite: ${total}`);
  joined.sort((a, b) => b.weight - a.weight || a.at - b.at);

  let kept = 0;
  let sum = 0;
  while (kept < joined.length && sum < (1 - negligible) * total) sum += joined[kept++].weight;
  const out = new Float64Array(kept * ndim);
  for (let k = 0; k < kept; k++) out.set(points.subarray(joined[k].at * ndim, (joined[k].at + 1) * ndim), k * ndim);
  return {
    ndim,
    points: out,
    weights: Float64Array.from({ length: kept }, (_, k) => joined[k].weight / sum),
    labels: Uint32Array.from({ length: kept }, (_, k) => labels?.[joined[k].at] ?? 0),
    groups: Uint32Array.from({ length: kept }, (_, k) => groups?.[joined[k].at] ?? k),
  };
}

/** The points whose indices are given, their weights normalised anew. */
export function selectPoints(all: WeightedPoints, indices: ArrayLike<number>): WeightedPoints {
  const { ndim } = all;
  const points = new Float64Array(indices.length * ndim);
  const weights = new Float64Array(indices.length);
  let total = 0;
  for (let i = 0; i < indices.length; i++) {
    points.set(all.points.subarray(indices[i] * ndim, (indices[i] + 1) * ndim), i * ndim);
    weights[i] = all.weights[indices[i]];
    total += weights[i];
  }
  for (let i = 0; i < weights.length; i++) weights[i] /= total;
  return {
    ndim,
    points,
    weights,
    labels: Uint32Array.from(indices, (i) => all.labels[i]),
    groups: Uint32Array.from(indices, (i) => all.groups[i]),
  };
}
