/** Functions of position from which a score is put together. */
export interface ScoreFeatures {
  readonly count: number;
  /** Values of all features at a point, shape `[count]`; the first is 1. */
  at(z: Float64Array, out: Float64Array): void;
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
  };
}

/** Beyond this dimension the products of three coordinates are too many. */
const cubicDimensions = 14;

/**
 * Quadratic features; powers of the radius, for shells; `zᵢ² zⱼ` and `zᵢ⁴`, for ridges that bend; and a
 * piecewise linear function of each coordinate, for everything that a parameter does on its own.
 *
 * @param knots of the piecewise linear functions: for each coordinate, equally many
 */
export function curvedFeatures(ndim: number, knots: readonly Float64Array[]): ScoreFeatures {
  const quadratic = quadraticFeatures(ndim);
  const cubic = ndim <= cubicDimensions;
  return {
    count: quadratic.count + 2 + ndim + (cubic ? ndim * ndim : 0) + ndim * knots[0].length,
    at(z: Float64Array, out: Float64Array): void {
      quadratic.at(z, out);
      let next = quadratic.count;
      let square = 0;
      for (let i = 0; i < ndim; i++) square += z[i] * z[i];
      out[next++] = Math.sqrt(square);
      out[next++] = (square * square) / (ndim * ndim);
      for (let i = 0; i < ndim; i++) {
        const s = z[i] * z[i];
        out[next++] = 0.1 * s * s;
        if (cubic) for (let j = 0; j < ndim; j++) out[next++] = 0.3 * s * z[j];
        for (const knot of knots[i]) out[next++] = z[i] > knot ? z[i] - knot : 0;
      }
    },
  };
}
