import type { Constants } from "../constants";
import { completeRun } from "./complete-run";
import type { FragmentationOutcome } from "./fragmentation-entry";
import type { Implementation } from "./implementation";
import { readConstants } from "./read-constants";
import type { ColumnName, StepColumnName } from "./result-columns";
import type { Run, RunLimits } from "./run";
import type { Wake } from "./wake";

/** Options of {@link simulate}. */
export interface SimulateOptions extends Partial<RunLimits> {
  /** Take wakes, at the heights of `wake_heights` or, where that is `null`, at every step. Default `false`. */
  wake?: boolean;
  /** What moves the grains: both give the same bits. Default WebAssembly where it can be had. */
  implementation?: Implementation;
}

/** The main fragment at the end of a run, field names as in files, SI units. */
export interface MainFragment {
  m: number;
  v: number;
  /** Vertical speed, up positive. */
  vv: number;
  /** Horizontal speed. */
  vh: number;
  h: number;
  length: number;
  rho: number;
  sigma: number;
  /** Γ A ρ^(−2/3) */
  K: number;
  gamma: number;
  erosion_coeff: number;
  erosion_mass_index: number;
  erosion_mass_min: number;
  erosion_mass_max: number;
  h_grav_drop_total: number;
  active: boolean;
  lum: number;
  dyn_press: number;
}

/** What a run of the erosion model gives. */
export interface Simulation {
  /** One value per time step, each shape `[nRows]`; SI units. Row 0 is the state after the first step. */
  columns: Record<ColumnName, Float64Array>;
  nRows: number;
  /** The constants with the outputs of the run filled in. */
  constantsAfter: Constants;
  /** Sums of the step columns over all rows. */
  sums: Record<StepColumnName, number>;
  mainAfter: MainFragment;
  /** One per fragmentation entry; empty when fragmentation is off. */
  fragmentationAfter: FragmentationOutcome[];
  /** Wakes, if asked for. */
  wakes: Wake[];
}

/**
 * Runs the meteoroid erosion model: a body falls through the air, ablates, erodes into grains, may disrupt or
 * fragment, and shines. Every fragment and grain group is followed with its own mass, speed and height.
 *
 * @param constants what to change against {@link defaultConstants}; SI units, field names of {@link Constants}. Other
 * names are ignored, so the JSON of a fit can be given as it is. Not modified
 * @param options limits and wakes
 * @returns light, heights, speeds and masses for every time step
 * @throws {TypeError} when a constant or limit is of the wrong kind
 * @throws {RangeError} when a constant or limit is out of range
 * @throws {NightbookError} code `EROSION_RUN_UNBOUNDED` when the run exceeds its limits, `EROSION_RUN_BROKE` when its
 * numbers overflow
 * @see [Borovicka2007] [Vida2023]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * const run = meteoroid.simulate({ m_init: 1e-5, v_init: 40_000, erosion_on: false, disruption_on: false });
 * run.columns.luminosity.length === run.nRows; // => true
 * ```
 */
export function simulate(constants: Partial<Constants>, options: SimulateOptions = {}): Simulation {
  return runModel(readConstants(constants), options);
}

/**
 * {@link simulate} for constants that were read already.
 *
 * @param constants complete and checked; the run writes its outputs into them
 * @internal
 */
export function runModel(constants: Constants, options: SimulateOptions = {}): Simulation {
  const { run, results, wakes } = completeRun(constants, { electrons: true, ...options });
  const columns = results.finish(constants.P_0m);
  return {
    columns,
    nRows: results.nRows,
    constantsAfter: constants,
    sums: results.sums(),
    mainAfter: mainFragment(run),
    fragmentationAfter: fragmentationOutcomes(run),
    wakes,
  };
}

function mainFragment({ fragments: f }: Run): MainFragment {
  return {
    m: f.mass[0],
    v: f.speed[0],
    vv: f.vertical[0],
    vh: f.horizontal[0],
    h: f.height[0],
    length: f.length[0],
    rho: f.density[0],
    sigma: f.sigma[0],
    K: f.shapeDensity[0],
    gamma: f.gamma[0],
    erosion_coeff: f.erosionCoeff[0],
    erosion_mass_index: f.massIndex[0],
    erosion_mass_min: f.massMin[0],
    erosion_mass_max: f.massMax[0],
    h_grav_drop_total: f.drop[0],
    active: f.active[0] === 1,
    lum: f.luminosity[0],
    dyn_press: f.dynamicPressure[0],
  };
}

/** Smallest mass that the outcome of an entry reports, kg. */
const reportedMass = 1e-3;

function fragmentationOutcomes({ constants: c, entries, fragments: f }: Run): FragmentationOutcome[] {
  return entries.map(({ entry, outcome, main, grains }) => {
    let mass = 0;
    for (let i = 1; i < f.size; i++) {
      if (f.entry[i] !== outcome.id) continue;
      outcome.n_fragments += 1;
      mass = (entry.number ?? 1) * f.mass[i];
    }
    outcome.final_mass = mass < reportedMass ? null : mass;
    if (!c.fragmentation_show_individual_lcs) return outcome;
    return {
      ...outcome,
      main_time_data: main.time,
      main_luminosity: main.luminosity,
      main_tau_over_lum: main.tauLuminosity,
      grains_time_data: grains.time,
      grains_luminosity: grains.luminosity,
      grains_tau_over_lum: grains.tauLuminosity,
    };
  });
}
