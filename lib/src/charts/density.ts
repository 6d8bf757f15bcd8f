import { effectiveSampleSize } from "../core/statistics";

/** Range of an axis. */
export type Range = readonly [low: number, high: number];

/**
 * Density of weighted samples on a regular grid: linear binning, then smoothing by a Gaussian of a width that falls
 * with the effective number of samples. Mass that smoothing carries over an end is reflected, so that a density which
 * ends at the edge of a prior does not sag there.
 *
 * @param values samples, shape `[n]`; those outside the range are left out
 * @param weights their weights, shape `[n]`
 * @param range first and last grid point
 * @param size number of grid points
 * @returns density up to a factor, largest value 1, shape `[size]`
 */
export function density(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  range: Range,
  size: number,
): Float64Array {
  const grid = new Float64Array(size);
  const step = (range[1] - range[0]) / (size - 1);
  for (let i = 0; i < values.length; i++) {
    const at = (values[i] - range[0]) / step;
    if (!(at >= 0 && at <= size - 1)) continue;
    const cell = Math.min(Math.floor(at), size - 2);
    grid[cell] += weights[i] * (cell + 1 - at);
    grid[cell + 1] += weights[i] * (at - cell);
  }
  // Half of the catchment of an end point lies outside.
  grid[0] *= 2;
  grid[size - 1] *= 2;
  const width = 0.9 * moments(values, values, weights).x * Math.exp(Math.log(effectiveSampleSize(weights)) / -5);
  return scaledToOne(smooth(grid, size, 1, Math.max(1, width / step)));
}

/**
 * As {@link density}, for pairs of samples.
 *
 * @returns density up to a factor, largest value 1, shape `[size, size]`, row-major, one row per grid point of `y`
 */
export function density2d(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
  xRange: Range,
  yRange: Range,
  size: number,
): Float64Array {
  const grid = new Float64Array(size * size);
  const xStep = (xRange[1] - xRange[0]) / (size - 1);
  const yStep = (yRange[1] - yRange[0]) / (size - 1);
  for (let i = 0; i < x.length; i++) {
    const column = (x[i] - xRange[0]) / xStep;
    const row = (y[i] - yRange[0]) / yStep;
    if (!(column >= 0 && column <= size - 1 && row >= 0 && row <= size - 1)) continue;
    const c = Math.min(Math.floor(column), size - 2);
    const r = Math.min(Math.floor(row), size - 2);
    const [right, up] = [column - c, row - r];
    const cell = r * size + c;
    grid[cell] += weights[i] * (1 - right) * (1 - up);
    grid[cell + 1] += weights[i] * right * (1 - up);
    grid[cell + size] += weights[i] * (1 - right) * up;
    grid[cell + size + 1] += weights[i] * right * up;
  }
  for (let k = 0; k < size; k++) {
    grid[k] *= 2;
    grid[size * (size - 1) + k] *= 2;
    grid[size * k] *= 2;
    grid[size * k + size - 1] *= 2;
  }
  // Along a narrow ridge the width across it counts, not that of the whole.
  const deviation = moments(x, y, weights);
  const factor =
    Math.sqrt(Math.max(0.05, 1 - deviation.correlationSquared)) * Math.exp(Math.log(effectiveSampleSize(weights)) / -6);
  const across = smooth(grid, size, 1, Math.max(0.8, (factor * deviation.x) / xStep));
  return scaledToOne(smooth(across, size, size, Math.max(0.8, (factor * deviation.y) / yStep)));
}

/** The density at the edge of the smallest region that holds the given part of the mass. */
export function highestDensityLevel(values: Float64Array, mass: number): number {
  const sorted = Float64Array.from(values).sort().reverse();
  const wanted = mass * sorted.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  for (const value of sorted) {
    sum += value;
    if (sum >= wanted) return value;
  }
  return 0;
}

/**
 * Smooths every line of `length` points, `stride` elements apart, with a Gaussian of `sigma` points.
 * Beyond the ends lies the mirror image.
 */
function smooth(grid: Float64Array, length: number, stride: number, sigma: number): Float64Array {
  const reach = Math.min(length - 1, Math.ceil(4 * sigma));
  const kernel = Float64Array.from({ length: reach + 1 }, (_, k) => Math.exp((-k * k) / (2 * sigma * sigma)));
  const mirror = (i: number) => (i < 0 ? -i : i >= length ? 2 * (length - 1) - i : i);
  return grid.map((_, index) => {
    const i = Math.floor(index / stride) % length;
    const start = index - i * stride;
    let sum = grid[index] * kernel[0];
    for (let k = 1; k <= reach; k++) {
      sum += kernel[k] * (grid[start + mirror(i - k) * stride] + grid[start + mirror(i + k) * stride]);
    }
    return sum;
  });
}

function scaledToOne(grid: Float64Array): Float64Array {
  const largest = grid.reduce((a, b) => Math.max(a, b), 0);
  return largest > 0 ? grid.map((value) => value / largest) : grid;
}

/** Standard deviations of weighted pairs and the square of their correlation. */
function moments(x: ArrayLike<number>, y: ArrayLike<number>, weights: ArrayLike<number>) {
  let [total, xMean, yMean] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    total += weights[i];
    xMean += weights[i] * x[i];
    yMean += weights[i] * y[i];
  }
  xMean /= total;
  yMean /= total;
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i] - xMean, y[i] - yMean];
    xx += weights[i] * dx * dx;
    xy += weights[i] * dx * dy;
    yy += weights[i] * dy * dy;
  }
  return {
    x: Math.sqrt(xx / total),
    y: Math.sqrt(yy / total),
    correlationSquared: xx * yy > 0 ? (xy * xy) / (xx * yy) : 0,
  };
}
