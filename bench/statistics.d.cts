/** Mean and standard deviation of a marginal, with Monte Carlo errors. */
export interface Marginal {
  mean: number;
  sd: number;
  meanError: number;
  sdError: number;
}
/** Errors and what is left of them when three Monte Carlo errors are granted. */
export interface MarginalErrors {
  mean: number;
  sd: number;
  meanExcess: number;
  sdExcess: number;
}
export interface Calibration {
  n: number;
  meanZ: number;
  sdZ: number;
  chiSquared: number;
  meanError: number;
  scatter: number;
  claimed: number;
}
export function spread(values: readonly number[]): { min: number | null; median: number | null; max: number | null };
export function meanAndSd(values: readonly number[]): { mean: number; sd: number };
export function normalized(logWeights: Float64Array): Float64Array;
export function effectiveSamples(weights: Float64Array): number;
export function marginals(samples: Float64Array, weights: Float64Array): Marginal[];
export function marginalErrors(found: readonly Marginal[], truth: { mean: number[]; sd: number[] }): MarginalErrors;
export function calibration(runs: readonly { logz: number; logzError: number }[], truth: number): Calibration;
