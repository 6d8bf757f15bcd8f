import { priorHeader, type ShippedPrior } from "./shipped-prior";

/** One erosion with most values left to the program. */
export const automatic: ShippedPrior = {
  name: "automatic",
  original: "stony_meteoroid.prior",
  kind: "prior",
  title: "One erosion, automatic",
  description:
    "One erosion with every nan left to the program, and the density sampled in log10. A short file to begin one's own from.",
  text: `# A stone that sheds grains; what is nan is estimated from the observation.
${priorHeader}
v_init, 500, nan, norm             # speed at the start [m/s]
zenith_angle, nan, fix             # zenith angle of the radiant [rad]
m_init, nan, nan                   # mass at the start [kg]
rho, 100, 4000, log                # bulk density [kg/m^3]
sigma, 0.001/1e6, 0.05/1e6         # ablation coefficient [kg/J]
erosion_height_start, nan, nan     # height at which erosion begins [m]
erosion_coeff, 0.0, 1e-6, log      # erosion coefficient [kg/J]
erosion_mass_index, 1, 3           # mass index of the grains
erosion_mass_min, 5e-12, 1e-9, log # smallest grains [kg]
erosion_mass_max, 1e-10, 1e-7, log # largest grains [kg]
noise_lag, 10, nan, invgamma       # noise of the lag [m]
noise_lum, 5, nan, invgamma        # noise of the luminosity [W]
`,
};
