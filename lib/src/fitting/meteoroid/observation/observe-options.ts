/** Options of `observe`. */
export interface ObserveOptions {
  /** Use every camera for light and dynamics. */
  all?: boolean;
  /** Where in the image the meteor was picked: 0 is its leading edge, 0.5 its centroid. */
  pickPos?: number;
  /** IAU code of the shower the meteor belongs to; it decides which noise the light curve is taken to have. */
  shower?: string | null;
  overrides?: ObservationOverrides;
}

/** Values that a prior file may fix before the observation is made; NaN is as good as left out. */
export interface ObservationOverrides {
  /** m. */
  noise_lag?: number;
  /** W. */
  noise_lum?: number;
  /** Frames per second of cameras of unknown kind. */
  fps?: number;
  /** Power of magnitude zero for cameras of unknown kind, W. */
  P_0m?: number;
  /** Model of the luminous efficiency that the photometric mass is to use. */
  lum_eff_type?: number;
  /** Efficiency of model 0, percent. */
  lum_eff?: number;
}

/** The overrides that are there. */
export function givenOverrides(overrides: ObservationOverrides = {}): ObservationOverrides {
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => Number.isFinite(value)));
}
