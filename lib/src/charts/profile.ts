import { density, type Range } from "./density";
import { compact } from "./number-text";

/**
 * Density along one axis, with a point at each quantile so that shaded intervals end exactly there.
 * @param size points of the grid, the quantiles not counted
 */
export function profile(
  values: Float64Array,
  weights: Float64Array,
  range: Range,
  quantiles: Float64Array,
  size: number,
): { x: number; density: number }[] {
  const height = density(values, weights, range, size);
  const step = (range[1] - range[0]) / (size - 1);
  const at = (x: number) => {
    const k = Math.min(Math.floor((x - range[0]) / step), size - 2);
    const t = (x - range[0]) / step - k;
    return height[k] * (1 - t) + height[k + 1] * t;
  };
  const grid = Array.from({ length: size }, (_, k) => range[0] + k * step);
  const inside = quantiles.filter((q) => q > range[0] && q < range[1]);
  return [...grid, ...inside].sort((a, b) => a - b).map((x) => ({ x: compact(x), density: compact(at(x)) }));
}
