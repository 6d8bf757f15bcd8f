import { type FragmentationEntry, type FragmentationType, fragmentationTypes } from "./fragmentation-entry";
import { finiteNumber, oneOf, optional, positiveNumber, type Reader, truth } from "./readers";

/** What each type cannot do without. */
const needed: Record<FragmentationType, readonly (keyof FragmentationEntry)[]> = {
  M: [],
  A: [],
  F: ["number", "mass_percent"],
  EF: ["number", "mass_percent", "erosion_coeff", "grain_mass_min", "grain_mass_max", "mass_index"],
  D: ["mass_percent", "grain_mass_min", "grain_mass_max", "mass_index"],
};

const optionalNumber = optional(finiteNumber);
const optionalMass = optional(grainMass);

/** The fragmentation entries, complete and checked; fields left out become `null`. */
export const readEntries: Reader<FragmentationEntry[]> = (value, name) => {
  if (!Array.isArray(value)) throw new TypeError(`${name} must be a list: ${String(value)}`);
  return value.map((item, i) => readEntry(item, `${name}[${i}]`));
};

function readEntry(value: unknown, name: string): FragmentationEntry {
  if (typeof value !== "object" || value === null) throw new TypeError(`${name} must be an object: ${String(value)}`);
  const fields = value as Record<string, unknown>;
  const read = <T>(field: keyof FragmentationEntry, reader: Reader<T>) => reader(fields[field], `${name}.${field}`);
  const entry: FragmentationEntry = {
    frag_type: read("frag_type", oneOf(fragmentationTypes)),
    height: read("height", finiteNumber),
    number: read("number", optional(pieceNumber)),
    mass_percent: read("mass_percent", optionalNumber),
    sigma: read("sigma", optionalNumber),
    gamma: read("gamma", optional(positiveNumber)),
    erosion_coeff: read("erosion_coeff", optionalNumber),
    grain_mass_min: read("grain_mass_min", optionalMass),
    grain_mass_max: read("grain_mass_max", optionalMass),
    mass_index: read("mass_index", optionalNumber),
    upward_only: read("upward_only", optional(truth)) ?? false,
  };
  const missing = needed[entry.frag_type].find((field) => entry[field] === null);
  if (missing !== undefined) throw new TypeError(`${name}.${missing} must be given for type ${entry.frag_type}: null`);
  return entry;
}

/**
 * Limits of grain masses may come out negative: priors that take them over from logarithmic bounds make them so. Such a
 * law has no mass bins and thus no grains. Only zero, which has no logarithm, is refused.
 */
function grainMass(value: unknown, name: string): number {
  const mass = finiteNumber(value, name);
  if (mass === 0) throw new RangeError(`${name} must not be zero: ${mass}`);
  return mass;
}

function pieceNumber(value: unknown, name: string): number {
  const number = positiveNumber(value, name);
  if (!Number.isInteger(number)) throw new RangeError(`${name} must be a whole number: ${number}`);
  return number;
}
