import { isNightbookError } from "../../core/errors";
import { log10 } from "../../core/special";
import { type Constants, type MeteorLikelihood, type Observation, simulate } from "../../fitting/meteoroid";
import { modelValues } from "../../fitting/meteoroid/likelihood/model-values";
import { type SimulatedCurves, simulatedCurves } from "../../fitting/meteoroid/likelihood/simulated-curves";
import {
  lagAtPoints,
  luminosityAtPoints,
  simulatedTimeZero,
} from "../../fitting/meteoroid/likelihood/simulated-points";
import { bulkDensity, type PointEstimates } from "../../fitting/meteoroid/posterior";
import { atObservedHeights } from "../../fitting/meteoroid/posterior/at-observed-heights";
import type { ResolvedPrior } from "../../fitting/priors";

/** Points of a posterior that stand for it, by the names in the files of their constants. */
export const solutionNames = ["BestGuess", "mode", "mean", "median"] as const;

/** Name of a solution. */
export type SolutionName = (typeof solutionNames)[number];

/** One point of a posterior, simulated. */
export interface Solution {
  name: SolutionName;
  /** Sampler coordinates. */
  theta: Float64Array;
  /** Physical values of the free variables, SI units. */
  values: Record<string, number>;
  /** The constants after the run. */
  constants: Constants;
  curves: SimulatedCurves;
  /** The model at the observed points, as the likelihood compares it. */
  predicted: { luminosity: Float64Array; lag: Float64Array; noise_lum: number; noise_lag: number };
  /** −∞ where the values contradict each other. */
  logl: number;
}

/** A point whose run failed. */
export interface FailedSolution {
  name: SolutionName;
  reason: string;
}

/**
 * Simulates best, mode, mean and median of a posterior.
 * @returns the solutions, and those that no run can follow
 */
export function solutions(
  estimates: PointEstimates,
  likelihood: MeteorLikelihood,
  observation: Observation,
  prior: ResolvedPrior,
): { solved: Solution[]; failed: FailedSolution[] } {
  const points = { BestGuess: estimates.best, mode: estimates.mode, mean: estimates.mean, median: estimates.median };
  const solved: Solution[] = [];
  const failed: FailedSolution[] = [];
  for (const name of solutionNames) {
    try {
      solved.push(solutionAt(name, points[name], likelihood, observation, prior));
    } catch (error) {
      // A value that no run accepts, or a run without end; anything else is a mistake of ours.
      if (!(error instanceof RangeError) && !isNightbookError(error)) throw error;
      failed.push({ name, reason: error.message });
    }
  }
  return { solved, failed };
}

function solutionAt(
  name: SolutionName,
  theta: Float64Array,
  likelihood: MeteorLikelihood,
  observation: Observation,
  prior: ResolvedPrior,
): Solution {
  const simulation = simulate(likelihood.constants(theta), { maxFragmentSteps: 6_000_000 });
  const timeZero = simulatedTimeZero(simulation, observation);
  const values = modelValues(prior, theta);
  const noise = (which: "noise_lum" | "noise_lag") => Number(values.get(which) ?? observation[which]);
  return {
    name,
    theta,
    values: Object.fromEntries(prior.variables.map((variable) => [variable, Number(values.get(variable))])),
    constants: simulation.constantsAfter,
    curves: simulatedCurves(simulation, observation, timeZero),
    predicted: {
      luminosity: luminosityAtPoints(simulation, observation, timeZero),
      lag: lagAtPoints(simulation, observation),
      noise_lum: noise("noise_lum"),
      noise_lag: noise("noise_lag"),
    },
    logl: likelihood.logLikelihood(theta),
  };
}

/** Mass of the main fragment that a solution has left at the erosion change, kg. */
export function massLeft({ curves }: Solution): number {
  return bulkDensity(curves.simulation).massAtChange;
}

/** Standard deviation of the differences in magnitude between a solution and the observed points. */
export function magnitudeScatter({ curves }: Solution, observation: Observation): number {
  const { magnitude } = atObservedHeights(curves, observation);
  const differences = Array.from(magnitude, (value, i) => value - observation.absolute_magnitudes[i]);
  const finite = differences.filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  return Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length);
}

/**
 * Log-likelihood of the true values of a simulated meteor; `undefined` where they are not all known.
 * @param truths SI units
 */
export function likelihoodOfTruth(
  likelihood: MeteorLikelihood,
  prior: ResolvedPrior,
  truths: Readonly<Record<string, number>> = {},
): number | undefined {
  const values = prior.variables.map((name) => truths[name] ?? Number.NaN);
  if (values.length === 0 || values.some(Number.isNaN)) return undefined;
  const theta = values.map((value, k) => (prior.flags[prior.variables[k]]?.includes("log") ? log10(value) : value));
  return likelihood.logLikelihood(theta);
}
