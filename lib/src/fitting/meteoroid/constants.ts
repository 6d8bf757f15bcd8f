import type { FragmentationEntry } from "./erosion/fragmentation-entry";

/** How the mass of released grains is spread: a power law in mass, or the gamma law of molten droplets. */
export type GrainDistribution = "powerlaw" | "gamma";

/**
 * Everything a run of the erosion model depends on, and what it reports back. The field names are those
 * of the MetSim files that people exchange; SI units and radians throughout.
 */
export interface Constants {
  /** Time step, s. */
  dt: number;
  /** Output: time at the end of the run, s. */
  total_time: number;
  /** Output: fragments still moving; a disrupted fragment is counted off twice, so it may end at −1. */
  n_active: number;
  /** A fragment ends at or below this mass, kg. */
  m_kill: number;
  /** A fragment ends below this speed, m/s. */
  v_kill: number;
  /** A fragment ends below this height, m. */
  h_kill: number;
  /** A fragment ends beyond this path length, m; off unless positive. */
  len_kill: number;
  /** Height at which the run starts, m. */
  h_init: number;
  /** Power of a meteor of magnitude zero, W. */
  P_0m: number;
  /** log10 of the air density (kg/m³) as a polynomial in height / 1000 km: seven coefficients, constant first. */
  dens_co: number[];
  /** Radius of the Earth, m. */
  r_earth: number;
  /** Output: fragments made, not counting those of fragmentation entries F and EF. */
  total_fragments: number;
  /** Weights of the Gaussians that make up the wake's point-spread function. */
  wake_psf_weights: number[];
  /** Standard deviations of those Gaussians, m. */
  wake_psf: number[];
  /** Length of the wake behind the leading fragment, m. */
  wake_extension: number;
  /** Heights of the leading fragment at which wakes are wanted, m; `null`: at every step. */
  wake_heights: number[] | null;
  /** Bulk density of the meteoroid, kg/m³. */
  rho: number;
  /** Initial mass, kg. */
  m_init: number;
  /** Initial speed, m/s. */
  v_init: number;
  /** Shape factor A; 1.21 is a sphere. */
  shape_factor: number;
  /** Ablation coefficient, kg/J. */
  sigma: number;
  /** Zenith angle of the path at `h_init`, rad. */
  zenith_angle: number;
  /** Drag coefficient Γ. */
  gamma: number;
  /** Density of the grains, kg/m³; raised to `rho` where it is smaller. */
  rho_grain: number;
  /** Model of the luminous efficiency, 0 to 8; see `luminousEfficiency`. */
  lum_eff_type: number;
  /** Luminous efficiency of model 0, percent. */
  lum_eff: number;
  /** Mean mass of an ablated atom, kg. */
  mu: number;
  erosion_on: boolean;
  /** Mass bins of released grains per decade of mass. */
  erosion_bins_per_10mass: number;
  /** Height at which erosion starts, m. */
  erosion_height_start: number;
  /** Erosion coefficient, kg/J. */
  erosion_coeff: number;
  /** Height at which erosion coefficient, density and ablation coefficient change, m. */
  erosion_height_change: number;
  /** Erosion coefficient below that height, kg/J. */
  erosion_coeff_change: number;
  /** Bulk density below that height, kg/m³. */
  erosion_rho_change: number;
  /** Ablation coefficient below that height, kg/J. */
  erosion_sigma_change: number;
  erosion_grain_distribution: GrainDistribution;
  /** Differential mass index of the grains. */
  erosion_mass_index: number;
  /** Smallest grain, kg. */
  erosion_mass_min: number;
  /** Largest grain, kg. */
  erosion_mass_max: number;
  disruption_on: boolean;
  /** Dynamic pressure at which the meteoroid breaks up, Pa. */
  compressive_strength: number;
  /** Output: height of the break-up, m. */
  disruption_height: number | null;
  /** Erosion coefficient of the pieces of the break-up, kg/J. */
  disruption_erosion_coeff: number;
  disruption_mass_index: number;
  /** Smallest piece as a fraction of the mass that goes into pieces. */
  disruption_mass_min_ratio: number;
  /** Largest piece as a fraction of that mass. */
  disruption_mass_max_ratio: number;
  /** Fraction of the mass that goes into grains at once. */
  disruption_mass_grain_ratio: number;
  fragmentation_on: boolean;
  /** Keep the light curves of each fragmentation entry. */
  fragmentation_show_individual_lcs: boolean;
  fragmentation_entries: FragmentationEntry[];
  /** Name of the file the entries came from; not used by a run. */
  fragmentation_file_name: string;
  /** Height of a radar's electron line density measurement, m; not used by a run. */
  electron_density_meas_ht: number;
  /** That measurement, 1/m; not used by a run. */
  electron_density_meas_q: number;
  /** Output: speed of the main fragment when it began to erode, m/s. */
  erosion_beg_vel: number | null;
  /** Output: its mass then, kg. */
  erosion_beg_mass: number | null;
  /** Output: its dynamic pressure then, Pa. */
  erosion_beg_dyn_press: number | null;
  /** Output: its mass at the erosion change, kg. */
  mass_at_erosion_change: number | null;
  /** Kept for the sake of files; never filled. */
  energy_per_cs_before_erosion: number | null;
  /** Kept for the sake of files; never filled. */
  energy_per_mass_before_erosion: number | null;
  /** Output: height at which the main fragment ended, m. */
  main_mass_exhaustion_ht: number | null;
  /** Output: lowest height of the main fragment, m. */
  main_bottom_ht: number;
}

