import type { Random, RandomStream } from "../../../core/random";
import { exp, log } from "../../../core/special";
import { boundingEllipsoids } from "../bounds/bounding-ellipsoids";
import { drawFromEllipsoid, type Ellipsoid, ellipsoidDistance, logUnitBallVolume } from "../bounds/ellipsoid";
import { type BoundPart, CoveringBound } from "./covering-bound";
import { type RidgeScore, ridgeScores } from "./ridge-score";
import { rotationFor } from "./rotation";
import { curvedFeatures, quadraticFeatures } from "./score-features";
import { separateGroups } from "./separate-groups";
import { wander } from "./wander";

/** What a bound is built from. Points are rows of `u`, shape `[n, ndim]`. */
export interface BoundMaterial {
  readonly ndim: number;
  readonly wrapped: readonly number[];
  readonly u: Float64Array;
  /** Indices of the points above the contour. */
  readonly live: readonly number[];
  readonly logl: Float64Array;
  readonly contour: number;
  /** Indices of the points near the contour, in descending order of likelihood, from which scores are learned. */
  readonly known: readonly number[];
  /**
   * Squared radius of each point, were the contours balls: `(X / X*)^(2/ndim)` with the volume X above its
   * likelihood and the volume X* above the contour. It is 1 at the contour and less above, shape `[n]`.
   */
  readonly squaredRadius: Float64Array;
}

/** Ellipsoids are enlarged by this factor of volume at least. */
const enlarge = 1.2;
/** Points up to this distance, in units of the ellipsoid, teach its score. */
const teachingDistance = 1.5;
const mostTeachers = 2500;
/** Live points that a score may turn away; each gets an ellipsoid of its own. */
const turnedAwayPart = 0.01;
/** Points below the contour that a score may always take in, per live point. */
const lenience = 0.12;
/** A quadratic score that is fooled no more often than this needs no further features. */
const tolerated = 0.25;
/** Knots of the piecewise linear features of a coordinate. */
const knotCount = 6;
/** An ellipsoid of which a score keeps less than this is divided further. */
const wasteful = 0.05;
/** Part of its cluster's volume that a stray point stands for, in points. */
const strayVolume = 3;

/**
 * A bound of the region above a contour: a union of ellipsoids round the live points, each cut down to where a
 * score learned from all points nearby is high enough. A live point that the score would turn away keeps an
 * ellipsoid of its own, so that a small mode is not lost to the judgement of a large one.
 */
export function buildBound(material: BoundMaterial, random: Random, stage: number, round: number): CoveringBound {
  const { ndim, live, wrapped } = material;
  const livePoints = rowsOf(material.u, live, ndim);
  const rotation = rotationFor(livePoints, ndim, wrapped);
  const turned = (rows: Float64Array): Float64Array => {
    if (rotation !== null) for (let i = 0; i < rows.length; i += ndim) rotation.turn(rows.subarray(i, i + ndim));
    return rows;
  };
  turned(livePoints);
  const known = turned(rowsOf(material.u, material.known, ndim));
  const { groups, metric } = separateGroups(livePoints, ndim);
  const parts: BoundPart[] = [];
  const apart: Float64Array[] = [];
  let volume = 0;
  for (const [g, group] of groups.entries()) {
    const members = rowsOf(livePoints, group, ndim);
    if (group.length < fewest(ndim)) {
      for (let i = 0; i < members.length; i += ndim) apart.push(members.slice(i, i + ndim));
      continue;
    }
    const [whole] = boundingEllipsoids(members, ndim, enlarge, false);
    const ellipsoids = boundingEllipsoids(members, ndim, enlarge);
    const shared = learned(material, known, whole);
    for (const [k, ellipsoid] of ellipsoids.entries()) {
      const own = ellipsoids.length === 1 || (shared !== null && shared.fooled <= tolerated);
      const lesson = own ? shared : learned(material, known, ellipsoid);
      const made = partsOf(ellipsoid, members, lesson, random.stream(stage + 1, round, 1000 * g + k));
      parts.push(...made.parts);
      volume += made.volume;
    }
  }
  const few: Ellipsoid = { centre: new Float64Array(ndim), factor: metric, logVolume: logVolumeOf(metric, ndim) };
  const each = volume > 0 ? exp(-few.logVolume) * ((strayVolume * volume) / live.length) : 1;
  for (const u of apart) parts.push({ ellipsoid: around(u, few, each), keeps: null });
  return new CoveringBound(parts, rotation, ndim, random.stream(stage, round));
}

