import type { RandomStream } from "../../../../core/random";
import { effectiveSampleSize, weightedQuantiles } from "../../../../core/statistics";
import { resampleEqual } from "../../resample-equal";
import { type Conditional, termCount } from "./conditional";
import { type ConditionalShape, fitConditional, meanLogDensity, type StandardPoints } from "./fit-conditional";
import { TriangularMap } from "./triangular-map";

/** Points that a map is learned from: a sample of those given. */
const mostPoints = 3000;
/** Effective points for each term of a mean. */
const pointsPerTerm = 8;
/** Gain in held-out log-density that makes a bent conditional worth its while, for one coordinate and for all together. */
const worthwhile = 0.01;
const worthwhileInAll = 0.1;

/** Parts of the points below the knots of a coordinate. */
const knotParts = [0.02, 0.1, 0.3, 0.7, 0.9, 0.98];

const straight: ConditionalShape = { mean: "straight", scale: "constant" };
const bent: readonly ConditionalShape[] = [
  { mean: "crossed", scale: "constant" },
  { mean: "straight", scale: "straight" },
  { mean: "straight", scale: "bent" },
  { mean: "crossed", scale: "bent" },
];

/** Shapes that show how much of a coordinate the others explain. */
const telling: readonly ConditionalShape[] = [
  { mean: "crossed", scale: "constant" },
  { mean: "straight", scale: "straight" },
];

/**
 * Learns a map that straightens weighted points. The coordinates are taken in the better of two orders: their own, and
 * one in which those that the others explain best by curves come last. How a coordinate depends on those before it, half
 * of the points decide for the other half.
 *
 * @param y shape `[n, ndim]`, row-major
 * @param weights shape `[n]`
 * @returns null where nothing is bent enough for a map to pay
 */
export function fitTriangularMap(
  y: Float64Array,
  weights: Float64Array,
  ndim: number,
  stream: RandomStream,
): TriangularMap | null {
  if (ndim < 2) return null;
  const { location, scale, sample } = standardised(sampled(y, weights, ndim, stream));
  const nEffective = Math.min(effectiveSampleSize(weights), effectiveSampleSize(sample.weights));
  const halves = divided(sample, stream);
  const own = Array.from({ length: ndim }, (_, i) => i);
  const other = explainedLast(sample);
  const orders = other === null || other.every((i, k) => i === k) ? [own] : [own, other];
  let best: { gain: number; conditionals: Conditional[] } | null = null;
  for (const order of orders) {
    const found = conditionalsIn(order, sample, halves, nEffective);
    if (best === null || found.gain > best.gain) best = found;
  }
  if (best === null || best.gain < worthwhileInAll) return null;
  return new TriangularMap(location, scale, best.conditionals);
}

/** The best conditional of each coordinate given those before it, and what all gain over straight ones. */
function conditionalsIn(
  order: readonly number[],
  sample: StandardPoints,
  halves: readonly [StandardPoints, StandardPoints],
  nEffective: number,
): { gain: number; conditionals: Conditional[] } {
  let gain = 0;
  const conditionals = order.map((target, k) => {
    const given = order.slice(0, k);
    const judged = (shape: ConditionalShape): number =>
      0.5 * (crossed(halves[0], halves[1], target, given, shape) + crossed(halves[1], halves[0], target, given, shape));
    let shape = straight;
    const base = judged(straight);
    let highest = base + worthwhile;
    for (const candidate of k === 0 ? [] : bent) {
      if (nEffective < pointsPerTerm * termCount(candidate.mean, k, knotParts.length)) continue;
      const value = judged(candidate);
      if (!(value > highest)) continue;
      highest = value + worthwhile;
      shape = candidate;
    }
    if (shape !== straight) gain += highest - worthwhile - base;
    return fitConditional(sample, target, given, shape);
  });
  return { gain, conditionals };
}

function crossed(
  learned: StandardPoints,
  judged: StandardPoints,
  target: number,
  given: readonly number[],
  shape: ConditionalShape,
): number {
  return meanLogDensity(fitConditional(learned, target, given, shape), judged);
}

/**
 * The coordinates in the order of what bends, products and changing scales gain when all others are given: those that the
 * others explain best come last.
 * @returns null where none gains anything
 */
function explainedLast(sample: StandardPoints): number[] | null {
  const all = Array.from({ length: sample.ndim }, (_, i) => i);
  const gains = all.map((target) => {
    const given = all.filter((i) => i !== target);
    const [base, ...others] = [straight, ...telling].map((shape) =>
      meanLogDensity(fitConditional(sample, target, given, shape), sample),
    );
    return Math.max(...others) - base;
  });
  return Math.max(...gains) < worthwhileInAll ? null : all.sort((i, j) => gains[i] - gains[j] || i - j);
}

/** A sample of the points by their weights; those drawn several times weigh as much more. */
function sampled(y: Float64Array, weights: Float64Array, ndim: number, stream: RandomStream): StandardPoints {
  const drawn = resampleEqual(weights, stream).subarray(0, mostPoints);
  const counts = new Map<number, number>();
  for (const i of drawn) counts.set(i, (counts.get(i) ?? 0) + 1);
  const x = new Float64Array(counts.size * ndim);
  const many = new Float64Array(counts.size);
  let row = 0;
  for (const [i, count] of counts) {
    x.set(y.subarray(i * ndim, i * ndim + ndim), row * ndim);
    many[row++] = (count * counts.size) / drawn.length;
  }
  return { ndim, x, weights: many, knots: [] };
}

/** Gives all coordinates mean 0 and standard deviation 1, and knots. */
function standardised({ ndim, x, weights }: StandardPoints): {
  location: Float64Array;
  scale: Float64Array;
  sample: StandardPoints;
} {
  const n = weights.length;
  const location = new Float64Array(ndim);
  const scale = new Float64Array(ndim);
  for (let i = 0; i < n; i++) for (let j = 0; j < ndim; j++) location[j] += (weights[i] * x[i * ndim + j]) / n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < ndim; j++) {
      const offset = x[i * ndim + j] - location[j];
      scale[j] += (weights[i] * offset * offset) / n;
    }
  }
  for (let j = 0; j < ndim; j++) scale[j] = Math.max(Math.sqrt(scale[j]), 1e-12);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < ndim; j++) x[i * ndim + j] = (x[i * ndim + j] - location[j]) / scale[j];
  }
  const knots = Array.from({ length: ndim }, (_, j) => {
    const column = Float64Array.from({ length: n }, (_, i) => x[i * ndim + j]);
    return weightedQuantiles(column, weights, knotParts);
  });
  return { location, scale, sample: { ndim, x, weights, knots } };
}

function divided({ ndim, x, weights, knots }: StandardPoints, stream: RandomStream): [StandardPoints, StandardPoints] {
  const sides: [number[], number[]] = [[], []];
  for (let i = 0; i < weights.length; i++) sides[stream.integer(2)].push(i);
  const [a, b] = sides.map((rows) => {
    const chosen = new Float64Array(rows.length * ndim);
    for (const [row, i] of rows.entries()) chosen.set(x.subarray(i * ndim, i * ndim + ndim), row * ndim);
    return { ndim, x: chosen, weights: Float64Array.from(rows, (i) => weights[i]), knots };
  });
  return [a, b];
}
