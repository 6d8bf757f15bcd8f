/*
 * Draws from unions of ellipsoids that are cut down by scores, and which of many points lie in them. AssemblyScript:
 * `node scripts/build-wasm.cjs` compiles it. Its twin in TypeScript is plain-region.ts in
 * lib/src/fitting/nested-sampling/importance/region; every sum is added up in the same order there, and a test holds both to
 * the same bits.
 */
import { highest, lowest } from "../src/fitting/nested-sampling/importance/mixture/probit-limits";
import * as at from "../src/fitting/nested-sampling/importance/region/layout";
import { normalQuantile } from "./normal-quantile";
import { pointInBall, uniform } from "./random-stream";

export { begin } from "./random-stream";

const partHead: usize = at.partHead << 3;
const scoreHead: usize = at.scoreHead << 3;
const knotBytes: usize = at.knotCount << 3;

/** Bytes of the coordinates of a point, and of a vector of even length. */
let width: usize = 0;
let length: usize = 0;
let wholePairs: usize = 0;
let partSize: usize = 0;
let scoreSize: usize = 0;
let parts: usize = 0;
let count: usize = 0;
let scores: usize = 0;
/** Room for three vectors. */
let scratch: usize = 0;

/** Where a region lies, and room for three vectors. */
export function place(ndim: usize, ofParts: usize, partCount: usize, ofScores: usize, room: usize): void {
  width = ndim << 3;
  length = (ndim + (ndim & 1)) << 3;
  wholePairs = (ndim & ~1) << 3;
  partSize = partHead + length + 2 * ndim * length;
  scoreSize = scoreHead + 4 * length + 2 * ndim * length + 2 * ndim * knotBytes;
  parts = ofParts;
  count = partCount;
  scores = ofScores;
  scratch = room;
  memory.fill(room, 0, 3 * length);
}

/** So many tries; the points that are found go to `out`, shape `[found, ndim]`. */
export function draws(tries: usize, out: usize): usize {
  const ndim = width >> 3;
  const ball = scratch;
  let to = out;
  let found: usize = 0;
  const total = load<f64>(parts + (count - 1) * partSize, at.cumulative << 3);
  for (let i: usize = 0; i < tries; i++) {
    const mark = uniform() * total;
    let part = parts;
    let k: usize = 0;
    while (k < count - 1 && mark >= load<f64>(part, at.cumulative << 3)) {
      part += partSize;
      k++;
    }
    pointInBall(ball, ndim);
    if (!fromBall(part, ball, to) || !isKept(part, to)) continue;
    let holders = 1;
    let other = parts;
    for (let j: usize = 0; j < count; j++, other += partSize) if (j !== k && belongs(other, to)) holders++;
    if (holders > 1 && uniform() * <f64>holders >= 1) continue;
    found++;
    to += width;
  }
  return found;
}

/** Puts 1 where a point lies in the region, 0 elsewhere; shape `[n]`. */
export function contained(points: usize, n: usize, flags: usize): void {
  const end = parts + count * partSize;
  for (let i: usize = 0; i < n; i++, points += width) {
    let inside = false;
    for (let part = parts; part < end && !inside; part += partSize) inside = belongs(part, points);
    store<u8>(flags + i, <u8>inside);
  }
}

/** The point of an ellipsoid that belongs to one of the unit ball; whether it lies in the cube. */
function fromBall(part: usize, ball: usize, out: usize): bool {
  const centre = part + partHead;
  let row = centre + length;
  for (let i: usize = 0; i < width; i += 8, row += length) {
    let sum = f64x2.splat(0);
    for (let j: usize = 0; j <= i; j += 16) sum = f64x2.add(sum, f64x2.mul(v128.load(row + j), v128.load(ball + j)));
    const u = load<f64>(centre + i) + both(sum);
    if (!(u > 0 && u < 1)) return false;
    store<f64>(out + i, u);
  }
  return true;
}

function belongs(part: usize, u: usize): bool {
  return isWithin(part, u) && isKept(part, u);
}

