import { evenLength } from "../../../../core/kernel-places";
import * as at from "./layout";
import { putRows } from "./put-rows";

/** A function of position and the least that it must be, as the kernels read it; see layout.ts. */
export type Score = Float64Array;

/** What a score is made of. */
export interface ScoreParts {
  readonly threshold: number;
  readonly isProbit: boolean;
  /** Means and standard deviations that its coordinates are given in, shape `[ndim]`. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  readonly constant: number;
  readonly linear: Float64Array;
  /** Coefficients of `zᵢ zⱼ`, lower triangle, shape `[ndim, ndim]`. */
  readonly quadratic: Float64Array;
  /** Left out: nothing more. */
  readonly curved?: CurvedParts;
}

/** What a score has beside a quadratic function. */
export interface CurvedParts {
  /** Coefficients of the radius and of its fourth power. */
  readonly radius: number;
  readonly fourthPower: number;
  /** Coefficients of `zᵢ⁴`. */
  readonly quartic: Float64Array;
  /** Coefficients of `zᵢ² zⱼ`, shape `[ndim, ndim]`. */
  readonly cubic: Float64Array;
  /** For each coordinate, where its slope changes and by how much, shape `[ndim, knotCount]`. */
  readonly knots: Float64Array;
  readonly slopes: Float64Array;
}

/** Length of a score. */
export const scoreSize = (ndim: number): number =>
  at.scoreHead + (4 + 2 * ndim) * evenLength(ndim) + 2 * ndim * at.knotCount;

/** Lays out a score. */
export function score(parts: ScoreParts): Score {
  const { mean, deviation, linear, quadratic, curved } = parts;
  const ndim = mean.length;
  const length = evenLength(ndim);
  const flat = new Float64Array(scoreSize(ndim));
  flat[at.threshold] = parts.threshold;
  flat[at.constant] = parts.constant;
  flat[at.isProbit] = parts.isProbit ? 1 : 0;
  flat.set(mean, at.scoreHead);
  flat.set(
    deviation.map((each) => 1 / each),
    at.scoreHead + length,
  );
  flat.set(linear, at.scoreHead + 2 * length);
  putRows(quadratic, ndim, "lower", flat, at.scoreHead + 4 * length);
  if (curved === undefined) return flat;
  flat[at.isCurved] = 1;
  flat[at.radius] = curved.radius;
  flat[at.fourthPower] = curved.fourthPower;
  flat.set(curved.quartic, at.scoreHead + 3 * length);
  putRows(curved.cubic, ndim, "whole", flat, at.scoreHead + (4 + ndim) * length);
  flat.set(curved.knots, at.scoreHead + (4 + 2 * ndim) * length);
  flat.set(curved.slopes, at.scoreHead + (4 + 2 * ndim) * length + ndim * at.knotCount);
  return flat;
}
