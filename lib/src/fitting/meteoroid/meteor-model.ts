import type { Model } from "../nested-sampling/model";
import { priorTransform } from "../priors/prior-transform";
import { type MeteorLikelihoodOptions, meteorLikelihood } from "./likelihood/meteor-likelihood";

/**
 * A meteor fit as a sampler wants it. The argument is plain data, so that every worker thread can make its own model.
 *
 * @param data observation, prior, and the air density if not the observation's
 * @returns parameters, prior transform and log-likelihood, all in the sampler's coordinates
 * @throws {TypeError} when a column of the observation is missing or a fixed value is of the wrong kind
 * @throws {RangeError} when the observation's columns do not fit together or a fixed value is out of range
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * const observation = {
 *   noise_lum: 3, noise_lag: 10, P_0m: 840, fps_lum: 80, v_init: 60_000, m_init: 1e-6, zenith_angle: 0.5,
 *   height_lum: [110e3, 105e3], time_lum: [0, 0.1], luminosity: [4, 9], height_lag: [110e3, 105e3], lag: [0, -2],
 *   dens_co: meteoroid.defaultConstants().dens_co, dt: 0.005, disruption_on: false, lum_eff_type: 5,
 *   h_kill: 90e3, v_kill: 50_000,
 * };
 * const prior = {
 *   variables: ["rho"], bounds: [[100, 4000] as [number, number]], flags: { rho: [] }, fixed: { erosion_on: false },
 *   details: {},
 * };
 * const model = meteoroid.meteorModel({ observation, prior });
 * model.priorTransform(Float64Array.of(0.5))[0]; // => 2050
 * ```
 */
export function meteorModel(data: MeteorLikelihoodOptions): Model {
  const { parameters, logLikelihood } = meteorLikelihood(data);
  return { parameters, priorTransform: priorTransform(data.prior), logLikelihood };
}
