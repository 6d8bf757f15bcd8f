import { log10 } from "../../../core/special";
import type { Simulation } from "../erosion/simulate";
import { frameAverage } from "./frame-average";
import type { ObservedMeteor } from "./observed-meteor";
import { pathDifference } from "./simulated-points";

/** A simulated meteor, ready to be drawn over its observation; one value per time step, SI units. */
export interface SimulatedCurves {
  /** Time, zero at the height of the first luminosity point, s. */
  time: Float64Array;
  /** Height of the leading fragment, m. */
  height: Float64Array;
  /** Luminosity as the cameras would see it: averaged over the exposure that ends here, W. */
  luminosity: Float64Array;
  /** Absolute magnitude of that luminosity; +∞ in the dark. */
  absoluteMagnitude: Float64Array;
  /** Luminosity at the instant, W. */
  instantLuminosity: Float64Array;
  /** Speed of the leading fragment, m/s. */
  velocity: Float64Array;
  /** Dynamic pressure on it, Pa. */
  dynamicPressure: Float64Array;
  /** Lag against the observed initial speed, zero at the step closest to the highest observed point, m. */
  lag: Float64Array;
  simulation: Simulation;
}

/**
 * Curves of a whole simulation.
 *
 * @param timeZero simulated time at the first luminosity point, s
 */
export function simulatedCurves(
  simulation: Simulation,
  observation: ObservedMeteor,
  timeZero: number,
): SimulatedCurves {
  const { columns, constantsAfter } = simulation;
  const time = columns.time.map((t) => t - timeZero);
  const exposure = 1 / observation.fps_lum;
  const isLonger = exposure > constantsAfter.dt;
  const luminosity = isLonger ? frameAverage(time, columns.luminosity, time, exposure) : columns.luminosity;
  const height = columns.leading_frag_height;
  const difference = pathDifference(simulation, observation.v_init);
  const first = difference[nearest(height, Math.max(...observation.height_lag))];
  return {
    time,
    height,
    luminosity,
    absoluteMagnitude: luminosity.map((power) => -2.5 * log10(power / observation.P_0m)),
    instantLuminosity: columns.luminosity,
    velocity: columns.leading_frag_vel,
    dynamicPressure: columns.leading_frag_dyn_press,
    lag: difference.map((value) => value - first),
    simulation,
  };
}

/** Index of the value closest to the target, the first of equals. */
function nearest(values: Float64Array, target: number): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs(values[i] - target) < Math.abs(values[best] - target)) best = i;
  }
  return best;
}
