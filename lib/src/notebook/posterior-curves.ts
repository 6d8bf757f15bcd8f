import type { FitCurve, FitOverData } from "../charts/fit-over-data";
import type { MeteorLikelihood, Observation } from "../fitting/meteoroid";
import type { NestedSamplingResult } from "../fitting/nested-sampling";

/** Draws of the posterior that make the bands. */
const draws = 150;
/** Heights at which curves are taken. */
const gridSize = 121;

/** What {@link posteriorCurves} needs of a result. */
type Posterior = Pick<NestedSamplingResult, "samplesEqual" | "sample" | "logl" | "ndim" | "parameters">;

/**
 * Light curve and lag of the best fit over a grid of heights, with the bands that hold 68 % and 95 % of the
 * posterior's simulated meteors at each height.
 */
export function posteriorCurves(model: MeteorLikelihood, observation: Observation, posterior: Posterior): FitOverData {
  const heights = [...observation.height_lum, ...observation.height_lag];
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const grid = Float64Array.from({ length: gridSize }, (_, i) => low + ((high - low) * i) / (gridSize - 1));
  const equal = posterior.samplesEqual("posterior-curves");
  const count = equal.length / posterior.ndim;
  const chosen = Array.from({ length: Math.min(draws, count) }, (_, i) =>
    Math.floor((i * count) / Math.min(draws, count)),
  );
  const curves = chosen
    .map((i) => onGrid(model, equal.subarray(i * posterior.ndim, (i + 1) * posterior.ndim), grid))
    .filter((curve) => curve !== null);
  const best = posterior.sample(posterior.logl.length - 1);
  const bestCurve = onGrid(model, best, grid);
  const predicted = model.predict(best);
  if (bestCurve === null || predicted === null)
    throw new RangeError(`The best fit cannot be simulated: ${best.join(", ")}`);
  const noise = (name: "noise_lum" | "noise_lag") => {
    const k = posterior.parameters.indexOf(name);
    return k < 0 ? observation[name] : best[k];
  };
  return {
    observation,
    magnitude: banded(
      grid,
      bestCurve.magnitude,
      curves.map((curve) => curve.magnitude),
    ),
    lag: banded(
      grid,
      bestCurve.lag,
      curves.map((curve) => curve.lag),
    ),
    predicted: {
      luminosity: predicted.luminosity,
      lag: predicted.lag,
      noise_lum: noise("noise_lum"),
      noise_lag: noise("noise_lag"),
    },
  };
}

/** One simulated meteor at the heights of the grid; NaN where it does not reach. */
function onGrid(model: MeteorLikelihood, theta: Float64Array, grid: Float64Array) {
  const curves = model.curves(theta);
  if (curves === null) return null;
  return {
    magnitude: interpolateDown(curves.height, curves.absoluteMagnitude, grid),
    lag: interpolateDown(curves.height, curves.lag, grid),
  };
}

/** Linear interpolation over heights that fall along the flight; where they rise for a moment the first passage counts. */
function interpolateDown(height: Float64Array, values: Float64Array, grid: Float64Array): Float64Array {
  const out = new Float64Array(grid.length).fill(Number.NaN);
  let step = 1;
  for (let i = grid.length - 1; i >= 0; i--) {
    while (step < height.length && height[step] > grid[i]) step++;
    if (step >= height.length || height[step - 1] < grid[i]) continue;
    const t = (height[step - 1] - grid[i]) / (height[step - 1] - height[step]);
    const value = values[step - 1] * (1 - t) + values[step] * t;
    if (Number.isFinite(value)) out[i] = value;
  }
  return out;
}

function banded(height: Float64Array, best: Float64Array, curves: readonly Float64Array[]): FitCurve {
  const band = (probability: number) =>
    height.map((_, i) =>
      quantile(
        curves.map((curve) => curve[i]),
        probability,
      ),
    );
  return { height, best, low95: band(0.025), low68: band(0.1587), high68: band(0.8413), high95: band(0.975) };
}

function quantile(values: readonly number[], probability: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
