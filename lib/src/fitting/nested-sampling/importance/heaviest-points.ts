/** Points that carry less than this part of the weight together are left out, and those past so many. */
const lightest = 1e-3;
const mostRows = 16_000;

/** Points, shape `[n, ndim]`, with weights that add up to 1. */
export interface WeightedRows {
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

/** Indices of the points that carry nearly all of the weight, the heaviest first: the others decide nothing. */
export function heaviestRows(weights: Float64Array, most: number = mostRows): Uint32Array {
  const order = Uint32Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  let count = 0;
  for (let sum = 0; count < order.length && sum < 1 - lightest && weights[order[count]] > 0; count++) {
    sum += weights[order[count]];
  }
  return order.subarray(0, Math.min(count, most));
}

/** These points. */
export function heaviestPoints(
  y: Float64Array,
  weights: Float64Array,
  ndim: number,
  most: number = mostRows,
): WeightedRows {
  const rows = heaviestRows(weights, most);
  const chosen = new Float64Array(rows.length * ndim);
  for (const [row, i] of rows.entries()) chosen.set(y.subarray(i * ndim, i * ndim + ndim), row * ndim);
  const own = Float64Array.from(rows, (i) => weights[i]);
  const total = own.reduce((sum, w) => sum + w, 0);
  return { y: chosen, weights: own.map((w) => w / total) };
}
