/** A short fit of the example meteor, whose products tests look at. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fitting, ingest, type MeteorResult } from "nightbook";

const root = join(__dirname, "../../../..");

/** The trajectory of the example. */
export const pickle = join(root, "notebooks/data/meteor/20191023_091225_trajectory.pickle");

/** Erosion whose coefficients change on the way: some parameters logarithmic, one that contradicts others now and then. */
export const changing = `v_init, 500, nan, norm
zenith_angle, nan, fix
m_init, 1e-6, 5e-6
rho, 100, 1000, log
sigma, 1e-8, 5e-8
erosion_height_start, 114000, 117000
erosion_coeff, 1e-7, 1e-6, log
erosion_mass_index, 2.2, fix
erosion_mass_min, 2e-11, fix
erosion_mass_max, 5e-8, fix
rho_grain, 3000, fix
erosion_height_change, 100000, 112000
erosion_coeff_change, 1e-7, 1e-6, log
erosion_rho_change, 500, 3000
erosion_sigma_change, 3e-8, fix
noise_lag, 10, nan, invgamma
noise_lum, 5, nan, invgamma
`;

/** An empty folder. */
export const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-products-"));

/** Samples of the posterior, far from converged: a second or two. */
export async function smallFit(prior = changing, cores = 2): Promise<MeteorResult> {
  const meteor = await ingest.meteor(pickle);
  const fit = fitting.meteor(meteor, fitting.prior(prior));
  return fit.run({ engine: "dynamic", seed: 5, nlive: 60, maxCalls: 4000, cores });
}
