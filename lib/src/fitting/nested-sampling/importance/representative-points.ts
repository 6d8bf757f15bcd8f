/** Points that carry less than this part of the weight together are left out, and most points that are kept. */
const lightest = 1e-3;
const mostRows = 16_000;

/** Points, shape `[n, ndim]`, with weights that add up to 1. */
export interface WeightedRows {
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

/** Indices of points, in order, with weights that add up to 1. */
export interface RepresentativeRows {
  readonly rows: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * Points that stand for all: those that carry nearly all of the weight, or, where these are too many, points at equal
 * distances along their cumulative weight, each as often as it falls on one.
 */
export function representativeRows(weights: Float64Array, most: number = mostRows): RepresentativeRows {
  const order = Uint32Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  let count = 0;
  let sum = 0;
  for (; count < order.length && sum < 1 - lightest && weights[order[count]] > 0; count++) sum += weights[order[count]];
  const kept = order.slice(0, count).sort();
  if (count <= most) return { rows: kept, weights: Float64Array.from(kept, (i) => weights[i] / sum) };
  const rows: number[] = [];
  const shares: number[] = [];
  let passed = 0;
  let marks = 0;
  for (const i of kept) {
    passed += weights[i] / sum;
    const before = marks;
    while (marks < most && marks + 0.5 < passed * most) marks++;
    if (marks === before) continue;
    rows.push(i);
    shares.push((marks - before) / most);
  }
  const total = shares.reduce((a, b) => a + b, 0);
  return { rows: Uint32Array.from(rows), weights: Float64Array.from(shares, (share) => share / total) };
}

/** These points. */
export function representativePoints(
  y: Float64Array,
  weights: Float64Array,
  ndim: number,
  most: number = mostRows,
): WeightedRows {
  const { rows, weights: own } = representativeRows(weights, most);
  const chosen = new Float64Array(rows.length * ndim);
  for (const [row, i] of rows.entries()) chosen.set(y.subarray(i * ndim, i * ndim + ndim), row * ndim);
  return { y: chosen, weights: own };
}
