/** Points that carry less than this part of the weight together are left out, and most points that are kept. */
const lightest = 1e-3;
const mostRows = 16_000;

/** Points, shape `[n, ndim]`, with weights that add up to 1. */
export interface WeightedRows {
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

/** Some of many points, and their indices among these, in order. */
export interface RepresentativePoints extends WeightedRows {
  readonly rows: Uint32Array;
}

/**
 * Points that stand for all: those that carry nearly all of the weight, or, where these are too many, points at equal
 * distances along their cumulative weight, each as often as it falls on one.
 */
export function representativePoints(
  y: Float64Array,
  weights: Float64Array,
  ndim: number,
  most: number = mostRows,
): RepresentativePoints {
  const carrying = carryingRows(weights);
  const { rows, weights: own } = carrying.rows.length <= most ? carrying : evenlySpaced(carrying, most);
  return { rows, y: selectedRows(y, ndim, rows), weights: own };
}

/** Some of the rows of shape `[n, ndim]`, one after the other. */
export function selectedRows(y: Float64Array, ndim: number, rows: Uint32Array | readonly number[]): Float64Array {
  const chosen = new Float64Array(rows.length * ndim);
  for (const [row, i] of rows.entries()) chosen.set(y.subarray(i * ndim, i * ndim + ndim), row * ndim);
  return chosen;
}

type Rows = Pick<RepresentativePoints, "rows" | "weights">;

/** The points that carry nearly all of the weight. */
function carryingRows(weights: Float64Array): Rows {
  const order = Uint32Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
  let count = 0;
  let sum = 0;
  for (; count < order.length && sum < 1 - lightest && weights[order[count]] > 0; count++) sum += weights[order[count]];
  const rows = order.slice(0, count).sort();
  return { rows, weights: Float64Array.from(rows, (i) => weights[i] / sum) };
}

/** Those that marks fall on which stand at equal distances along the cumulative weight. */
function evenlySpaced({ rows, weights }: Rows, marks: number): Rows {
  const chosen: number[] = [];
  const hits: number[] = [];
  let passed = 0;
  let next = 0;
  for (const [row, i] of rows.entries()) {
    passed += weights[row];
    const first = next;
    while (next < marks && next + 0.5 < passed * marks) next++;
    if (next === first) continue;
    chosen.push(i);
    hits.push(next - first);
  }
  return { rows: Uint32Array.from(chosen), weights: Float64Array.from(hits, (count) => count / next) };
}
