import { type Constants, defaultConstants } from "../constants";
import { readEntries } from "./read-entries";
import {
  finiteNumber,
  finiteNumbers,
  notNegativeNumber,
  oneOf,
  positiveNumber,
  positiveNumbers,
  type Reader,
  text,
  truth,
} from "./readers";

/** How each input is read. Outputs are missing here: a run starts with them cleared, whatever a file says. */
const readers: { [Name in keyof Constants]?: Reader<Constants[Name]> } = {
  dt: positiveNumber,
  m_kill: notNegativeNumber,
  v_kill: finiteNumber,
  h_kill: finiteNumber,
  len_kill: finiteNumber,
  h_init: finiteNumber,
  P_0m: positiveNumber,
  dens_co: densityCoefficients,
  r_earth: positiveNumber,
  wake_psf_weights: positiveNumbers,
  wake_psf: positiveNumbers,
  wake_extension: finiteNumber,
  wake_heights: (value, name) => (value === null ? null : finiteNumbers(value, name)),
  rho: positiveNumber,
  m_init: positiveNumber,
  v_init: positiveNumber,
  shape_factor: positiveNumber,
  sigma: finiteNumber,
  zenith_angle: finiteNumber,
  gamma: positiveNumber,
  rho_grain: positiveNumber,
  lum_eff_type: oneOf([0, 1, 2, 3, 4, 5, 6, 7, 8]),
  lum_eff: finiteNumber,
  mu: positiveNumber,
  erosion_on: truth,
  erosion_bins_per_10mass: positiveNumber,
  erosion_height_start: finiteNumber,
  erosion_coeff: finiteNumber,
  erosion_height_change: finiteNumber,
  erosion_coeff_change: finiteNumber,
  erosion_rho_change: positiveNumber,
  erosion_sigma_change: finiteNumber,
  erosion_grain_distribution: oneOf(["powerlaw", "gamma"]),
  erosion_mass_index: finiteNumber,
  erosion_mass_min: positiveNumber,
  erosion_mass_max: positiveNumber,
  disruption_on: truth,
  compressive_strength: finiteNumber,
  disruption_erosion_coeff: finiteNumber,
  disruption_mass_index: finiteNumber,
  disruption_mass_min_ratio: positiveNumber,
  disruption_mass_max_ratio: positiveNumber,
  disruption_mass_grain_ratio: finiteNumber,
  fragmentation_on: truth,
  fragmentation_show_individual_lcs: truth,
  fragmentation_entries: readEntries,
  fragmentation_file_name: text,
  electron_density_meas_ht: finiteNumber,
  electron_density_meas_q: finiteNumber,
};

const inputs = Object.entries(readers) as [string, Reader<unknown>][];
const readerOf = new Map(inputs);

/**
 * Complete, checked constants from a part of them, with the outputs of earlier runs cleared.
 *
 * @param given what to change against the defaults; unknown names are ignored, so that the JSON of a fit will do
 * @returns a copy that a run may write to
 * @throws {TypeError} when a value is of the wrong kind
 * @throws {RangeError} when a value is out of range
 */
export function readConstants(given: Partial<Constants>): Constants {
  if (typeof given !== "object" || given === null) throw new TypeError(`The constants must be an object: ${given}`);
  const fields = given as Record<string, unknown>;
  const constants = defaultConstants();
  const read = constants as unknown as Record<string, unknown>;
  for (const [name, reader] of inputs) if (fields[name] !== undefined) read[name] = reader(fields[name], name);
  return settled(constants, typeof fields["wake_psf"] === "number");
}

/**
 * A copy of checked constants with some of them changed: for many runs that differ in a few numbers. The lists of both are
 * the same, which no run writes to.
 *
 * @param base as {@link readConstants} gives them
 * @param changes names and values; unknown names are passed over
 * @throws {TypeError} when a value is of the wrong kind
 * @throws {RangeError} when a value is out of range
 */
export function changedConstants(base: Constants, changes: Iterable<readonly [string, unknown]>): Constants {
  const constants = { ...base };
  const read = constants as unknown as Record<string, unknown>;
  let isSingleWidth = false;
  for (const [name, value] of changes) {
    const reader = readerOf.get(name);
    if (reader === undefined) continue;
    read[name] = reader(value, name);
    if (name === "wake_psf") isSingleWidth = typeof value === "number";
  }
  return settled(constants, isSingleWidth);
}

/** Settles what follows from other constants, and checks what must fit together. */
function settled(constants: Constants, isSingleWidth: boolean): Constants {
  constants.main_bottom_ht = constants.h_init;
  // Older files give a single width and no weights.
  if (isSingleWidth) constants.wake_psf_weights = [1];
  if (constants.wake_psf.length !== constants.wake_psf_weights.length) {
    const lengths = `${constants.wake_psf.length} and ${constants.wake_psf_weights.length}`;
    throw new RangeError(`wake_psf and wake_psf_weights must have the same length: ${lengths}`);
  }
  return constants;
}

function densityCoefficients(value: unknown, name: string): number[] {
  const coefficients = finiteNumbers(value, name);
  if (coefficients.length !== 7) throw new RangeError(`${name} must have 7 coefficients: ${coefficients.length}`);
  return coefficients;
}
