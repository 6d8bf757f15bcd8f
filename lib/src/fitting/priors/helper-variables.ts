/** What expressions in a prior may refer to, estimated from an observation. Names as in the files, SI units. */
export interface HelperVariables {
  /** Begin height: the greatest height of the light curve, m. */
  h_beg: number;
  /** End height: the least height of the light curve, m. */
  h_end: number;
  /** Height of the greatest luminosity, m. */
  h_peak: number;
  /** Initial speed, m/s. */
  v_0: number;
  /** Photometric mass, kg. */
  m_0: number;
  /** Zenith angle at the start of the simulation, rad. */
  zc_0: number;
  /** Estimated noise of the lag, m. */
  n_lag0: number;
  /** Estimated noise of the luminosity, W. */
  n_lum0: number;
}

/** The light curve in which a flare is looked for; an observation has these fields. */
export interface LightCurve {
  /** Heights, m, in the order of time. */
  height_lum: readonly number[];
  /** Absolute magnitudes at these heights. */
  absolute_magnitudes: readonly number[];
}

/** What a prior is resolved against. */
export interface PriorContext {
  /** `null` while there is no observation: what needs it stays unresolved. */
  helpers: HelperVariables | null;
  lightCurve?: LightCurve;
}
