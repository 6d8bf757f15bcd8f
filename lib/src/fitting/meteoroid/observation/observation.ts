import type { HelperVariables } from "../../priors/helper-variables";

/**
 * What a fit knows about a meteor: light curve, dynamics, noise, and the settings of the runs that follow from
 * them. The field names are those of the observation files that people exchange. SI units, angles in radians.
 */
export interface Observation {
  /** Noise of `lag`, m. */
  noise_lag: number;
  /** Noise of `luminosity`, W. */
  noise_lum: number;
  /** Files the observation was made from. */
  file_name: string[];
  /** Power of a meteor of magnitude zero in the band of the light curve, W. */
  P_0m: number;
  /** Frames per second of the cameras that gave the light curve. */
  fps_lum: number;
  /** Frames per second of the cameras that gave the dynamics. */
  fps_lag: number;
  /** For each camera of the light curve, the file it was taken from. */
  lum_files: string[];
  /** For each camera of the dynamics, the file it was taken from. */
  lag_files: string[];
  /** Initial speed, m/s: that of the trajectory plus 100, for what was lost before the first point. */
  v_init: number;

  /** Point-to-point speed of the dynamics, shape `[nLag]`, m/s. */
  velocities: number[];
  /** Distance behind constant speed, shape `[nLag]`, m; negative is behind. */
  lag: number[];
  /** Distance along the path from the first point, shape `[nLag]`, m. */
  length: number[];
  /** Height, shape `[nLag]`, m. */
  height_lag: number[];
  /** Time from the first point of the dynamics, shape `[nLag]`, s. */
  time_lag: number[];
  /** Camera, shape `[nLag]`. */
  stations_lag: string[];

  /** Height, shape `[nLum]`, m. */
  height_lum: number[];
  /** Magnitude at 100 km, shape `[nLum]`. */
  absolute_magnitudes: number[];
  /** Power radiated, shape `[nLum]`, W. */
  luminosity: number[];
  /** Time from the first point of the light curve, shape `[nLum]`, s. */
  time_lum: number[];
  /** Camera, shape `[nLum]`. */
  stations_lum: string[];
  /** Magnitude at the camera, shape `[nLum]`. */
  apparent_magnitudes: number[];

  /** Noise of a magnitude. */
  noise_mag: number;
  /** Noise of a point-to-point speed, m/s. */
  noise_vel: number;
  /** log10 of the air density (kg/m³) as a polynomial in height / 1000 km, shape `[7]`, constant first. */
  dens_co: number[];
  /** Zenith angle of the path where a run starts, rad. */
  zenith_angle: number;
  /** Photometric mass, kg. */
  m_init: number;

  /** Time step of a run, s. */
  dt: number;
  disruption_on: boolean;
  /** Model of the luminous efficiency in a run. */
  lum_eff_type: number;
  /** A fragment ends below this height, m. */
  h_kill: number;
  /** A fragment ends below this speed, m/s. */
  v_kill: number;
  helper_vars: HelperVariables;
}
