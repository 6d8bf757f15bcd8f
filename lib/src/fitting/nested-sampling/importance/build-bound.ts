import type { Random } from "../../../core/random";
import { exp, log } from "../../../core/special";
import { boundingEllipsoids } from "../bounds/bounding-ellipsoids";
import { type Ellipsoid, ellipsoidDistance, isWithin, logUnitBallVolume } from "../bounds/ellipsoid";
import { CoveringBound } from "./covering-bound";
import { toProbit } from "./mixture/probit";
import { flatRegion, type RegionPart } from "./region/flat-region";
import { knotCount } from "./region/layout";
import { passes, type StreamAddress } from "./region/plain-region";
import { regionKernel } from "./region/region-web-assembly";
import { type Score, score } from "./region/score";
import { selectedRows } from "./representative-points";
import { ridgeScores } from "./ridge-score";
import { rotationFor } from "./rotation";
import { curvedFeatures, quadraticFeatures } from "./score-features";
import type { ScoreHabits, ScoreKind } from "./score-habits";
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
/** They reach at most so many times as far from their centre as their farthest point. */
const farthestBeyond = 1.3;
/** Points up to this distance, in units of the ellipsoid, teach its score. */
const teachingDistance = 1.5;
const mostTeachers = 2500;
/** Live points that a score may turn away; each gets an ellipsoid of its own. */
const turnedAwayPart = 0.01;
/** Points below the contour that a score may always take in, per live point. */
const lenience = 0.12;
/** A quadratic score that is fooled no more often than this needs no further features. */
const tolerated = 0.25;
/** An ellipsoid of which a score keeps less than this is divided further. */
const wasteful = 0.05;
/** Part of its cluster's volume that a stray point stands for, in points. */
const strayVolume = 3;

/**
 * A bound of the region above a contour: a union of ellipsoids round the live points, each cut down to where a
 * score learned from all points nearby is high enough. A live point that the score would turn away keeps an
 * ellipsoid of its own, so that a small mode is not lost to the judgement of a large one.
 */
export function buildBound(
  material: BoundMaterial,
  random: Random,
  stage: number,
  round: number,
  habits: ScoreHabits,
): CoveringBound {
  const kinds = habits.worthTrying(round);
  const learn = (known: Float64Array, ellipsoid: Ellipsoid): Lesson | null => {
    const lesson = learned(material, known, ellipsoid, kinds);
    if (lesson !== null) habits.served(lesson.kind, round);
    return lesson;
  };
  const { ndim, live, wrapped } = material;
  const livePoints = selectedRows(material.u, ndim, live);
  const rotation = rotationFor(livePoints, ndim, wrapped);
  const turned = (rows: Float64Array): Float64Array => {
    if (rotation !== null) for (let i = 0; i < rows.length; i += ndim) rotation.turn(rows.subarray(i, i + ndim));
    return rows;
  };
  turned(livePoints);
  const known = turned(selectedRows(material.u, ndim, material.known));
  const { groups, metric } = separateGroups(livePoints, ndim);
  const parts: RegionPart[] = [];
  const apart: Float64Array[] = [];
  let volume = 0;
  for (const [g, group] of groups.entries()) {
    const members = selectedRows(livePoints, ndim, group);
    if (group.length < fewest(ndim)) {
      for (let i = 0; i < members.length; i += ndim) apart.push(members.slice(i, i + ndim));
      continue;
    }
    const [whole] = boundingEllipsoids(members, ndim, enlarge, false);
    const ellipsoids = boundingEllipsoids(members, ndim, enlarge).map((each) => tightened(each, members));
    const shared = learn(known, whole);
    for (const [k, ellipsoid] of ellipsoids.entries()) {
      const own = ellipsoids.length === 1 || (shared !== null && shared.fooled <= tolerated);
      const lesson = own ? shared : learn(known, ellipsoid);
      const made = partsOf(ellipsoid, members, lesson, { random, stage: stage + 1, round, point: 1000 * g + k });
      parts.push(...made.parts);
      volume += made.volume;
    }
  }
  const few: Ellipsoid = { centre: new Float64Array(ndim), factor: metric, logVolume: logVolumeOf(metric, ndim) };
  const each = volume > 0 ? exp(-few.logVolume) * ((strayVolume * volume) / live.length) : 1;
  for (const u of apart) parts.push({ ellipsoid: around(u, few, each), score: null });
  return new CoveringBound(parts, rotation, ndim, { random, stage, round });
}

