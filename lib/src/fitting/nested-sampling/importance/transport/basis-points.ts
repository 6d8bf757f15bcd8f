import type { RandomStream } from "../../../../core/random";
import { weightedQuantiles } from "../../../../core/statistics";
import { resampleEqual } from "../../resample-equal";
import { selectedRows } from "../representative-points";
import { type Axis, Basis, evenOf } from "./basis";
import { leastAndGreatest } from "./least-and-greatest";

/** The functions of a basis at weighted points. */
export interface BasisPoints {
  readonly ndim: number;
  /** Functions for each point. */
  readonly width: number;
  /** Shape `[n, width]`; the standardised coordinates come second to `ndim + 1`st. */
  readonly rows: Float64Array;
  /** The same, each function by itself. */
  readonly columns: readonly Float64Array[];
  /** Of mean 1, shape `[n]`. */
  readonly weights: Float64Array;
}

/** Points that a map is learned from: a sample of those given. */
const mostPoints = 10_000;
/** Parts of the points below the knots of a coordinate. */
const knotParts = [0.02, 0.1, 0.3, 0.7, 0.9, 0.98];

/**
 * A basis for weighted points, and its functions at a sample of them.
 * @param y shape `[n, ndim]`
 * @param leaning which coordinates are probits
 */
export function basisPoints(
  y: Float64Array,
  weights: Float64Array,
  leaning: readonly boolean[],
  stream: RandomStream,
): { basis: Basis; sample: BasisPoints } {
  const ndim = leaning.length;
  const { chosen, counts } = sampled(y, weights, ndim, stream);
  const n = counts.length;
  const axes = leaning.map((leans, j) => axisOf(chosen, counts, ndim, j, leans));
  const x = chosen.map((value, k) => (value - axes[k % ndim].location) / axes[k % ndim].scale);
  const even = x.map((value, k) => evenOf(leaning[k % ndim], chosen[k], value));
  const basis = new Basis(axes, columnsOf(even, ndim).map(leastAndGreatest));
  const { width } = basis;
  const rows = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < ndim; j++) basis.put(j, x[i * ndim + j], even[i * ndim + j], rows, i * width);
  }
  return { basis, sample: { ndim, width, rows, columns: columnsOf(rows, width), weights: counts } };
}

/** Places where the slope in each coordinate may change. */
export function knotsOf({ ndim, columns, weights }: BasisPoints): Float64Array[] {
  return columns.slice(1, 1 + ndim).map((column) => weightedQuantiles(column, weights, knotParts));
}

/** Divides points by chance into halves. */
export function divided(points: BasisPoints, stream: RandomStream): [BasisPoints, BasisPoints] {
  const { width, rows, weights } = points;
  const sides: [number[], number[]] = [[], []];
  for (let i = 0; i < weights.length; i++) sides[stream.integer(2)].push(i);
  const [a, b] = sides.map((members) => {
    const chosen = selectedRows(rows, width, members);
    return {
      ...points,
      rows: chosen,
      columns: columnsOf(chosen, width),
      weights: Float64Array.from(members, (i) => weights[i]),
    };
  });
  return [a, b];
}

function columnsOf(rows: Float64Array, width: number): Float64Array[] {
  const n = rows.length / width;
  const columns = Array.from({ length: width }, () => new Float64Array(n));
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < width; j++, at++) columns[j][i] = rows[at];
  return columns;
}

/** A sample of points by their weights; those drawn several times weigh as much more. */
function sampled(
  y: Float64Array,
  weights: Float64Array,
  ndim: number,
  stream: RandomStream,
): { chosen: Float64Array; counts: Float64Array } {
  const drawn = resampleEqual(weights, stream).subarray(0, mostPoints);
  const times = new Map<number, number>();
  for (const i of drawn) times.set(i, (times.get(i) ?? 0) + 1);
  const counts = Float64Array.from(times.values(), (count) => (count * times.size) / drawn.length);
  return { chosen: selectedRows(y, ndim, [...times.keys()]), counts };
}

function axisOf(y: Float64Array, weights: Float64Array, ndim: number, j: number, leaning: boolean): Axis {
  const n = weights.length;
  let location = 0;
  for (let i = 0; i < n; i++) location += (weights[i] * y[i * ndim + j]) / n;
  let square = 0;
  for (let i = 0; i < n; i++) {
    const offset = y[i * ndim + j] - location;
    square += (weights[i] * offset * offset) / n;
  }
  return { leaning, location, scale: Math.max(Math.sqrt(square), 1e-12) };
}
