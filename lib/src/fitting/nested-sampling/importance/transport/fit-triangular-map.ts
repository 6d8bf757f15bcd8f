import type { RandomStream } from "../../../../core/random";
import { effectiveSampleSize } from "../../../../core/statistics";
import { basisPoints, divided, knotsOf } from "./basis-points";
import { type Conditional, type ScaleShape, scaleTermCount } from "./conditional";
import { type ConditionalShape, fitConditional, type Lesson, meanLogDensity } from "./fit-conditional";
import { momentsOf, together } from "./moments";
import { ScaleTerms } from "./scale-terms";
import { straightTerms, TermChoice } from "./term-choice";
import { TriangularMap } from "./triangular-map";

/** Effective points for each term. */
const pointsPerTerm = 8;
/** Gain in held-out log-density that makes a bent conditional worth its while, for one coordinate and for all together. */
const worthwhile = 0.01;
const worthwhileInAll = 0.1;

const allScales: readonly ScaleShape[] = ["constant", "straight", "bent"];

/** All points, their halves, and what each half knows of the terms. */
interface Material {
  readonly sample: Lesson;
  readonly halves: readonly [Lesson, Lesson];
  readonly choice: TermChoice;
  readonly nEffective: number;
  readonly scales: readonly ScaleShape[];
}

/**
 * Learns a map that straightens weighted points. The coordinates are taken in the better of two orders: their own, and
 * one in which those that the others explain best by curves come last. How a coordinate depends on those before it, half
 * of the points decide for the other half.
 *
 * @param y shape `[n, ndim]`, row-major
 * @param weights shape `[n]`
 * @param leaning which coordinates are probits
 * @param scales what the scale of a coordinate may be made of, "constant" among them
 * @returns null where nothing is bent enough for a map to pay
 */
export function fitTriangularMap(
  y: Float64Array,
  weights: Float64Array,
  leaning: readonly boolean[],
  stream: RandomStream,
  scales: readonly ScaleShape[] = allScales,
): TriangularMap | null {
  const ndim = leaning.length;
  if (ndim < 2) return null;
  const { basis, sample: points } = basisPoints(y, weights, leaning, stream);
  const nEffective = Math.min(effectiveSampleSize(weights), effectiveSampleSize(points.weights));
  const terms = basis.terms();
  const knots = scales.includes("bent") ? knotsOf(points) : leaning.map(() => new Float64Array(0));
  const [a, b] = divided(points, stream).map(
    (half): Lesson => ({ points: half, terms, moments: momentsOf(terms, half), scales: new ScaleTerms(half, knots) }),
  );
  const moments = together(a.moments, b.moments);
  const sample: Lesson = { points, terms, moments, scales: new ScaleTerms(points, knots) };
  const most = Math.floor(nEffective / pointsPerTerm);
  const choice = new TermChoice(basis, terms, [a.moments, b.moments], sample.moments, most);
  const material: Material = { sample, halves: [a, b], choice, nEffective, scales };
  const own = Array.from({ length: ndim }, (_, i) => i);
  const other = explainedLast(material);
  const orders = other === null || other.every((i, k) => i === k) ? [own] : [own, other];
  let best: { gain: number; conditionals: Conditional[] } | null = null;
  for (const order of orders) {
    const found = conditionalsIn(order, material);
    if (best === null || found.gain > best.gain) best = found;
  }
  if (best === null || best.gain < worthwhileInAll) return null;
  return new TriangularMap(basis, best.conditionals);
}

/** The best conditional of each coordinate given those before it, and what all gain over straight ones. */
function conditionalsIn(
  order: readonly number[],
  { sample, halves, choice, nEffective, scales }: Material,
): { gain: number; conditionals: Conditional[] } {
  let gain = 0;
  const conditionals = order.map((target, k) => {
    const given = order.slice(0, k);
    const judged = (means: readonly (readonly number[])[], scale: ScaleShape): number =>
      0.5 *
      (crossed(halves[0], halves[1], target, given, { mean: means[0], scale }) +
        crossed(halves[1], halves[0], target, given, { mean: means[1], scale }));
    const straight = straightTerms(given);
    const base = judged([straight, straight], "constant");
    let shape: ConditionalShape = { mean: straight, scale: "constant" };
    let highest = base + worthwhile;
    const attempt = (mean: readonly number[], means: readonly (readonly number[])[], scale: ScaleShape): void => {
      if (!scales.includes(scale) || nEffective < pointsPerTerm * scaleTermCount(scale, k, sample.scales.knotCount))
        return;
      const value = judged(means, scale);
      if (!(value > highest)) return;
      highest = value + worthwhile;
      shape = { mean, scale };
    };
    if (k > 0) {
      const { gain: curved, terms, ofHalves } = choice.best(target, given);
      if (curved > worthwhile) attempt(terms, ofHalves, "constant");
      attempt(straight, [straight, straight], "straight");
      attempt(straight, [straight, straight], "bent");
      if (curved > worthwhile) attempt(terms, ofHalves, "bent");
    }
    if (highest > base + worthwhile) gain += highest - worthwhile - base;
    return fitConditional(sample, target, given, shape);
  });
  return { gain, conditionals };
}

function crossed(
  learned: Lesson,
  judged: Lesson,
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
function explainedLast({ sample, choice, scales }: Material): number[] | null {
  const all = Array.from({ length: sample.points.ndim }, (_, i) => i);
  const gains = all.map((target) => {
    const given = all.filter((i) => i !== target);
    const curved = choice.best(target, given).gain;
    if (!scales.includes("straight")) return curved;
    const mean = straightTerms(given);
    const [even, changing] = (["constant", "straight"] as const).map((scale) =>
      meanLogDensity(fitConditional(sample, target, given, { mean, scale }), sample),
    );
    return Math.max(curved, changing - even);
  });
  return Math.max(...gains) < worthwhileInAll ? null : all.sort((i, j) => gains[i] - gains[j] || i - j);
}
