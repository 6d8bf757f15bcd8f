import { pow } from "../../core/special";
import type { WeightedSamples } from "../../fitting/meteoroid/posterior";
import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import type { ResolvedPrior } from "../../fitting/priors";
import { massLeft, type Solution } from "./solutions";

/** The part of a posterior that tells the values of its samples. */
export type Samples = Pick<NestedSamplingResult, "samples" | "ndim">;

/** Flags and fixed values of a prior. */
export type FlaggedPrior = Pick<ResolvedPrior, "variables" | "flags" | "fixed">;

/** The weighted samples of a run, from which its point estimates are taken. */
export function weightedSamples(nested: NestedSamplingResult, variables: readonly string[]): WeightedSamples {
  const { engine, samples, logl, logvol } = nested;
  // A nested-sampling run weighs by volumes already.
  return { variables, samples, weights: nested.importanceWeights(), logl, ...(engine === "importance" && { logvol }) };
}

/** True where the sampler holds the logarithm to base 10. */
export function isLogarithmic(prior: Pick<ResolvedPrior, "flags">, name: string): boolean {
  return prior.flags[name]?.includes("log") ?? false;
}

/** From sampler coordinates to SI units. */
export function physicalValue(prior: Pick<ResolvedPrior, "flags">, name: string, value: number): number {
  return isLogarithmic(prior, name) ? pow(10, value) : value;
}

/** Value of a variable at every sample, SI units, shape `[n]`: also of one that is fixed, or else as given. */
export function sampleValues(
  { samples, ndim }: Samples,
  prior: FlaggedPrior,
  name: string,
  otherwise: number,
): Float64Array {
  const n = samples.length / ndim;
  const k = prior.variables.indexOf(name);
  const fixed = prior.fixed[name];
  if (k < 0) return new Float64Array(n).fill(typeof fixed === "number" ? fixed : otherwise);
  return Float64Array.from({ length: n }, (_, i) => physicalValue(prior, name, samples[i * ndim + k]));
}

/**
 * Mass-weighted density of every sample as far as it can be told without running them: all are given the part of the mass
 * that the best fit has left at the erosion change.
 */
export function approximateDensities(posterior: Samples, prior: FlaggedPrior, best: Solution): Float64Array {
  const rho = sampleValues(posterior, prior, "rho", best.constants.rho);
  if (!prior.variables.includes("erosion_height_change")) return rho;
  const changed = sampleValues(posterior, prior, "erosion_rho_change", best.constants.erosion_rho_change);
  const { m_init } = best.constants;
  const left = massLeft(best);
  return rho.map((value, i) => value * (Math.abs(m_init - left) / m_init) + changed[i] * (left / m_init));
}
