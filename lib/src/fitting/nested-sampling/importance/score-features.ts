import { concatenated } from "../../../core/concatenated";
import { knotCount } from "./region/layout";
import type { ScoreParts } from "./region/score";

/** What coefficients of features make, but for the frame. */
export type FeatureScore = Pick<ScoreParts, "constant" | "linear" | "quadratic" | "curved">;

/** Functions of position from which a score is put together. */
export interface ScoreFeatures {
  readonly count: number;
  /** Values of all features at a point, shape `[count]`; the first is 1. */
  at(z: Float64Array, out: Float64Array): void;
  /** The sum of all features with these coefficients. */
  sum(coefficients: Float64Array): FeatureScore;
}

/** Constant, coordinates, and their products in pairs: what a normal density needs. */
export function quadraticFeatures(ndim: number): ScoreFeatures {
  return {
    count: 1 + ndim + (ndim * (ndim + 1)) / 2,
    at(z: Float64Array, out: Float64Array): void {
      let next = 0;
      out[next++] = 1;
      for (let i = 0; i < ndim; i++) {
        const zi = z[i];
        out[next++] = zi;
        for (let j = 0; j <= i; j++) out[next++] = zi * z[j];
      }
    },
    sum(coefficients) {
      const linear = new Float64Array(ndim);
      const quadratic = new Float64Array(ndim * ndim);
      let next = 1;
      for (let i = 0; i < ndim; i++) {
        linear[i] = coefficients[next++];
        for (let j = 0; j <= i; j++) quadratic[i * ndim + j] = coefficients[next++];
      }
      return { constant: coefficients[0], linear, quadratic };
    },
  };
}

/** Scales of quartic and cubic features: where they differ, the penalty on coefficients does, too. */
const [quarticScale, cubicScale] = [0.1, 0.3];
/** Beyond this dimension the products of three coordinates are too many. */
const cubicDimensions = 14;

/**
 * Quadratic features; powers of the radius, for shells; `zᵢ² zⱼ` and `zᵢ⁴`, for ridges that bend; and a
 * piecewise linear function of each coordinate, for everything that a parameter does on its own.
 *
 * @param knots of the piecewise linear functions: `knotCount` for each coordinate
 */
export function curvedFeatures(ndim: number, knots: readonly Float64Array[]): ScoreFeatures {
  const quadratic = quadraticFeatures(ndim);
  const cubic = ndim <= cubicDimensions;
  return {
    count: quadratic.count + 2 + ndim + (cubic ? ndim * ndim : 0) + ndim * knotCount,
    at(z: Float64Array, out: Float64Array): void {
      quadratic.at(z, out);
      let next = quadratic.count;
      let square = 0;
      for (let i = 0; i < ndim; i++) square += z[i] * z[i];
      out[next++] = Math.sqrt(square);
      out[next++] = (square * square) / (ndim * ndim);
      for (let i = 0; i < ndim; i++) {
        const s = z[i] * z[i];
        out[next++] = quarticScale * s * s;
        if (cubic) for (let j = 0; j < ndim; j++) out[next++] = cubicScale * s * z[j];
        for (const knot of knots[i]) out[next++] = z[i] > knot ? z[i] - knot : 0;
      }
    },
    sum(coefficients) {
      let next = quadratic.count;
      const radius = coefficients[next++];
      const fourthPower = coefficients[next++] / (ndim * ndim);
      const quartic = new Float64Array(ndim);
      const ofCubic = new Float64Array(ndim * ndim);
      const slopes = new Float64Array(ndim * knotCount);
      for (let i = 0; i < ndim; i++) {
        quartic[i] = quarticScale * coefficients[next++];
        if (cubic) for (let j = 0; j < ndim; j++) ofCubic[i * ndim + j] = cubicScale * coefficients[next++];
        for (let k = 0; k < knotCount; k++) slopes[i * knotCount + k] = coefficients[next++];
      }
      const curved = { radius, fourthPower, quartic, cubic: ofCubic, knots: concatenated(knots), slopes };
      return { ...quadratic.sum(coefficients), curved };
    },
  };
}
