import { type Constants, defaultConstants } from "../constants";
import { readConstants } from "../erosion/read-constants";
import { fragmentationEntries } from "./fragment-variables";
import type { ModelValues } from "./model-values";
import type { ObservedMeteor } from "./observed-meteor";

const known = new Set(Object.keys(defaultConstants()));

/**
 * Constants of the run at a point of the sampler's space: defaults, then what the observation says, then every
 * variable that bears the name of a constant, then the entries that fragment variables describe.
 *
 * @param observation the observed meteor
 * @param densCo polynomial of the air density to use in place of the observation's
 * @param values physical values of all variables
 * @throws {TypeError} when a value is of the wrong kind
 * @throws {RangeError} when a value is out of range
 */
export function modelConstants(observation: ObservedMeteor, densCo: ArrayLike<number>, values: ModelValues): Constants {
  const { P_0m, v_init, m_init, zenith_angle, dt, disruption_on, lum_eff_type, h_kill, v_kill } = observation;
  const given = { P_0m, v_init, m_init, zenith_angle, dt, disruption_on, lum_eff_type, h_kill, v_kill };
  const named = Object.fromEntries([...values].filter(([name]) => known.has(name)));
  const constants = readConstants({ ...given, dens_co: Array.from(densCo), ...named });
  const entries = fragmentationEntries(values, constants);
  if (entries.length === 0) return constants;
  return readConstants({ ...constants, fragmentation_on: true, fragmentation_entries: entries });
}