/** An ellipsoid that reaches no further beyond its farthest point than it should, few as the points may be. */
function tightened(ellipsoid: Ellipsoid, points: Float64Array): Ellipsoid {
  const ndim = ellipsoid.centre.length;
  const scratch = new Float64Array(ndim);
  let farthest = 0;
  for (let i = 0; i < points.length; i += ndim) {
    const distance = ellipsoidDistance(ellipsoid, points.subarray(i, i + ndim), scratch);
    if (distance <= 1) farthest = Math.max(farthest, distance);
  }
  const shrink = farthestBeyond * Math.sqrt(farthest);
  if (!(shrink < 1) || shrink === 0) return ellipsoid;
  return {
    centre: ellipsoid.centre,
    factor: ellipsoid.factor.map((entry) => shrink * entry),
    logVolume: ellipsoid.logVolume + ndim * log(shrink),
  };
}

/** Points that tell the shape of an ellipsoid. */
const fewest = (ndim: number): number => 2 * ndim + 2;

function logVolumeOf(factor: Float64Array, ndim: number): number {
  let volume = logUnitBallVolume(ndim);
  for (let i = 0; i < ndim; i++) volume += log(factor[i * ndim + i]);
  return volume;
}

/** What a score keeps, learned from the points near an ellipsoid; null when there are too few. */
function learned(
  material: BoundMaterial,
  known: Float64Array,
  ellipsoid: Ellipsoid,
  kinds: readonly ScoreKind[],
): Lesson | null {
  const { ndim, squaredRadius, logl, contour } = material;
  const scratch = new Float64Array(ndim);
  const teachers: number[] = [];
  for (let row = 0; row < material.known.length && teachers.length < mostTeachers; row++) {
    const u = known.subarray(row * ndim, row * ndim + ndim);
    if (isWithin(ellipsoid, u, teachingDistance, scratch)) teachers.push(row);
  }
  // The points come in the order of their likelihood, so the live ones are the first.
  const nlive = teachers.findIndex((row) => logl[material.known[row]] <= contour);
  if (nlive <= 0) return null;
  const rows = selectedRows(known, ndim, teachers);
  const best = logl[material.known[teachers[0]]];
  const radial = Float64Array.from(teachers, (row) => -Math.min(squaredRadius[material.known[row]], 3));
  const height = Float64Array.from(teachers, (row) =>
    Math.max((logl[material.known[row]] - contour) / (best - contour), -6),
  );
  return bestLesson(rows, ndim, [radial, height], nlive, kinds);
}

/** Tries kinds of scores until one is good enough. The best judge of points left out wins. */
function bestLesson(
  rows: Float64Array,
  ndim: number,
  values: readonly Float64Array[],
  nlive: number,
  kinds: readonly ScoreKind[],
): Lesson | null {
  let best: Lesson | null = null;
  for (const kind of kinds) {
    const frame = standardFrame(rows, ndim, nlive, kind.probit);
    const features = kind.curved ? curvedFeatures(ndim, frame.knots) : quadraticFeatures(ndim);
    for (const { leftOut, coefficients } of ridgeScores(features, ndim, frame.z, values)) {
      const { threshold, fooled } = judgeOf(leftOut, nlive);
      if (best !== null && best.fooled <= fooled) continue;
      const { mean, deviation } = frame;
      const made = score({ threshold, isProbit: kind.probit, mean, deviation, ...features.sum(coefficients) });
      best = { kind, fooled, score: made };
    }
    if (best !== null && best.fooled <= tolerated) return best;
  }
  return best;
}

/** A test of points, and how often it took a point below the contour for one above, per point above. */
interface Lesson {
  readonly kind: ScoreKind;
  readonly fooled: number;
  readonly score: Score;
}