/**
 * The constants of a run in which nothing was chosen: a 20 mg meteoroid at 23.57 km/s that erodes and may disrupt.
 *
 * @returns a fresh object on every call
 * @see [Borovicka2007]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * const constants = { ...meteoroid.defaultConstants(), disruption_on: false };
 * constants.v_init; // => 23570
 * ```
 */
export function defaultConstants(): Constants {
  return {
    dt: 0.005,
    total_time: 0,
    n_active: 0,
    m_kill: 1e-14,
    v_kill: 3000,
    h_kill: 60000,
    len_kill: -1000,
    h_init: 180000,
    P_0m: 840,
    dens_co: [69.6795507, -4147.79163, 96450.6379, -1166959.44, 7623462.29, -25552946.0, 34516331.8],
    r_earth: 6371008.7714,
    total_fragments: 0,
    wake_psf_weights: [0.9, 0.1],
    wake_psf: [3, 20],
    wake_extension: 200,
    wake_heights: null,
    rho: 1000,
    m_init: 2e-5,
    v_init: 23570,
    shape_factor: 1.21,
    sigma: 2.3e-8,
    zenith_angle: Math.PI / 4,
    gamma: 1,
    rho_grain: 3000,
    lum_eff_type: 0,
    lum_eff: 0.7,
    mu: 23 * 1.66e-27,
    erosion_on: true,
    erosion_bins_per_10mass: 10,
    erosion_height_start: 102000,
    erosion_coeff: 3.3e-7,
    erosion_height_change: 90000,
    erosion_coeff_change: 3.3e-7,
    erosion_rho_change: 3700,
    erosion_sigma_change: 2.3e-8,
    erosion_grain_distribution: "powerlaw",
    erosion_mass_index: 2.5,
    erosion_mass_min: 1e-11,
    erosion_mass_max: 5e-10,
    disruption_on: true,
    compressive_strength: 2000,
    disruption_height: null,
    disruption_erosion_coeff: 3.3e-7,
    disruption_mass_index: 2,
    disruption_mass_min_ratio: 0.01,
    disruption_mass_max_ratio: 0.1,
    disruption_mass_grain_ratio: 0.25,
    fragmentation_on: false,
    fragmentation_show_individual_lcs: false,
    fragmentation_entries: [],
    fragmentation_file_name: "metsim_fragmentation.txt",
    electron_density_meas_ht: -1000,
    electron_density_meas_q: -1,
    erosion_beg_vel: null,
    erosion_beg_mass: null,
    erosion_beg_dyn_press: null,
    mass_at_erosion_change: null,
    energy_per_cs_before_erosion: null,
    energy_per_mass_before_erosion: null,
    main_mass_exhaustion_ht: null,
    main_bottom_ht: 180000,
  };
}