/** Points that tell the shape of an ellipsoid. */
const fewest = (ndim: number): number => 2 * ndim + 2;

function logVolumeOf(factor: Float64Array, ndim: number): number {
  let volume = logUnitBallVolume(ndim);
  for (let i = 0; i < ndim; i++) volume += log(factor[i * ndim + i]);
  return volume;
}

/** What a score keeps, learned from the points near an ellipsoid; null when there are too few. */
function learned(material: BoundMaterial, known: Float64Array, ellipsoid: Ellipsoid): Lesson | null {
  const { ndim, squaredRadius, logl, contour } = material;
  const scratch = new Float64Array(ndim);
  const teachers: number[] = [];
  for (let row = 0; row < material.known.length && teachers.length < mostTeachers; row++) {
    const u = known.subarray(row * ndim, row * ndim + ndim);
    if (ellipsoidDistance(ellipsoid, u, scratch) <= teachingDistance) teachers.push(row);
  }
  // The points come in the order of their likelihood, so the live ones are the first.
  const nlive = teachers.findIndex((row) => logl[material.known[row]] <= contour);
  if (nlive <= 0) return null;
  const rows = rowsOf(known, teachers, ndim);
  const frame = standardFrame(rows.subarray(0, nlive * ndim), ndim);
  const z = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += ndim) frame.place(rows.subarray(i, i + ndim), z.subarray(i, i + ndim));
  const best = logl[material.known[teachers[0]]];
  const radial = Float64Array.from(teachers, (row) => -Math.min(squaredRadius[material.known[row]], 3));
  const height = Float64Array.from(teachers, (row) =>
    Math.max((logl[material.known[row]] - contour) / (best - contour), -6),
  );
  const judge = bestJudge(ndim, z, [radial, height], nlive, frame.knots);
  if (judge === null) return null;
  const at = new Float64Array(ndim);
  return {
    fooled: judge.fooled,
    keeps(u: Float64Array): boolean {
      frame.place(u, at);
      return judge.score(at) >= judge.threshold;
    },
  };
}

/** A test of points, and how often it took a point below the contour for one above, per point above. */
interface Lesson {
  readonly fooled: number;
  keeps(u: Float64Array): boolean;
}

/** An ellipsoid with its test, and the ellipsoids of the live points that the test turns away. */
function partsOf(
  ellipsoid: Ellipsoid,
  live: Float64Array,
  lesson: Lesson | null,
  stream: RandomStream,
): { parts: BoundPart[]; volume: number } {
  if (lesson === null) return { parts: [{ ellipsoid, keeps: null }], volume: exp(ellipsoid.logVolume) };
  const ndim = ellipsoid.centre.length;
  const { keeps } = lesson;
  const scratch = new Float64Array(ndim);
  const starts: number[] = [];
  const turnedAway: Float64Array[] = [];
  for (let i = 0; i < live.length; i += ndim) {
    const u = live.subarray(i, i + ndim);
    if (ellipsoidDistance(ellipsoid, u, scratch) > 1) continue;
    if (keeps(u)) for (const coordinate of u) starts.push(coordinate);
    else turnedAway.push(u.slice());
  }
  const kept = keptPart(ellipsoid, keeps, stream);
  const volume = kept * exp(ellipsoid.logVolume);
  const strayPart = (strayVolume * kept) / (starts.length / ndim + turnedAway.length);
  const strays = turnedAway.map((u) => ({ ellipsoid: around(u, ellipsoid, strayPart), keeps: null }));
  if (kept > wasteful || starts.length < 2 * ndim * ndim) return { parts: [{ ellipsoid, keeps }, ...strays], volume };
  // The ellipsoid hardly fits what the score keeps: more and smaller ones do.
  const smaller = boundingEllipsoids(wander(Float64Array.from(starts), ellipsoid, keeps, stream), ndim, 1);
  return { parts: [...smaller.map((each) => ({ ellipsoid: each, keeps })), ...strays], volume };
}

