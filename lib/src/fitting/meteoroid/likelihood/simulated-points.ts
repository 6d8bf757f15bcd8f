import type { LightAndMotion } from "../erosion/light-and-motion";
import { frameAverage } from "./frame-average";
import { interpolate } from "./interpolate";
import type { ObservedMeteor } from "./observed-meteor";

/** Simulated time at which the leading fragment is at the height of the first luminosity point, s. */
export function simulatedTimeZero(simulation: LightAndMotion, observation: ObservedMeteor): number {
  return atHeights(simulation, observation.height_lum, simulation.columns.time)[0];
}

/**
 * Luminosity at the observed points: the mean over the exposure of a frame where that is longer than a time step, else
 * the value at the same height.
 *
 * @param timeZero of {@link simulatedTimeZero}, s
 * @returns W, shape `[nLum]`; NaN where the simulation has no point in the exposure
 */
export function luminosityAtPoints(
  simulation: LightAndMotion,
  observation: ObservedMeteor,
  timeZero: number,
): Float64Array {
  const { time, luminosity } = simulation.columns;
  const exposure = 1 / observation.fps_lum;
  if (!(exposure > simulation.constantsAfter.dt)) return atHeights(simulation, observation.height_lum, luminosity);
  return frameAverage(
    time.map((t) => t - timeZero),
    luminosity,
    observation.time_lum,
    exposure,
  );
}

/**
 * Lag at the observed points: the path of the leading fragment less that of a body at the observed initial speed,
 * zero at the first point.
 *
 * @returns m, shape `[nLag]`
 */
export function lagAtPoints(simulation: LightAndMotion, observation: ObservedMeteor): Float64Array {
  const lag = atHeights(simulation, observation.height_lag, pathDifference(simulation, observation.v_init));
  const first = lag[0];
  return lag.map((value) => value - first);
}

/** Path of the leading fragment less that of a body of constant speed, m, shape `[nRows]`. */
export function pathDifference({ columns }: LightAndMotion, speed: number): Float64Array {
  return columns.leading_frag_length.map((length, i) => length - speed * columns.time[i]);
}

/** A column of the simulation where the leading fragment is at given heights. */
function atHeights({ columns }: LightAndMotion, heights: ArrayLike<number>, values: Float64Array): Float64Array {
  return interpolate(heights, columns.leading_frag_height.toReversed(), values.toReversed());
}