/** An ellipsoid with its test, and the ellipsoids of the live points that the test turns away. */
function partsOf(
  ellipsoid: Ellipsoid,
  live: Float64Array,
  lesson: Lesson | null,
  address: StreamAddress,
): { parts: RegionPart[]; volume: number } {
  if (lesson === null) return { parts: [{ ellipsoid, score: null }], volume: exp(ellipsoid.logVolume) };
  const ndim = ellipsoid.centre.length;
  const { score } = lesson;
  const keeps = (u: Float64Array): boolean => passes(score, 0, u);
  const { random, stage, round, point } = address;
  const scratch = new Float64Array(ndim);
  const starts: number[] = [];
  const turnedAway: Float64Array[] = [];
  for (let i = 0; i < live.length; i += ndim) {
    const u = live.subarray(i, i + ndim);
    if (!isWithin(ellipsoid, u, 1, scratch)) continue;
    if (keeps(u)) for (const coordinate of u) starts.push(coordinate);
    else turnedAway.push(u.slice());
  }
  const { volume, part } = keptOf(ellipsoid, score, address);
  const members = starts.length / ndim + turnedAway.length;
  const strayPart = (strayVolume * volume) / (members * exp(ellipsoid.logVolume));
  const strays = turnedAway.map((u) => ({ ellipsoid: around(u, ellipsoid, strayPart), score: null }));
  if (part > wasteful || starts.length < 2 * ndim * ndim) return { parts: [{ ellipsoid, score }, ...strays], volume };
  // The ellipsoid hardly fits what the score keeps: more and smaller ones do. Tries have the stage of the address, walks
  // the next.
  const spread = wander(Float64Array.from(starts), ellipsoid, keeps, random.stream(stage + 1, round, point));
  const smaller = boundingEllipsoids(spread, ndim, 1).map((each) => tightened(each, spread));
  return { parts: [...smaller.map((each) => ({ ellipsoid: each, score })), ...strays], volume };
}

/** Tries from which the kept part of an ellipsoid is estimated: batches until so many are kept, at most so many batches. */
const [keptTries, enoughKept, mostBatches] = [1024, 30, 20];

/**
 * Volume of the part of an ellipsoid that lies in the cube and that a score keeps, and what part the score keeps of what
 * lies in the cube: a rough idea.
 */
function keptOf(ellipsoid: Ellipsoid, score: Score, address: StreamAddress): { volume: number; part: number } {
  const ndim = ellipsoid.centre.length;
  const whole = flatRegion(ndim, [{ ellipsoid, score: null }]);
  let kept = 0;
  let inside = 0;
  let batch = 0;
  while (batch < mostBatches && kept < enoughKept) {
    const own = { ...address, point: address.point * mostBatches + batch++ };
    const rows = regionKernel.draws(whole, own, keptTries);
    inside += rows.length / ndim;
    for (let from = 0; from < rows.length; from += ndim) if (passes(score, 0, rows, ndim, from)) kept++;
  }
  return {
    volume: exp(ellipsoid.logVolume) * (Math.max(kept, 1) / (batch * keptTries)),
    part: Math.max(kept, 1) / Math.max(inside, 1),
  };
}

/** The least that a score has to be, and how often it is fooled then. */
function judgeOf(leftOut: Float64Array, nlive: number): { threshold: number; fooled: number } {
  const sorted = leftOut.slice(0, nlive).sort();
  const strict = sorted[Math.floor(turnedAwayPart * nlive)];
  const below = leftOut.slice(nlive).sort();
  // A good judge can afford to be lenient, and lenience saves the thin ends of a region.
  const allowed = Math.floor(lenience * nlive);
  const threshold = allowed < below.length ? Math.min(strict, below[below.length - 1 - allowed]) : strict;
  let fooled = 0;
  for (const value of below) if (value >= threshold) fooled++;
  return { threshold, fooled: fooled / nlive };
}

/**
 * Coordinates that have mean 0 and standard deviation 1 over the live points, which come first, and knots at the
 * quantiles of these.
 */
function standardFrame(rows: Float64Array, ndim: number, nlive: number, probit: boolean) {
  const y = probit ? toProbit(rows) : rows;
  const mean = new Float64Array(ndim);
  const deviation = new Float64Array(ndim);
  const knots: Float64Array[] = [];
  for (let j = 0; j < ndim; j++) {
    const column = Float64Array.from({ length: nlive }, (_, i) => y[i * ndim + j]).sort();
    for (const x of column) mean[j] += x / nlive;
    for (const x of column) deviation[j] += ((x - mean[j]) * (x - mean[j])) / nlive;
    deviation[j] = Math.max(Math.sqrt(deviation[j]), 1e-12);
    const quantile = (k: number) => column[Math.floor(((k + 0.5) * nlive) / knotCount)];
    knots.push(Float64Array.from({ length: knotCount }, (_, k) => (quantile(k) - mean[j]) / deviation[j]));
  }
  const z = y.map((x, at) => (x - mean[at % ndim]) / deviation[at % ndim]);
  return { z, mean, deviation, knots };
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
