import { evenLength } from "../../../../core/kernel-places";
import { invertLower } from "../../../../core/linalg";
import { exp } from "../../../../core/special";
import type { Ellipsoid } from "../../bounds/ellipsoid";
import { cumulative, partHead, score as scorePlace } from "./layout";
import { putRows } from "./put-rows";
import type { Score } from "./score";

/** An ellipsoid, and the part of it that counts. */
export interface RegionPart {
  readonly ellipsoid: Ellipsoid;
  /** What points of the ellipsoid must pass to belong; all do where there is none. */
  readonly score: Score | null;
}

/** A union of parts as the kernels read it; see layout.ts. */
export interface FlatRegion {
  readonly ndim: number;
  readonly parts: Float64Array;
  readonly count: number;
  readonly scores: Float64Array;
}

/** Length of a part. */
export const partSize = (ndim: number): number => partHead + (1 + 2 * ndim) * evenLength(ndim);

/**
 * Lays out a union of parts.
 * @throws {RangeError} when there are none
 */
export function flatRegion(ndim: number, parts: readonly RegionPart[]): FlatRegion {
  if (parts.length === 0) throw new RangeError("A region has one part at least");
  const length = evenLength(ndim);
  const size = partSize(ndim);
  const flat = new Float64Array(parts.length * size);
  const scores: Score[] = [];
  let total = 0;
  for (const [k, { ellipsoid, score }] of parts.entries()) {
    const head = k * size;
    total += exp(ellipsoid.logVolume);
    flat[head + cumulative] = total;
    if (score !== null && !scores.includes(score)) scores.push(score);
    flat[head + scorePlace] = score === null ? -1 : scores.indexOf(score);
    flat.set(ellipsoid.centre, head + partHead);
    putRows(ellipsoid.factor, ndim, "lower", flat, head + partHead + length);
    putRows(invertLower(ellipsoid.factor, ndim), ndim, "lower", flat, head + partHead + (1 + ndim) * length);
  }
  const together = new Float64Array(scores.reduce((sum, each) => sum + each.length, 0));
  for (const [k, each] of scores.entries()) together.set(each, k * each.length);
  return { ndim, parts: flat, count: parts.length, scores: together };
}

/** Volume of all parts, what they share counted for each. */
export function volumeOf({ ndim, parts, count }: FlatRegion): number {
  return parts[(count - 1) * partSize(ndim) + cumulative];
}
