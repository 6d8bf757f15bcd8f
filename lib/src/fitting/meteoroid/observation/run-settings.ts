import type { Observation } from "./observation";
import { smallest } from "./statistics";

/** Slower meteors are followed with the longer time step. */
const slowMeteor = 30_000;

/**
 * Settings of an erosion run that follow from what was observed.
 *
 * @param initialSpeed m/s
 * @param velocities measured speeds, m/s
 * @param heights all measured heights, m
 */
export function runSettings(
  initialSpeed: number,
  velocities: readonly number[],
  heights: readonly number[],
): Pick<Observation, "dt" | "disruption_on" | "lum_eff_type" | "h_kill" | "v_kill"> {
  const slowest = smallest(velocities);
  return {
    dt: initialSpeed < slowMeteor ? 0.01 : 0.005,
    disruption_on: false,
    lum_eff_type: 5,
    h_kill: positive(smallest(heights) - 1000),
    v_kill: positive(slowest < initialSpeed - 10_000 ? initialSpeed - 10_000 : slowest - 5000),
  };
}

function positive(value: number): number {
  return value < 0 ? 1 : value;
}
