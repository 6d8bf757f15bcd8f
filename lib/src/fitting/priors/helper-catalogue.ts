import type { HelperVariables } from "./helper-variables";

/** What a helper variable is. */
export interface HelperInfo {
  name: keyof HelperVariables | "flare_start_init" | "flare_start_end";
  meaning: string;
  unit: string;
}

/** Names that expressions of every prior may use. */
export const helperCatalogue: readonly HelperInfo[] = [
  { name: "h_beg", meaning: "Begin height of the light curve", unit: "m" },
  { name: "h_end", meaning: "End height of the light curve", unit: "m" },
  { name: "h_peak", meaning: "Height of the greatest luminosity", unit: "m" },
  { name: "v_0", meaning: "Initial speed", unit: "m/s" },
  { name: "m_0", meaning: "Photometric mass", unit: "kg" },
  { name: "zc_0", meaning: "Zenith angle at the start of the simulation", unit: "rad" },
  { name: "n_lag0", meaning: "Estimated noise of the lag", unit: "m" },
  { name: "n_lum0", meaning: "Estimated noise of the luminosity", unit: "W" },
];

/** Names that expressions of an `.extraprior` may use besides: where the strongest flare may begin. */
export const flareCatalogue: readonly HelperInfo[] = [
  { name: "flare_start_init", meaning: "Lower end of the range in which the strongest flare begins", unit: "m" },
  { name: "flare_start_end", meaning: "Upper end of the range in which the strongest flare begins", unit: "m" },
];
