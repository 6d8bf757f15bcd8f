import type { Observation } from "../observation/observation";
import { radiatedEnergy } from "./radiated-energy";

/** What {@link radiatedFraction} needs of an observation. */
export type PhotometricObservation = Pick<Observation, "time_lum" | "absolute_magnitudes" | "P_0m" | "velocities">;

/**
 * Luminous efficiency that a mass means: the radiated energy over the kinetic energy at the first measured speed,
 * τ = 2 E_rad / (m v₀²).
 *
 * @param observation light curve and speeds of the meteor
 * @param mass initial mass, kg
 * @returns a ratio; multiply by 100 for percent
 * @throws {RangeError} when there is no speed
 * @see [Ceplecha1998]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 *
 * const observation = { time_lum: [0, 0.5, 1], absolute_magnitudes: [0, 0, 0], P_0m: 840, velocities: [40_000] };
 * meteoroid.radiatedFraction(observation, 1.5e-4).toFixed(6); // => "0.007000"
 * ```
 */
export function radiatedFraction(observation: PhotometricObservation, mass: number): number {
  const [speed] = observation.velocities;
  if (speed === undefined) throw new RangeError("The observation has no speeds: []");
  const energy = radiatedEnergy(observation.time_lum, observation.absolute_magnitudes, observation.P_0m);
  return (2 * energy) / (mass * speed * speed);
}
