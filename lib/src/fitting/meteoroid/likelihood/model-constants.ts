import type { Constants } from "../constants";
import { changedConstants, readConstants } from "../erosion/read-constants";
import { fragmentationEntries } from "./fragment-variables";
import type { ModelValues } from "./model-values";
import type { ObservedMeteor } from "./observed-meteor";

/**
 * Constants that all runs for a meteor have in common: defaults, then what the observation says.
 *
 * @param observation the observed meteor
 * @param densCo polynomial of the air density to use in place of the observation's
 */
export function meteorConstants(observation: ObservedMeteor, densCo: ArrayLike<number>): Constants {
  const { P_0m, v_init, m_init, zenith_angle, dt, disruption_on, lum_eff_type, h_kill, v_kill } = observation;
  const given = { P_0m, v_init, m_init, zenith_angle, dt, disruption_on, lum_eff_type, h_kill, v_kill };
  return readConstants({ ...given, dens_co: Array.from(densCo) });
}

/**
 * Constants of the run at a point of the sampler's space: those of the meteor, then every variable that bears the name of
 * a constant, then the entries that fragment variables describe.
 *
 * @param common {@link meteorConstants}, whose lists the result shares
 * @param values physical values of all variables
 * @throws {TypeError} when a value is of the wrong kind
 * @throws {RangeError} when a value is out of range
 */
export function modelConstants(common: Constants, values: ModelValues): Constants {
  const constants = changedConstants(common, values);
  const entries = fragmentationEntries(values, constants);
  if (entries.length === 0) return constants;
  return readConstants({ ...constants, fragmentation_on: true, fragmentation_entries: entries });
}
