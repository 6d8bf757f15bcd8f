import { type Constants, defaultConstants } from "../../fitting/meteoroid";

/**
 * Constants of a run as the file that the graphical program for the erosion model opens: every constant under its name
 * and in its order, then the noise of lag and luminosity.
 *
 * @param constants after a run
 * @param noise of lag, m, and of luminosity, W
 */
export function metsimJson(constants: Constants, noise: { noise_lag: number; noise_lum: number }): string {
  const names = Object.keys(defaultConstants()) as (keyof Constants)[];
  const ordered = Object.fromEntries(names.map((name) => [name, constants[name]]));
  return `${JSON.stringify({ ...ordered, noise_lag: noise.noise_lag, noise_lum: noise.noise_lum }, null, 4)}\n`;
}