function isWithin(part: usize, u: usize): bool {
  const centre = part + partHead;
  const offset = scratch + length;
  // In pairs, as they are read: two numbers that were stored one by one would be waited for.
  for (let i: usize = 0; i < wholePairs; i += 16) {
    v128.store(offset + i, f64x2.sub(v128.load(u + i), v128.load(centre + i)));
  }
  if (wholePairs < width) store<f64>(offset + wholePairs, load<f64>(u + wholePairs) - load<f64>(centre + wholePairs));
  let row = centre + length + (width >> 3) * length;
  let square: f64 = 0;
  for (let i: usize = 0; i < width; i += 8, row += length) {
    let sum = f64x2.splat(0);
    for (let j: usize = 0; j <= i; j += 16) sum = f64x2.add(sum, f64x2.mul(v128.load(row + j), v128.load(offset + j)));
    const z = both(sum);
    square += z * z;
    if (square > 1) return false;
  }
  return true;
}

/** Whether the score of a part is high enough at a point. */
function isKept(part: usize, u: usize): bool {
  const number = load<f64>(part, at.score << 3);
  return number < 0 || passes(scores + <usize>number * scoreSize, u);
}

function passes(score: usize, u: usize): bool {
  const isProbit = load<f64>(score, at.isProbit << 3) != 0;
  const isCurved = load<f64>(score, at.isCurved << 3) != 0;
  const mean = score + scoreHead;
  const perDeviation = mean + length;
  const linear = perDeviation + length;
  const quartic = linear + length;
  let quadratic = quartic + length;
  let cubic = quadratic + (width >> 3) * length;
  let knots = cubic + (width >> 3) * length;
  const slopesFromKnots = (width >> 3) * knotBytes;
  const z = scratch + 2 * length;
  for (let i: usize = 0; i < wholePairs; i += 16) {
    const y = isProbit ? f64x2(probit(load<f64>(u + i)), probit(load<f64>(u + i, 8))) : v128.load(u + i);
    v128.store(z + i, f64x2.mul(f64x2.sub(y, v128.load(mean + i)), v128.load(perDeviation + i)));
  }
  if (wholePairs < width) {
    const last = load<f64>(u + wholePairs);
    const offset = (isProbit ? probit(last) : last) - load<f64>(mean + wholePairs);
    store<f64>(z + wholePairs, offset * load<f64>(perDeviation + wholePairs));
  }
  const zero = f64x2.splat(0);
  let total = load<f64>(score, at.constant << 3);
  let square: f64 = 0;
  for (let i: usize = 0; i < width; i += 8, quadratic += length, cubic += length, knots += knotBytes) {
    const zi = load<f64>(z + i);
    let products = zero;
    for (let j: usize = 0; j <= i; j += 16) {
      products = f64x2.add(products, f64x2.mul(v128.load(quadratic + j), v128.load(z + j)));
    }
    let slope = load<f64>(linear + i) + both(products);
    if (!isCurved) {
      total += zi * slope;
      continue;
    }
    products = zero;
    for (let j: usize = 0; j < length; j += 16) {
      products = f64x2.add(products, f64x2.mul(v128.load(cubic + j), v128.load(z + j)));
    }
    const ofItself = zi * zi;
    slope += zi * (both(products) + ofItself * load<f64>(quartic + i));
    const splat = f64x2.splat(zi);
    let hinges = zero;
    for (let k: usize = 0; k < knotBytes; k += 16) {
      const beyond = f64x2.max(f64x2.sub(splat, v128.load(knots + k)), zero);
      hinges = f64x2.add(hinges, f64x2.mul(v128.load(knots + slopesFromKnots + k), beyond));
    }
    total += zi * slope + both(hinges);
    square += ofItself;
  }
  if (isCurved) {
    total += load<f64>(score, at.radius << 3) * sqrt(square) + load<f64>(score, at.fourthPower << 3) * (square * square);
  }
  return total >= load<f64>(score, at.threshold << 3);
}

/** The quantile of the normal distribution where it is finite. */
@inline
function probit(u: f64): f64 {
  return normalQuantile(min(max(u, lowest), highest));
}

/** The sum of both numbers of a pair. */
@inline
function both(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
