import { cbrt, cos, sin } from "../../../core/special";
import type { Constants } from "../constants";
import type { FragmentTable } from "./fragment-table";
import type { FragmentationEntry, FragmentationOutcome } from "./fragmentation-entry";
import { type GrainBins, grainBins } from "./grain-bins";
import type { GrainTable } from "./grain-table";
import { LightCurve } from "./light-curve";
import { runFailure } from "./run-failure";
import type { Workspace } from "./workspace";

/** Bounds on a run, so that one that cannot end says so. */
export interface RunLimits {
  /** Time steps. Default 500 000, which is 40 minutes of flight at 5 ms. */
  maxSteps: number;
  /** Fragments and grain groups alive at once. Default 500 000, about 100 MB. */
  maxFragments: number;
  /** Steps summed over all fragments. Default 100 million, about four seconds. */
  maxFragmentSteps: number;
}

/** A fragmentation entry, what became of it, and the light of what it released. */
export interface EntryState {
  entry: FragmentationEntry;
  outcome: FragmentationOutcome;
  main: LightCurve;
  grains: LightCurve;
}

/** A grain law and its bins. */
interface KnownBins {
  massIndex: number;
  massMin: number;
  massMax: number;
  bins: GrainBins;
}

/** Everything that a run carries from step to step. */
export class Run {
  /** The main fragment and all that may erode or is asked about at the end. */
  readonly fragments: FragmentTable;
  /** All that only ablates. */
  readonly grains: GrainTable;
  readonly entries: EntryState[];
  readonly cosZenith: number;
  steps = 0;
  fragmentSteps = 0;
  /** The erosion change was applied to the main fragment. */
  changed = false;
  private readonly knownBins: KnownBins[] = [];
  private knownShape = { gamma: Number.NaN, density: Number.NaN, value: Number.NaN };

  /**
   * @param constants the run writes its outputs into them
   * @param limits bounds on it
   * @param workspace its memory, which no other run may use meanwhile
   * @param countElectrons whether the electron density is wanted
   */
  constructor(
    readonly constants: Constants,
    readonly limits: RunLimits,
    readonly workspace: Workspace,
    readonly countElectrons: boolean,
  ) {
    const c = constants;
    if (c.erosion_mass_min > c.erosion_mass_max) {
      [c.erosion_mass_min, c.erosion_mass_max] = [c.erosion_mass_max, c.erosion_mass_min];
    }
    this.cosZenith = cos(c.zenith_angle);
    workspace.start(c, this.cosZenith, countElectrons);
    this.fragments = workspace.fragments;
    this.grains = workspace.grains;
    this.entries = c.fragmentation_on ? c.fragmentation_entries.map(startEntry) : [];
    this.startMain();
    c.total_time = 0;
    c.n_active = 1;
    c.total_fragments = 1;
    c.main_bottom_ht = c.h_init;
    // Only now: the main fragment is made with the density as given.
    if (c.rho > c.rho_grain) c.rho_grain = c.rho;
  }

  /** K of a body of the given drag coefficient and density, m²/kg^(2/3). */
  shapeDensity(gamma: number, density: number): number {
    const root = cbrt(density);
    return (gamma * this.constants.shape_factor) / (root * root);
  }

  /** Bins of a grain law; few laws occur in a run, so they are kept. */
  bins(massIndex: number, massMin: number, massMax: number): GrainBins {
    for (const known of this.knownBins) {
      if (known.massIndex === massIndex && known.massMin === massMin && known.massMax === massMax) return known.bins;
    }
    const c = this.constants;
    const bins = grainBins(
      {
        distribution: c.erosion_grain_distribution,
        massIndex,
        massMin,
        massMax,
        binsPerDecade: c.erosion_bins_per_10mass,
        grainDensity: c.rho_grain,
      },
      this.limits.maxFragments,
    );
    this.knownBins.push({ massIndex, massMin, massMax, bins });
    return bins;
  }

  /** K of grains of the given drag coefficient. */
  grainShapeDensity(gamma: number): number {
    const known = this.knownShape;
    const density = this.constants.rho_grain;
    if (known.gamma !== gamma || known.density !== density) {
      this.knownShape = { gamma, density, value: this.shapeDensity(gamma, density) };
    }
    return this.knownShape.value;
  }

  /** Ends a fragment. Disrupted fragments pass here twice, and count twice. */
  kill(i: number): void {
    this.constants.n_active -= 1;
    this.fragments.active[i] = 0;
    if (i === 0) this.constants.main_mass_exhaustion_ht = this.fragments.height[0];
  }

  /** Adds a copy of a row, within bounds. */
  copyFragment(from: number): number {
    this.checkRoom();
    return this.fragments.copy(from);
  }

  /** @throws {NightbookError} code `EROSION_RUN_UNBOUNDED` when there is no room for one more fragment or grain */
  checkRoom(): void {
    if (this.fragments.size + this.grains.size >= this.limits.maxFragments) {
      throw runFailure("UNBOUNDED", `more than ${this.limits.maxFragments} fragments at once`);
    }
  }

  private startMain(): void {
    const c = this.constants;
    const f = this.fragments;
    f.mass[0] = c.m_init;
    f.inverseRoot[0] = 1 / cbrt(c.m_init);
    f.speed[0] = c.v_init;
    f.vertical[0] = -c.v_init * this.cosZenith;
    f.horizontal[0] = c.v_init * sin(c.zenith_angle);
    f.height[0] = c.h_init;
    f.density[0] = c.rho;
    f.gamma[0] = c.gamma;
    f.shapeDensity[0] = this.shapeDensity(c.gamma, c.rho);
    f.sigma[0] = c.sigma;
    f.massIndex[0] = c.erosion_mass_index;
    f.massMin[0] = c.erosion_mass_min;
    f.massMax[0] = c.erosion_mass_max;
    f.count[0] = 1;
    f.active[0] = 1;
    f.eroding[0] = 1;
    f.entry[0] = -1;
  }
}

function startEntry(entry: FragmentationEntry, id: number): EntryState {
  const outcome: FragmentationOutcome = {
    id,
    done: false,
    time: null,
    dyn_pressure: null,
    velocity: null,
    parent_mass: null,
    mass: null,
    final_mass: null,
    n_fragments: 0,
  };
  return { entry, outcome, main: new LightCurve(), grains: new LightCurve() };
}
