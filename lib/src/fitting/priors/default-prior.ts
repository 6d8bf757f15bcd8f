import type { PriorContext } from "./helper-variables";
import { parsePrior } from "./parse-prior";
import type { PriorDocument } from "./prior-document";
import { requirePrior, resolvePrior } from "./resolve-prior";
import type { ResolvedPrior } from "./resolved-prior";

/** The prior of a fit that is given none: one erosion, the mass close to the photometric one. */
export const defaultPriorText = `# One erosion, with the defaults of the program. Used when no prior is given.
# name, min/sigma/alpha, max/mean/mode, options

v_init, nan, nan, norm              # speed at the start [m/s]
m_init, m_0 - 10**np.floor(np.log10(m_0)), m_0 + 10**np.floor(np.log10(m_0))  # mass at the start [kg]
rho, nan, nan                       # bulk density [kg/m^3]
sigma, nan, nan                     # ablation coefficient [kg/J]
erosion_height_start, nan, nan      # height at which erosion begins [m]
erosion_coeff, nan, nan, log        # erosion coefficient [kg/J]
erosion_mass_index, nan, nan        # mass index of the grains
erosion_mass_min, nan, nan, log     # smallest grains [kg]
erosion_mass_max, nan, nan, log     # largest grains [kg]
noise_lag, nan, nan, invgamma       # noise of the lag [m]
noise_lum, nan, nan, invgamma       # noise of the luminosity [W]

zenith_angle, nan, fix              # as observed [rad]
rho_grain, 3000, fix                # density of the grains [kg/m^3]

# erosion changes at a height of 1 m: never
erosion_height_change, 1, fix
erosion_coeff_change, 1e-7, fix
erosion_rho_change, 3000, fix
erosion_sigma_change, 1e-9, fix
`;

/**
 * The prior of a fit that is given no prior file.
 * @param context helper variables of the observation, and its light curve for an extraprior
 * @param extra a parsed `.extraprior` file
 * @throws {PriorError} when there is no observation, or the extraprior has errors
 *
 * @example
 * ```ts
 * import { defaultPrior } from "nightbook/priors";
 * const helpers = { h_beg: 116110, h_end: 98323, h_peak: 106937, v_0: 67456, m_0: 1.4e-6, zc_0: 0.5, n_lag0: 11, n_lum0: 2.7 };
 * defaultPrior({ helpers }).variables.length; // => 11
 * ```
 */
export function defaultPrior(context: PriorContext, extra?: PriorDocument): ResolvedPrior {
  return requirePrior(resolvePrior(parsePrior(defaultPriorText), { ...context, extra, source: "default" }));
}
