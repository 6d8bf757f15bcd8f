import type { VariableGroup, VariableInfo } from "./variable-info";

const positive = [0, Number.POSITIVE_INFINITY] as const;
const share = [0, 1] as const;
const coefficient = "kg/J";

type Rest = Omit<VariableInfo, "name" | "meaning" | "unit" | "group" | "type" | "template"> & {
  type?: VariableInfo["type"];
};

function list(group: VariableGroup, rows: [string, string, string, string, Rest?][]): VariableInfo[] {
  return rows.map(([name, unit, template, meaning, rest]) => ({
    type: "number",
    ...rest,
    name,
    meaning,
    unit,
    group,
    template,
  }));
}

/**
 * Every variable that a `.prior` file may name: the usable constants of the erosion model under
 * their names there, and the keys for loading an observation.
 */
export const priorVariables: readonly VariableInfo[] = [
  ...list("Trajectory", [
    [
      "v_init",
      "m/s",
      "500, nan, norm",
      "Speed at the start of the simulation",
      { usual: [11000, 73000], possible: positive },
    ],
    [
      "zenith_angle",
      "rad",
      "nan, fix",
      "Zenith angle of the radiant at the start",
      { usual: [0, 1.4], possible: [0, Math.PI / 2] },
    ],
  ]),
  ...list("Body", [
    ["m_init", "kg", "nan, nan", "Mass at the start", { usual: [1e-7, 1], possible: positive }],
    ["rho", "kg/m³", "100, 4000", "Bulk density", { usual: [100, 8000], possible: positive }],
    ["sigma", coefficient, "1e-9, 5e-8", "Ablation coefficient", { usual: [1e-9, 1e-7], possible: positive }],
    ["shape_factor", "", "1.21, fix", "Shape factor; 1.21 is a sphere", { usual: [1, 1.6], possible: positive }],
    ["gamma", "", "1, fix", "Drag coefficient", { usual: [0.5, 1.2], possible: positive }],
    ["rho_grain", "kg/m³", "3000, fix", "Density of the grains", { usual: [2000, 8000], possible: positive }],
  ]),
  ...list("Erosion", [
    ["erosion_on", "", "True, fix", "Whether the body erodes at all", { type: "switch" }],
    [
      "erosion_height_start",
      "m",
      "nan, nan",
      "Height at which erosion begins",
      { usual: [70000, 130000], possible: positive },
    ],
    [
      "erosion_coeff",
      coefficient,
      "0.0, 1e-6, log",
      "Erosion coefficient",
      { usual: [1e-9, 1e-6], possible: positive },
    ],
    ["erosion_mass_index", "", "1, 3", "Mass index of the grains", { usual: [1, 3] }],
    [
      "erosion_mass_min",
      "kg",
      "5e-12, 1e-9, log",
      "Mass of the smallest grains",
      { usual: [1e-12, 1e-9], possible: positive },
    ],
    [
      "erosion_mass_max",
      "kg",
      "1e-10, 1e-7, log",
      "Mass of the largest grains",
      { usual: [1e-11, 1e-7], possible: positive },
    ],
    [
      "erosion_bins_per_10mass",
      "",
      "10, fix",
      "Grain mass bins per decade",
      { type: "whole", usual: [5, 20], possible: [1, 1000] },
    ],
    [
      "erosion_grain_distribution",
      "",
      "powerlaw, fix",
      "Distribution of grain masses: a power law, or gamma for droplets of metal",
      { type: "word", words: ["powerlaw", "gamma"] },
    ],
  ]),
  ...list("Second erosion", [
    [
      "erosion_height_change",
      "m",
      "nan, nan",
      "Height at which erosion changes",
      { usual: [70000, 130000], possible: positive },
    ],
    [
      "erosion_rho_change",
      "kg/m³",
      "100, 4000",
      "Bulk density after the change",
      { usual: [100, 8000], possible: positive },
    ],
    [
      "erosion_sigma_change",
      coefficient,
      "1e-9, 5e-8",
      "Ablation coefficient after the change",
      { usual: [1e-9, 1e-7], possible: positive },
    ],
    [
      "erosion_coeff_change",
      coefficient,
      "0.0, 1e-6, log",
      "Erosion coefficient after the change",
      { usual: [1e-9, 1e-6], possible: positive },
    ],
  ]),
  ...list("Disruption", [
    ["disruption_on", "", "True, fix", "Whether the body may disrupt", { type: "switch" }],
    [
      "compressive_strength",
      "Pa",
      "0.1, 1e5, log",
      "Dynamic pressure at which the body disrupts",
      { usual: [100, 1e6], possible: positive },
    ],
    [
      "disruption_erosion_coeff",
      coefficient,
      "0.0, 1e-6, log",
      "Erosion coefficient of the pieces",
      { usual: [1e-9, 1e-6], possible: positive },
    ],
    ["disruption_mass_index", "", "1, 3", "Mass index of the pieces", { usual: [1, 3] }],
    [
      "disruption_mass_min_ratio",
      "",
      "1e-5, 0.5, log",
      "Smallest piece, as a share of the disrupting mass",
      { usual: [1e-5, 0.5], possible: share },
    ],
    [
      "disruption_mass_max_ratio",
      "",
      "1e-5, 0.5, log",
      "Largest piece, as a share of the disrupting mass",
      { usual: [1e-5, 0.5], possible: share },
    ],
    [
      "disruption_mass_grain_ratio",
      "",
      "0, 1",
      "Share of the mass that becomes grains",
      { usual: [0, 1], possible: share },
    ],
  ]),
  ...list("Light", [
    [
      "lum_eff_type",
      "",
      "5, fix",
      "Model of the luminous efficiency: 0 is constant, 1 to 8 are published laws",
      { type: "whole", usual: [0, 8], possible: [0, 8] },
    ],
    [
      "lum_eff",
      "%",
      "0.7, fix",
      "Luminous efficiency where it is constant (lum_eff_type 0)",
      { usual: [0.05, 5], possible: [0, 100] },
    ],
    [
      "P_0m",
      "W",
      "840, fix",
      "Power of a meteor of magnitude zero, for all cameras",
      { usual: [800, 1500], possible: positive },
    ],
    ["mu", "kg", "23*1.66e-27, fix", "Mean mass of an ablated atom", { usual: [2e-26, 1e-25], possible: positive }],
  ]),
  ...list("Noise", [
    ["noise_lag", "m", "10, nan, invgamma", "Noise of the lag", { usual: [1, 200], possible: positive }],
    ["noise_lum", "W", "5, nan, invgamma", "Noise of the luminosity", { usual: [0.1, 1000], possible: positive }],
  ]),
  ...list("Simulation", [
    ["fps", "1/s", "32, fix", "Frames per second, for all cameras", { usual: [10, 100], possible: positive }],
    ["dt", "s", "0.005, fix", "Time step", { usual: [0.001, 0.01], possible: positive }],
    [
      "h_init",
      "m",
      "180000, fix",
      "Height at which the simulation begins",
      { usual: [130000, 200000], possible: positive },
    ],
    [
      "h_kill",
      "m",
      "60000, fix",
      "Height below which a fragment is no longer followed",
      { usual: [1, 100000], possible: positive },
    ],
    [
      "v_kill",
      "m/s",
      "3000, fix",
      "Speed below which a fragment is no longer followed",
      { usual: [1, 70000], possible: positive },
    ],
    [
      "m_kill",
      "kg",
      "1e-14, fix",
      "Mass below which a fragment is no longer followed",
      { usual: [1e-15, 1e-12], possible: positive },
    ],
    [
      "len_kill",
      "m",
      "-1000, fix",
      "Length beyond which a fragment is no longer followed; not above 0 means no limit",
      { usual: [-1000, 300000] },
    ],
    ["r_earth", "m", "6371008.7714, fix", "Radius of the Earth", { usual: [6356752, 6378137], possible: positive }],
  ]),
];

const byName: ReadonlyMap<string, VariableInfo> = new Map(priorVariables.map((variable) => [variable.name, variable]));

/**
 * What is known about a variable of a `.prior` file.
 * @param name as in the file
 *
 * @example
 * ```ts
 * import { priorVariable } from "nightbook/priors";
 * priorVariable("rho")?.unit; // => "kg/m³"
 * ```
 */
export function priorVariable(name: string): VariableInfo | null {
  return byName.get(name) ?? null;
}
