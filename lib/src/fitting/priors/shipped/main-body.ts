/** Lines that several priors share, so that they cannot drift apart. */

/** Speed, mass and geometry as observed. */
export const trajectoryLines = `v_init, 500, v_0, norm             # speed at the start [m/s]: normal, 500 m/s around the measured one
zenith_angle, zc_0, fix            # zenith angle of the radiant [rad], from the trajectory
`;

/** Two decades around the photometric mass. */
export const massLine = `m_init, 10**(np.floor(np.log10(m_0)-1)), 2*10**(np.floor(np.log10(m_0)+1))  # mass at the start [kg]
`;

/** Stone, from porous cometary material to solid rock. */
export const stonyLines = `rho, 100, 4000                     # bulk density [kg/m^3]
sigma, 0.001/1e6, 0.05/1e6         # ablation coefficient [kg/J]
`;

/** Grains that leave the body from a height around the begin of the light curve. */
export function erosionLines(greatestCoefficient: string): string {
  return `erosion_height_start, h_beg-100-(h_beg-h_peak)/2, h_beg+100+(h_beg-h_peak)/2  # height at which erosion begins [m]
erosion_coeff, 0.0, ${greatestCoefficient}, log     # erosion coefficient [kg/J]; zero counts as 1e-12
erosion_mass_index, 1, 3           # mass index of the grains: 2 has as much mass in every decade
erosion_mass_min, 5e-12, 1e-9, log # smallest grains [kg]
erosion_mass_max, 1e-10, 1e-7, log # largest grains [kg]
`;
}

/** How well the model can be expected to follow the data. */
export const noiseLines = `noise_lag, 10, n_lag0, invgamma    # noise of the lag [m], most likely what the data suggest
noise_lum, 5, n_lum0, invgamma     # noise of the luminosity [W]
`;
