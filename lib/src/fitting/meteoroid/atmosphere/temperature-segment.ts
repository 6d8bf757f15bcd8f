import { type Gravity, gasConstant, geopotentialHeight, gravityAtHeight } from "./gravity";

/** A stretch of the temperature profile, given at nodes with falling heights. */
export interface TemperatureNodes {
  /** Node heights, km, from the top down. */
  heights: readonly number[];
  /** Temperatures at the nodes, K. */
  temperatures: readonly number[];
  /** dT/dz at the highest node, K/km. */
  topGradient: number;
  /** dT/dz at the lowest node, K/km. */
  bottomGradient: number;
}

/** The profile of one stretch. */
export interface TemperatureSegment {
  /** Temperature at a height in km, K; not positive only for absurd inputs. */
  temperature(z: number): number;
  /** Hydrostatic exponent between the top node and a height in km, for a gas of the given mass, at most 50. */
  exponent(z: number, mass: number): number;
}

/**
 * Temperature and hydrostatic integral of a stretch: a cubic spline of the reciprocal temperature in geopotential
 * height, clamped to the gradients at both ends ([Picone2002]).
 */
export function temperatureSegment(gravity: Gravity, nodes: TemperatureNodes): TemperatureSegment {
  const { heights, temperatures } = nodes;
  const last = heights.length - 1;
  const top = heights[0];
  const bottom = heights[last];
  const span = geopotentialHeight(gravity, bottom, top);
  const x = heights.map((z) => geopotentialHeight(gravity, z, top) / span);
  const y = temperatures.map((t) => 1 / t);
  const radii = (gravity.radius + bottom) / (gravity.radius + top);
  const topSlope = (-nodes.topGradient * span) / (temperatures[0] * temperatures[0]);
  const bottomSlope = ((-nodes.bottomGradient * span) / (temperatures[last] * temperatures[last])) * (radii * radii);
  const curvature = clampedSpline(x, y, topSlope, bottomSlope);
  const position = (z: number) => geopotentialHeight(gravity, z, top) / span;
  const topGravity = gravityAtHeight(gravity, top);

  return {
    temperature(z) {
      const at = position(z);
      let k = 0;
      while (k < last - 1 && at > x[k + 1]) k++;
      const h = x[k + 1] - x[k];
      const a = (x[k + 1] - at) / h;
      const b = (at - x[k]) / h;
      const bend = ((a * a * a - a) * curvature[k] + (b * b * b - b) * curvature[k + 1]) * ((h * h) / 6);
      return 1 / (a * y[k] + b * y[k + 1] + bend);
    },
    exponent(z, mass) {
      const at = position(z);
      let integral = 0;
      for (let k = 0; k < last && at > x[k]; k++) {
        const end = k < last - 1 ? Math.min(at, x[k + 1]) : at;
        const h = x[k + 1] - x[k];
        const a = (x[k + 1] - end) / h;
        const b = (end - x[k]) / h;
        const a2 = a * a;
        const b2 = b * b;
        const bend = (a2 / 2 - (1 + a2 * a2) / 4) * curvature[k] + ((b2 * b2) / 4 - b2 / 2) * curvature[k + 1];
        integral += h * (((1 - a2) * y[k]) / 2 + (b2 * y[k + 1]) / 2 + bend * ((h * h) / 6));
      }
      return Math.min(50, (mass * topGravity * span * integral) / gasConstant);
    },
  };
}

/** Second derivatives at the nodes of the cubic spline with given end slopes. */
function clampedSpline(x: readonly number[], y: readonly number[], startSlope: number, endSlope: number): Float64Array {
  const last = x.length - 1;
  const slope = (k: number) => (k < 0 ? startSlope : k === last ? endSlope : (y[k + 1] - y[k]) / (x[k + 1] - x[k]));
  const width = (k: number) => (k < 0 || k === last ? 0 : x[k + 1] - x[k]);
  // Elimination from the first row on: row k becomes m[k] + upper[k] m[k+1] = right[k].
  const upper = new Float64Array(last + 1);
  const right = new Float64Array(last + 1);
  for (let k = 0; k <= last; k++) {
    const pivot = 2 * (width(k - 1) + width(k)) - (k > 0 ? width(k - 1) * upper[k - 1] : 0);
    upper[k] = width(k) / pivot;
    right[k] = (6 * (slope(k) - slope(k - 1)) - (k > 0 ? width(k - 1) * right[k - 1] : 0)) / pivot;
  }
  const second = right;
  for (let k = last - 1; k >= 0; k--) second[k] -= upper[k] * second[k + 1];
  return second;
}