/** Part of an ellipsoid that a score keeps, from a number of draws that is enough for a rough idea. */
function keptPart(ellipsoid: Ellipsoid, keeps: (u: Float64Array) => boolean, stream: RandomStream): number {
  const u = new Float64Array(ellipsoid.centre.length);
  let kept = 0;
  let tries = 0;
  while (tries < 20_000 && kept < 30) {
    tries++;
    drawFromEllipsoid(ellipsoid, stream, u);
    if (keeps(u)) kept++;
  }
  return Math.max(kept, 1) / tries;
}

/** A score, and the least that a point above the contour should have. */
interface Judge {
  score(z: Float64Array): number;
  readonly threshold: number;
  /** Points below the contour that it would take for points above it, for each point above it. */
  readonly fooled: number;
}

/** Tries quadratic features, and if these are not good enough, curved ones; the best judge of points left out wins. */
function bestJudge(
  ndim: number,
  z: Float64Array,
  values: readonly Float64Array[],
  nlive: number,
  knots: readonly Float64Array[],
): Judge | null {
  const judges = ridgeScores(quadraticFeatures(ndim), ndim, z, values).map((score) => judgeOf(score, nlive));
  if (judges.length > 0 && Math.min(...judges.map(({ fooled }) => fooled)) > tolerated) {
    judges.push(...ridgeScores(curvedFeatures(ndim, knots), ndim, z, values).map((score) => judgeOf(score, nlive)));
  }
  return judges.reduce<Judge | null>(
    (best, judge) => (best === null || judge.fooled < best.fooled ? judge : best),
    null,
  );
}

function judgeOf({ score, leftOut }: RidgeScore, nlive: number): Judge {
  const sorted = leftOut.slice(0, nlive).sort();
  const strict = sorted[Math.floor(turnedAwayPart * nlive)];
  const below = leftOut.slice(nlive).sort();
  // A good judge can afford to be lenient, and lenience saves the thin ends of a region.
  const lenient = below[Math.max(0, below.length - 1 - Math.floor(lenience * nlive))];
  const threshold = Math.min(strict, lenient);
  let fooled = 0;
  for (const value of below) if (value >= threshold) fooled++;
  return { score, threshold, fooled: fooled / nlive };
}

/** Coordinates that have mean 0 and standard deviation 1 over the live points, and knots at their quantiles. */
function standardFrame(live: Float64Array, ndim: number) {
  const n = live.length / ndim;
  const mean = new Float64Array(ndim);
  const deviation = new Float64Array(ndim);
  const knots: Float64Array[] = [];
  for (let j = 0; j < ndim; j++) {
    const column = Float64Array.from({ length: n }, (_, i) => live[i * ndim + j]).sort();
    for (const x of column) mean[j] += x / n;
    for (const x of column) deviation[j] += ((x - mean[j]) * (x - mean[j])) / n;
    deviation[j] = Math.max(Math.sqrt(deviation[j]), 1e-12);
    const quantile = (k: number) => column[Math.floor(((k + 0.5) * n) / knotCount)];
    knots.push(Float64Array.from({ length: knotCount }, (_, k) => (quantile(k) - mean[j]) / deviation[j]));
  }
  const place = (u: Float64Array, out: Float64Array): void => {
    for (let j = 0; j < ndim; j++) out[j] = (u[j] - mean[j]) / deviation[j];
  };
  return { place, knots };
}

/** A smaller copy of an ellipsoid round a point, with the given part of its volume. */
function around(centre: Float64Array, whole: Ellipsoid, part: number): Ellipsoid {
  const ndim = centre.length;
  const shrink = exp(log(part) / ndim);
  return {
    centre,
    factor: whole.factor.map((entry) => shrink * entry),
    logVolume: whole.logVolume + ndim * log(shrink),
  };
}

function rowsOf(points: Float64Array, indices: readonly number[], ndim: number): Float64Array {
  const rows = new Float64Array(indices.length * ndim);
  for (const [row, i] of indices.entries()) rows.set(points.subarray(i * ndim, i * ndim + ndim), row * ndim);
  return rows;
}
