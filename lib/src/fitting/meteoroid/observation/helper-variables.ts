import type { HelperVariables } from "../../priors/helper-variables";
import type { Observation } from "./observation";
import { greatest, smallest } from "./statistics";

/** What of an observation the helper variables follow from. */
type Needed = Pick<
  Observation,
  "height_lum" | "luminosity" | "v_init" | "m_init" | "zenith_angle" | "noise_lag" | "noise_lum"
>;

/** The quantities that a prior file may refer to by name. */
export function helperVariables(observation: Needed): HelperVariables {
  const { height_lum, luminosity } = observation;
  return {
    h_beg: greatest(height_lum),
    h_end: smallest(height_lum),
    h_peak: height_lum[luminosity.indexOf(greatest(luminosity))],
    v_0: observation.v_init,
    m_0: observation.m_init,
    zc_0: observation.zenith_angle,
    n_lag0: observation.noise_lag,
    n_lum0: observation.noise_lum,
  };
}
