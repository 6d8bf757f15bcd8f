import type { SimulatedCurves } from "../likelihood/simulated-curves";
import type { Observation } from "../observation/observation";

/** A simulated meteor at the heights of the observed points; NaN where it does not reach. SI units. */
export interface ObservedCurves {
  /** Averaged over a frame where that is longer than a time step, W, shape `[nLum]`. */
  luminosity: Float64Array;
  /** Absolute magnitude of that luminosity, shape `[nLum]`. */
  magnitude: Float64Array;
  /** Speed of the leading fragment, m/s, shape `[nLag]`. */
  velocity: Float64Array;
  /** Zero at the step closest to the highest observed point, m, shape `[nLag]`. */
  lag: Float64Array;
}

/**
 * Curves of a simulation at the heights of the observed points, by linear interpolation over the heights in rising
 * order.
 *
 * @param curves the simulated meteor
 * @param observation whose heights count
 */
export function atObservedHeights(
  curves: SimulatedCurves,
  observation: Pick<Observation, "height_lum" | "height_lag">,
): ObservedCurves {
  const height = curves.height;
  const order = Uint32Array.from({ length: height.length }, (_, i) => i).sort((i, j) => height[i] - height[j] || i - j);
  const rising = Float64Array.from(order, (i) => height[i]);
  const at = (heights: readonly number[], values: Float64Array) => {
    const sorted = Float64Array.from(order, (i) => values[i]);
    return Float64Array.from(heights, (h) => linearOrNaN(h, rising, sorted));
  };
  return {
    luminosity: at(observation.height_lum, curves.luminosity),
    magnitude: at(observation.height_lum, curves.absoluteMagnitude),
    velocity: at(observation.height_lag, curves.velocity),
    lag: at(observation.height_lag, curves.lag),
  };
}

/** Linear interpolation in a rising table; NaN beyond its ends. */
function linearOrNaN(x: number, table: Float64Array, values: Float64Array): number {
  const last = table.length - 1;
  if (!(x >= table[0] && x <= table[last])) return Number.NaN;
  let low = 0;
  let high = last;
  // The last cell that begins at or below x.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (table[middle] <= x) low = middle;
    else high = middle - 1;
  }
  if (low === last || table[low] === x) return values[low];
  const slope = (values[low + 1] - values[low]) / (table[low + 1] - table[low]);
  const value = slope * (x - table[low]) + values[low];
  // Next to darkness, whose magnitude is infinite.
  return Number.isNaN(value) ? slope * (x - table[low + 1]) + values[low + 1] : value;
}
