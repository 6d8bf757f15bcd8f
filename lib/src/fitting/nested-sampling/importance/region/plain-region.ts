import { evenLength } from "../../../../core/kernel-places";
import type { Random, RandomStream } from "../../../../core/random";
import { toProbit } from "../mixture/probit";
import { type FlatRegion, partSize } from "./flat-region";
import * as at from "./layout";
import { scoreSize } from "./score";

/** Where random numbers come from: each address is the beginning of a stream of its own. */
export interface StreamAddress {
  readonly random: Random;
  readonly stage: number;
  readonly round: number;
  readonly point: number;
}

/** What is done with many points of a region. All kernels give the same bits. */
export interface RegionKernel {
  /** Points inside, uniform, that so many tries find; shape `[found, ndim]`. */
  draws(region: FlatRegion, address: StreamAddress, tries: number): Float64Array;
  /** 1 for each row of points of shape `[n, ndim]` that lies inside, 0 for the others. */
  contained(region: FlatRegion, points: Float64Array): Uint8Array;
}

/** The kernel where there is no WebAssembly. */
export const plainRegionKernel: RegionKernel = { draws, contained };

function draws(region: FlatRegion, { random, stage, round, point }: StreamAddress, tries: number): Float64Array {
  const { ndim, parts, count } = region;
  const stream = random.stream(stage, round, point);
  const size = partSize(ndim);
  const total = parts[(count - 1) * size + at.cumulative];
  const ball = new Float64Array(ndim);
  const u = new Float64Array(ndim);
  const found: number[] = [];
  for (let i = 0; i < tries; i++) {
    const mark = stream.uniform() * total;
    let k = 0;
    while (k < count - 1 && mark >= parts[k * size + at.cumulative]) k++;
    stream.pointInBall(ball);
    if (!fromBall(region, k, ball, u) || !isKept(region, k, u)) continue;
    if (!isItsTurn(region, k, u, stream)) continue;
    for (const coordinate of u) found.push(coordinate);
  }
  return Float64Array.from(found);
}

/** A point that q parts hold is found q times as often: it is kept once in q times. */
function isItsTurn(region: FlatRegion, k: number, u: Float64Array, stream: RandomStream): boolean {
  let holders = 1;
  for (let j = 0; j < region.count; j++) if (j !== k && belongs(region, j, u, 0)) holders++;
  return holders === 1 || stream.uniform() * holders < 1;
}

function contained(region: FlatRegion, points: Float64Array): Uint8Array {
  const { ndim, count } = region;
  const flags = new Uint8Array(points.length / ndim);
  for (let i = 0; i < flags.length; i++) {
    for (let k = 0; k < count && flags[i] === 0; k++) if (belongs(region, k, points, i * ndim)) flags[i] = 1;
  }
  return flags;
}

/** The point of an ellipsoid that belongs to one of the unit ball; whether it lies in the cube. */
function fromBall({ ndim, parts }: FlatRegion, k: number, ball: Float64Array, out: Float64Array): boolean {
  const centre = k * partSize(ndim) + at.partHead;
  const length = evenLength(ndim);
  for (let i = 0; i < ndim; i++) {
    const u = parts[centre + i] + product(parts, centre + (1 + i) * length, ball, i);
    if (!(u > 0 && u < 1)) return false;
    out[i] = u;
  }
  return true;
}

function belongs(region: FlatRegion, k: number, u: Float64Array, from: number): boolean {
  return isWithin(region, k, u, from) && isKept(region, k, u, from);
}

let offset = new Float64Array(0);
let z = new Float64Array(0);

function isWithin({ ndim, parts }: FlatRegion, k: number, u: Float64Array, from: number): boolean {
  const centre = k * partSize(ndim) + at.partHead;
  const length = evenLength(ndim);
  if (offset.length !== ndim) offset = new Float64Array(ndim);
  for (let i = 0; i < ndim; i++) offset[i] = u[from + i] - parts[centre + i];
  let square = 0;
  for (let i = 0; i < ndim; i++) {
    const each = product(parts, centre + (1 + ndim + i) * length, offset, i);
    square += each * each;
    if (square > 1) return false;
  }
  return true;
}

function isKept({ ndim, parts, scores }: FlatRegion, k: number, u: Float64Array, from = 0): boolean {
  const number = parts[k * partSize(ndim) + at.score];
  return number < 0 || passes(scores, number * scoreSize(ndim), u, ndim, from);
}

/** Whether the score that begins at `score` is high enough at a point of `ndim` coordinates from `from` on. */
export function passes(scores: Float64Array, score: number, u: Float64Array, ndim = u.length, from = 0): boolean {
  const length = evenLength(ndim);
  const mean = score + at.scoreHead;
  const perDeviation = mean + length;
  const linear = perDeviation + length;
  const quartic = linear + length;
  const quadratic = quartic + length;
  const cubic = quadratic + ndim * length;
  const knots = cubic + ndim * length;
  const slopes = knots + ndim * at.knotCount;
  const isCurved = scores[score + at.isCurved] !== 0;
  if (z.length !== ndim) z = new Float64Array(ndim);
  for (let i = 0; i < ndim; i++) z[i] = u[from + i];
  if (scores[score + at.isProbit] !== 0) toProbit(z, z);
  for (let i = 0; i < ndim; i++) z[i] = (z[i] - scores[mean + i]) * scores[perDeviation + i];
  let total = scores[score + at.constant];
  let square = 0;
  for (let i = 0; i < ndim; i++) {
    const zi = z[i];
    let slope = scores[linear + i] + product(scores, quadratic + i * length, z, i);
    if (!isCurved) {
      total += zi * slope;
      continue;
    }
    const ofItself = zi * zi;
    slope += zi * (product(scores, cubic + i * length, z, ndim - 1) + ofItself * scores[quartic + i]);
    let [first, second] = [0, 0];
    for (let k = i * at.knotCount; k < (i + 1) * at.knotCount; k += 2) {
      first += scores[slopes + k] * Math.max(zi - scores[knots + k], 0);
      second += scores[slopes + k + 1] * Math.max(zi - scores[knots + k + 1], 0);
    }
    total += zi * slope + (first + second);
    square += ofItself;
  }
  if (isCurved) {
    total += scores[score + at.radius] * Math.sqrt(square) + scores[score + at.fourthPower] * (square * square);
  }
  return total >= scores[score + at.threshold];
}

/** Product of a row with the first coordinates of a vector up to number `last`: those of even and of odd number apart. */
function product(rows: Float64Array, row: number, vector: Float64Array, last: number): number {
  let first = 0;
  let second = 0;
  let j = 0;
  for (; j < last; j += 2) {
    first += rows[row + j] * vector[j];
    second += rows[row + j + 1] * vector[j + 1];
  }
  if (j === last) first += rows[row + j] * vector[j];
  return first + second;
}
