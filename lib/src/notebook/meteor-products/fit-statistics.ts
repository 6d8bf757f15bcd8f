import type { Observation } from "../../fitting/meteoroid";
import type { PointEstimates } from "../../fitting/meteoroid/posterior";
import { radiatedEnergy } from "../../fitting/meteoroid/posterior";
import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import type { Interval } from "./backup";
import type { Coverage } from "./coverage";
import type { DrawnSolutions } from "./draw-solutions";
import type { MeteorFitQuality } from "./fit-quality";
import { type FailedSolution, magnitudeScatter, type Solution } from "./solutions";

/** What a fit says in numbers, beside the parameters. */
export interface FitStatistics {
  nested: NestedSamplingResult;
  /** Light of the observed meteor, J. */
  radiatedEnergy: number;
  /** Luminous efficiency, percent. */
  efficiency: Interval;
  /** Density with the part of the mass that the best fit has left at the erosion change, kg/m³. */
  approximateDensity: Interval | undefined;
  /** Density with the mass that each sample has left there; missing where no run was made for each sample. */
  density: Interval | undefined;
  /** Log-likelihood of the true values, of a simulated meteor. */
  truth: number | undefined;
  /** Which true values lie in their 95 % intervals, of a simulated meteor. */
  covered: Coverage | undefined;
  solved: readonly Solution[];
  failed: readonly FailedSolution[];
  /** Solutions that others have found, with the noise of the best fit. */
  others: Pick<DrawnSolutions, "logl" | "failed">;
  /** Noise of the best fit: magnitude, W, m/s, m. */
  noise: { magnitude: number; luminosity: number; velocity: number; lag: number };
  /** Residuals of the best fit judged; missing where it cannot be simulated. */
  quality: MeteorFitQuality | undefined;
}

/** Noise of the best fit, or of the observation where there is none. */
export function noiseOf(best: Solution | undefined, observation: Observation): FitStatistics["noise"] {
  const { noise_lum, noise_lag } = best?.predicted ?? observation;
  return {
    magnitude: best ? magnitudeScatter(best, observation) : observation.noise_mag,
    luminosity: noise_lum,
    velocity: noise_lag * Math.SQRT2 * observation.fps_lag,
    lag: noise_lag,
  };
}

/** Energy of the light curve, J. */
export function energyOf({ time_lum, absolute_magnitudes, P_0m }: Observation): number {
  return radiatedEnergy(time_lum, absolute_magnitudes, P_0m);
}

/**
 * The numbers of a fit for programs: parameters in SI units, derived quantities, evidence and diagnostics.
 * @param physical from sampler coordinates to SI units
 */
export function statisticsJson(
  statistics: FitStatistics,
  variables: readonly string[],
  estimates: PointEstimates,
  physical: (variable: string, value: number) => number,
): Record<string, unknown> {
  const { nested, solved, failed, others, efficiency, approximateDensity, density, noise } = statistics;
  const points = { ...estimates } as Record<string, Float64Array>;
  const estimateOf = (variable: string, k: number) =>
    Object.fromEntries(Object.entries(points).map(([point, values]) => [point, physical(variable, values[k])]));
  return {
    parameters: Object.fromEntries(variables.map((variable, k) => [variable, estimateOf(variable, k)])),
    luminousEfficiencyPercent: efficiency,
    radiatedEnergy: statistics.radiatedEnergy,
    massWeightedDensity: density ?? null,
    approximateMassWeightedDensity: approximateDensity ?? null,
    noiseOfBestFit: noise,
    quality: statistics.quality ?? null,
    logLikelihood: Object.fromEntries(solved.map(({ name, logl }) => [name, logl])),
    ...(statistics.truth !== undefined && { logLikelihoodOfTruth: statistics.truth }),
    ...(statistics.covered && { covered: statistics.covered }),
    ...(Object.keys(others.logl).length > 0 && { logLikelihoodOfFiles: others.logl }),
    failed: Object.fromEntries(failed.map(({ name, reason }) => [name, reason])),
    niter: nested.niter,
    diagnostics: nested.diagnostics,
  };
}
