/**
 * What a fragmentation entry does: `M` changes the main fragment, `A` all fragments, `F` splits off single
 * bodies, `EF` eroding ones, `D` dust.
 */
export type FragmentationType = "M" | "A" | "F" | "EF" | "D";

/** All the types, for checks and for reading names. */
export const fragmentationTypes: readonly FragmentationType[] = ["M", "A", "F", "EF", "D"];

/** A change of the meteoroid at a given height. `null` means: not given, leave as it is. */
export interface FragmentationEntry {
  frag_type: FragmentationType;
  /** Height of the main fragment below which the entry acts, m. */
  height: number;
  /** Pieces, for F and EF. */
  number: number | null;
  /** Percentage of the main fragment's mass that goes into pieces or dust, for F, EF and D. */
  mass_percent: number | null;
  /** New ablation coefficient, kg/J. */
  sigma: number | null;
  /** New drag coefficient, for A. */
  gamma: number | null;
  /** Erosion coefficient, kg/J. */
  erosion_coeff: number | null;
  /** Smallest grain, kg. */
  grain_mass_min: number | null;
  /** Largest grain, kg. */
  grain_mass_max: number | null;
  mass_index: number | null;
  /** Acts only on the way up, above its height, after the main fragment has passed its lowest point. */
  upward_only: boolean;
}

/** What became of an entry in a run; `null` where it does not apply. Field names as in the files. */
export interface FragmentationOutcome {
  /** Place of the entry in the list. */
  id: number;
  done: boolean;
  /** Start of the step in which it acted, s. */
  time: number | null;
  /** Dynamic pressure then, Pa. */
  dyn_pressure: number | null;
  /** Speed of the main fragment then, m/s. */
  velocity: number | null;
  /** Mass of the main fragment before it acted, kg. */
  parent_mass: number | null;
  /** Mass that went into pieces or dust, kg. */
  mass: number | null;
  /** Mass of all its pieces at the end of the run, kg; `null` below 1 g. */
  final_mass: number | null;
  /** Pieces, not counting grains. */
  n_fragments: number;
  /** Times at which its pieces shone (start of the step, s): kept where the constants ask for individual light curves. */
  main_time_data?: number[];
  /** Luminosity of its pieces, W. */
  main_luminosity?: number[];
  /** Sum of luminous efficiency times luminosity over its pieces, W. */
  main_tau_over_lum?: number[];
  /** The same three for its grains and dust. */
  grains_time_data?: number[];
  grains_luminosity?: number[];
  grains_tau_over_lum?: number[];
}
