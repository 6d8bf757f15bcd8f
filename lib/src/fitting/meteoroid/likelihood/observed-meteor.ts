import type { Observation } from "../observation";

/** What the likelihood needs to know of an observation. */
export type ObservedMeteor = Pick<
  Observation,
  | "noise_lum"
  | "noise_lag"
  | "P_0m"
  | "fps_lum"
  | "v_init"
  | "m_init"
  | "zenith_angle"
  | "height_lum"
  | "time_lum"
  | "luminosity"
  | "height_lag"
  | "lag"
  | "dens_co"
  | "dt"
  | "disruption_on"
  | "lum_eff_type"
  | "h_kill"
  | "v_kill"
>;

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
