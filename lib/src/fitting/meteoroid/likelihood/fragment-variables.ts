import type { Constants } from "../constants";
import type { FragmentationEntry, FragmentationType } from "../erosion/fragmentation-entry";
import type { ModelValues } from "./model-values";

/** `height_EF0`: a field of an entry, the type of the entry, its number among those of its type. */
const fragmentName = /^(\w+)_(M|A|F|EF|D)(\d+)$/;

/**
 * The fragmentation entries that variables named like `height_EF0` describe. What they leave open is taken from the
 * main fragment.
 *
 * @param values physical values of all variables
 * @param main constants of the main fragment
 * @returns one entry per type and number, in the order in which they first appear
 */
export function fragmentationEntries(values: ModelValues, main: Constants): FragmentationEntry[] {
  const groups = new Map<string, { type: FragmentationType; fields: Map<string, number> }>();
  for (const [name, value] of values) {
    const match = fragmentName.exec(name);
    if (match === null || typeof value !== "number") continue;
    const [, field, type, number] = match;
    const key = `${type}${number}`;
    const group = groups.get(key) ?? { type: type as FragmentationType, fields: new Map() };
    group.fields.set(field, value);
    groups.set(key, group);
  }
  return Array.from(groups.values(), ({ type, fields }) => {
    const number = fields.get("number");
    return {
      frag_type: type,
      height: fields.get("height") ?? Number.NaN,
      number: number === undefined ? null : roundHalfEven(number),
      mass_percent: fields.get("mass_percent") ?? null,
      sigma: fields.get("sigma") ?? main.sigma,
      gamma: fields.get("gamma") ?? main.gamma,
      erosion_coeff: fields.get("erosion_coeff") ?? main.erosion_coeff,
      grain_mass_min: fields.get("grain_mass_min") ?? main.erosion_mass_min,
      grain_mass_max: fields.get("grain_mass_max") ?? main.erosion_mass_max,
      mass_index: fields.get("mass_index") ?? main.erosion_mass_index,
      upward_only: false,
    };
  });
}

/** True for names of fragment variables. */
export function isFragmentVariable(name: string): boolean {
  return fragmentName.test(name);
}

/** To the nearest whole number; halves go to the even one. */
function roundHalfEven(x: number): number {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
