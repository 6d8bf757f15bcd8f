/** How a quantity is written on an axis and in a sentence. */
export interface Quantity {
  /** Name in words. */
  name: string;
  /** Short label, a symbol where the field has one. */
  label: string;
  /** Unit of the shown number; empty for a pure number. */
  unit: string;
  /** Shown number = SI number × factor. */
  factor: number;
}

const quantity = (name: string, label: string, unit = "", factor = 1): Quantity => ({ name, label, unit, factor });

/** Parameters of the erosion model, by the names that prior files use. */
const quantities: Readonly<Record<string, Quantity>> = {
  v_init: quantity("initial velocity", "v₀", "km/s", 1e-3),
  zenith_angle: quantity("zenith angle", "z", "°", 180 / Math.PI),
  m_init: quantity("initial mass", "m₀", "mg", 1e6),
  rho: quantity("density", "ρ", "kg/m³"),
  sigma: quantity("ablation coefficient", "σ", "kg/MJ", 1e6),
  erosion_height_start: quantity("erosion start height", "h erosion", "km", 1e-3),
  erosion_coeff: quantity("erosion coefficient", "η", "kg/MJ", 1e6),
  erosion_mass_index: quantity("grain mass index", "s"),
  erosion_mass_min: quantity("smallest grain mass", "m min", "kg"),
  erosion_mass_max: quantity("largest grain mass", "m max", "kg"),
  rho_grain: quantity("grain density", "ρ grain", "kg/m³"),
  erosion_height_change: quantity("erosion change height", "h change", "km", 1e-3),
  erosion_rho_change: quantity("density after the change", "ρ₂", "kg/m³"),
  erosion_sigma_change: quantity("ablation coefficient after the change", "σ₂", "kg/MJ", 1e6),
  erosion_coeff_change: quantity("erosion coefficient after the change", "η₂", "kg/MJ", 1e6),
  compressive_strength: quantity("compressive strength", "strength", "kPa", 1e-3),
  disruption_mass_index: quantity("disruption mass index", "s disr."),
  disruption_mass_grain_ratio: quantity("disrupted part as grains", "grain part"),
  disruption_mass_min_ratio: quantity("smallest fragment, relative mass", "min ratio"),
  disruption_mass_max_ratio: quantity("largest fragment, relative mass", "max ratio"),
  noise_lag: quantity("noise of the lag", "noise lag", "m"),
  noise_lum: quantity("noise of the luminosity", "noise lum", "W"),
  height: quantity("height", "h", "km", 1e-3),
  mass_percent: quantity("mass", "mass", "%"),
  number: quantity("number of fragments", "number"),
  gamma: quantity("drag coefficient", "Γ"),
  mass_index: quantity("grain mass index", "s"),
  grain_mass_min: quantity("smallest grain mass", "m min", "kg"),
  grain_mass_max: quantity("largest grain mass", "m max", "kg"),
};

/**
 * Name, label, unit and factor of a parameter of the erosion model; of a fragmentation, the suffix of its name is kept.
 * An unknown name is its own label, without a unit.
 *
 * @param name name as in a prior file, for example `"erosion_coeff"` or `"height_M1"`
 * @returns how it is shown
 * @example
 * ```ts
 * import { meteoroidQuantity } from "nightbook/charts";
 *
 * meteoroidQuantity("erosion_coeff").unit; // => "kg/MJ"
 * meteoroidQuantity("height_M1").label; // => "h M1"
 * ```
 */
export function meteoroidQuantity(name: string): Quantity {
  const [, base = name, suffix = ""] = /^(.*?)(?:_((?:M|A|F|EF|D)\d+))?$/.exec(name) ?? [];
  const known = Object.hasOwn(quantities, base) ? quantities[base] : undefined;
  if (!known) return quantity(name, name);
  return suffix ? { ...known, name: `${known.name} ${suffix}`, label: `${known.label} ${suffix}` } : known;
}

/** Axis label in its parts, `["log₁₀ ρ", "(kg/m³)"]`. */
export function quantityLabel({ label, unit }: Quantity, isLog = false): string[] {
  const name = isLog ? `log₁₀ ${label}` : label;
  return unit === "" ? [name] : [name, `(${unit})`];
}
