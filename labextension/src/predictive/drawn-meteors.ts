import { random } from "nightbook/core";
import { interpolate, meteorLikelihood, type Observation } from "nightbook/meteoroid";
import { priorTransform, type ResolvedPrior } from "nightbook/priors";

/** A meteor simulated with values drawn from a prior. SI units. */
export interface DrawnMeteor {
  /** Points of its curves, at heights that the observation covers and a little beyond. */
  height: Float64Array;
  absoluteMagnitude: Float64Array;
  lag: Float64Array;
  /** Absolute magnitude at the points of the observed light curve; +∞ where it is dark. */
  magnitudeAtData: Float64Array;
  /** Lag at the points of the observed lag; NaN where it has ended. */
  lagAtData: Float64Array;
}

/** Heights beyond the observed ones that are drawn as well, m. */
const beyond = 4000;
/** Points of a curve. */
const mostPoints = 90;
/** Longest run, in fragment-steps: enough for nearly all, and short enough for a person who waits. */
const longestRun = 500_000;

/**
 * Draws from a prior, simulated, without end: the same prior gives the same draws. `null` stands for values that
 * make no meteor, or one that would take too long.
 */
export function* drawnMeteors(observation: Observation, prior: ResolvedPrior): Generator<DrawnMeteor | null, never> {
  const likelihood = meteorLikelihood({ observation, prior, maxFragmentSteps: longestRun });
  const transform = priorTransform(prior);
  const { uniform } = uniforms();
  for (;;) {
    const theta = transform(Float64Array.from(prior.variables, uniform));
    const curves = likelihood.curves(theta);
    yield curves === null ? null : drawnMeteor(curves, observation);
  }
}

function uniforms(): { uniform: () => number } {
  const stream = random("prior predictive").stream(0);
  return { uniform: () => stream.uniform() };
}

interface Curves {
  height: Float64Array;
  absoluteMagnitude: Float64Array;
  lag: Float64Array;
}

function drawnMeteor(curves: Curves, observation: Observation): DrawnMeteor {
  const { height_lum, height_lag } = observation;
  const heights = [...height_lum, ...height_lag];
  // Below the height where runs end, whatever fragment is left leads.
  const low = Math.max(Math.min(...heights) - beyond, observation.h_kill);
  const high = Math.max(...heights) + beyond;
  const inside = Array.from(curves.height.keys()).filter((i) => curves.height[i]! >= low && curves.height[i]! <= high);
  const stride = Math.max(1, Math.ceil(inside.length / mostPoints));
  const shown = inside.filter((_, k) => k % stride === 0 || k === inside.length - 1);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(shown, (i) => column[i]!);
  return {
    height: pick(curves.height),
    absoluteMagnitude: pick(curves.absoluteMagnitude),
    lag: pick(curves.lag),
    magnitudeAtData: atHeights(height_lum, curves.height, curves.absoluteMagnitude, Number.POSITIVE_INFINITY),
    lagAtData: atHeights(height_lag, curves.height, curves.lag, Number.NaN),
  };
}

/** A curve at heights; `outside` where the meteor is not. */
function atHeights(
  heights: readonly number[],
  curveHeight: Float64Array,
  curve: Float64Array,
  outside: number,
): Float64Array {
  // Meteors go down, tables go up.
  const values = interpolate(heights, curveHeight.slice().reverse(), curve.slice().reverse());
  const top = curveHeight[0]!;
  const bottom = curveHeight[curveHeight.length - 1]!;
  return values.map((value, i) => (heights[i]! > top || heights[i]! < bottom ? outside : value));
}
