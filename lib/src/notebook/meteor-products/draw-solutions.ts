import { type Chart, simulationOverData } from "../../charts";
import { isNightbookError } from "../../core/errors";
import { type Constants, gaussianLogLikelihood, type Observation, simulate } from "../../fitting/meteoroid";
import { simulatedCurves } from "../../fitting/meteoroid/likelihood/simulated-curves";
import {
  lagAtPoints,
  luminosityAtPoints,
  simulatedTimeZero,
} from "../../fitting/meteoroid/likelihood/simulated-points";

/** Constants under a name. */
export interface NamedConstants {
  readonly name: string;
  /** As a file holds them: not checked. */
  readonly constants: Readonly<Record<string, unknown>>;
}

/** Solutions held against the data. */
export interface DrawnSolutions {
  /** By the names of their files, without extension. */
  readonly charts: Record<string, Chart>;
  /** Log-likelihoods by name. */
  readonly logl: Record<string, number>;
  /** Why some could not be simulated, by name. */
  readonly failed: Record<string, string>;
}

/**
 * Simulates solutions that others have found and draws them over the data.
 *
 * @param solutions constants of the erosion model
 * @param observation the data
 * @param noise noise of light, W, and lag, m, that their likelihoods are taken with
 * @param title of the charts
 */
export function drawSolutions(
  solutions: readonly NamedConstants[],
  observation: Observation,
  { noise_lum, noise_lag }: Pick<Observation, "noise_lum" | "noise_lag">,
  title: string,
): DrawnSolutions {
  const drawn: DrawnSolutions = { charts: {}, logl: {}, failed: {} };
  const noise_vel = noise_lag * Math.SQRT2 * observation.fps_lag;
  const meteor = { ...observation, noise_lum, noise_lag, noise_vel };
  for (const { name, constants } of solutions) {
    try {
      const simulation = simulate(constants as Partial<Constants>, { maxFragmentSteps: 6_000_000 });
      const timeZero = simulatedTimeZero(simulation, observation);
      const curves = simulatedCurves(simulation, observation, timeZero);
      const options = { title, label: name };
      drawn.charts[`${name}_LumLag_plot`] = simulationOverData(meteor, curves, options);
      drawn.charts[`${name}_vs_height`] = simulationOverData(meteor, curves, { ...options, against: "height" });
      const luminosity = luminosityAtPoints(simulation, observation, timeZero);
      drawn.logl[`${name}`] =
        gaussianLogLikelihood(observation.luminosity, luminosity, noise_lum) +
        gaussianLogLikelihood(observation.lag, lagAtPoints(simulation, observation), noise_lag);
    } catch (error) {
      // Constants that no run accepts, or a run without end; anything else is a mistake of ours.
      if (!(error instanceof RangeError || error instanceof TypeError) && !isNightbookError(error)) throw error;
      drawn.failed[`${name}`] = error.message;
    }
  }
  return drawn;
}
