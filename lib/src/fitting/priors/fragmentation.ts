import type { FragmentationType } from "./prior-document";
import type { VariableInfo } from "./variable-info";

const positive = [0, Number.POSITIVE_INFINITY] as const;

/** Every variable that a block of an `.extraprior` file may name, without the suffix of its block. */
export const fragmentationVariables: readonly VariableInfo[] = (
  [
    ["height", "m", "nan, nan", "Height of the fragmentation", { usual: [70000, 130000], possible: positive }],
    ["number", "", "1, fix", "Number of fragments, rounded", { usual: [1, 10], possible: positive }],
    ["mass_percent", "%", "10, 100", "Share of the mass that splits off", { usual: [1, 100], possible: [0, 100] }],
    ["sigma", "kg/J", "1e-9, 5e-8", "Ablation coefficient from here on", { usual: [1e-9, 1e-7], possible: positive }],
    ["gamma", "", "0.5, 1", "Drag coefficient from here on", { usual: [0.5, 1.2], possible: positive }],
    ["erosion_coeff", "kg/J", "0.0, 1e-6, log", "Erosion coefficient", { usual: [1e-9, 1e-6], possible: positive }],
    [
      "grain_mass_min",
      "kg",
      "5e-12, 1e-9, log",
      "Mass of the smallest grains",
      { usual: [1e-12, 1e-9], possible: positive },
    ],
    [
      "grain_mass_max",
      "kg",
      "1e-10, 1e-7, log",
      "Mass of the largest grains",
      { usual: [1e-11, 1e-7], possible: positive },
    ],
    ["mass_index", "", "1, 3", "Mass index of the grains", { usual: [1, 3] }],
  ] as [string, string, string, string, Pick<VariableInfo, "usual" | "possible">][]
).map(([name, unit, template, meaning, rest]) => ({
  ...rest,
  name,
  meaning,
  unit,
  template,
  group: "Fragmentation",
  type: "number",
}));

const byName: ReadonlyMap<string, VariableInfo> = new Map(fragmentationVariables.map((info) => [info.name, info]));

/** One kind of fragmentation. */
export interface FragmentationInfo {
  type: FragmentationType;
  title: string;
  meaning: string;
  /** Variables without which the model cannot run: left out, they are fixed at their defaults. */
  required: readonly string[];
  /** Variables that have an effect beyond those. */
  optional: readonly string[];
}

/** The kinds of fragmentation that a `- TYPE` line opens. */
export const fragmentationTypes: readonly FragmentationInfo[] = [
  {
    type: "M",
    title: "Main body changes",
    meaning: "From this height on the main body ablates and erodes with other coefficients",
    required: ["height", "erosion_coeff"],
    optional: ["sigma", "grain_mass_min", "grain_mass_max", "mass_index"],
  },
  {
    type: "A",
    title: "All fragments change",
    meaning: "From this height on all fragments ablate and slow down with other coefficients",
    required: ["height", "sigma", "gamma"],
    optional: [],
  },
  {
    type: "F",
    title: "Fragments split off",
    meaning: "Single fragments leave the main body and no longer erode",
    required: ["height", "number", "mass_percent", "sigma"],
    optional: [],
  },
  {
    type: "EF",
    title: "Eroding fragments split off",
    meaning: "Fragments leave the main body and erode on their own",
    required: ["height", "number", "mass_percent", "erosion_coeff", "grain_mass_min", "grain_mass_max", "mass_index"],
    optional: ["sigma"],
  },
  {
    type: "D",
    title: "Dust is released",
    meaning: "A share of the main body turns to dust at once",
    required: ["height", "mass_percent", "grain_mass_min", "grain_mass_max", "mass_index"],
    optional: [],
  },
];

const byType: ReadonlyMap<string, FragmentationInfo> = new Map(fragmentationTypes.map((info) => [info.type, info]));

/**
 * What is known about a variable of a fragmentation block.
 * @param name without the suffix of the block
 *
 * @example
 * ```ts
 * import { fragmentationVariable } from "nightbook/priors";
 * fragmentationVariable("mass_percent")?.unit; // => "%"
 * ```
 */
export function fragmentationVariable(name: string): VariableInfo | null {
  return byName.get(name) ?? null;
}

/**
 * What is known about a kind of fragmentation.
 * @param type letters after the dash
 *
 * @example
 * ```ts
 * import { fragmentationType } from "nightbook/priors";
 * fragmentationType("D")?.title; // => "Dust is released"
 * ```
 */
export function fragmentationType(type: string): FragmentationInfo | null {
  return byType.get(type) ?? null;
}
