/** What the likelihood needs to know of an observation; field names as in files, SI units. */
export interface ObservedMeteor {
  /** Noise of the luminosity, W, and of the lag, m. */
  noise_lum: number;
  noise_lag: number;
  /** Power of a meteor of magnitude zero, W. */
  P_0m: number;
  /** Frames per second of the cameras that gave the luminosity. */
  fps_lum: number;
  /** Speed that the observed lag refers to, m/s. */
  v_init: number;
  m_init: number;
  zenith_angle: number;
  /** Height, time and luminosity of every point of the light curve, shape `[nLum]`. */
  height_lum: readonly number[];
  time_lum: readonly number[];
  luminosity: readonly number[];
  /** Height and lag of every point of the motion, shape `[nLag]`. */
  height_lag: readonly number[];
  lag: readonly number[];
  /** Polynomial of the air density, seven coefficients. */
  dens_co: readonly number[];
  dt: number;
  disruption_on: boolean;
  lum_eff_type: number;
  h_kill: number;
  v_kill: number;
}

/**
 * @throws {TypeError} when a column is missing
 * @throws {RangeError} when columns that belong together differ in length or are empty
 */
export function checkObservedMeteor(observation: ObservedMeteor): void {
  checkColumns(observation, ["height_lum", "time_lum", "luminosity"]);
  checkColumns(observation, ["height_lag", "lag"]);
  for (const name of ["fps_lum", "v_init"] as const) {
    if (!(observation[name] > 0))
      throw new RangeError(`The observation's ${name} must be positive: ${observation[name]}`);
  }
}

type Column = "height_lum" | "time_lum" | "luminosity" | "height_lag" | "lag";

function checkColumns(observation: ObservedMeteor, names: readonly Column[]): void {
  for (const name of names) {
    const length = observation[name]?.length;
    if (length === undefined) throw new TypeError(`The observation must have the column ${name}: ${observation[name]}`);
    if (length === 0 || length !== observation[names[0]].length) {
      throw new RangeError(
        `The observation's columns ${names.join(", ")} must have the same length: ${length} in ${name}`,
      );
    }
  }
}
