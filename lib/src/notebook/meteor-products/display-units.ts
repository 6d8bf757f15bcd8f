/** How a variable stands in tables for papers. */
export interface PaperQuantity {
  /** LaTeX symbol. */
  symbol: string;
  /** LaTeX unit of the shown number, and of the number in SI units; empty for a pure number. */
  unit: string;
  siUnit: string;
  /** Shown number = SI number × factor. */
  factor: number;
}

const symbols: Readonly<Record<string, readonly [symbol: string, siUnit: string]>> = {
  v_init: ["v_0", "m/s"],
  zenith_angle: ["z_c", "rad"],
  m_init: ["m_0", "kg"],
  rho: ["\\rho", "kg/m$^3$"],
  rho_grain: ["\\rho_{g}", "kg/m$^3$"],
  sigma: ["\\sigma", "kg/J"],
  erosion_height_start: ["h_e", "m"],
  erosion_coeff: ["\\eta", "kg/J"],
  erosion_mass_index: ["s", ""],
  erosion_mass_min: ["m_{l}", "kg"],
  erosion_mass_max: ["m_{u}", "kg"],
  erosion_height_change: ["h_{e2}", "m"],
  erosion_coeff_change: ["\\eta_{2}", "kg/J"],
  erosion_rho_change: ["\\rho_{2}", "kg/m$^3$"],
  erosion_sigma_change: ["\\sigma_{2}", "kg/J"],
  compressive_strength: ["P_{compress}", "Pa"],
  disruption_mass_index: ["s", ""],
  disruption_mass_min_ratio: ["m_{min}/m_{disr}", ""],
  disruption_mass_max_ratio: ["m_{max}/m_{disr}", ""],
  disruption_mass_grain_ratio: ["m_{gr}/m_{disr}", ""],
  height: ["h", "m"],
  mass_percent: ["m_{percent}", "\\%"],
  number: ["N", ""],
  gamma: ["\\Gamma", ""],
  mass_index: ["s", ""],
  grain_mass_min: ["m_{l}", "kg"],
  grain_mass_max: ["m_{u}", "kg"],
  noise_lag: ["\\sigma_{lag}", "m"],
  noise_lum: ["\\sigma_{lum}", "W"],
};

/**
 * Factor from SI units to those of tables and backups: speeds and heights in km, ablation and erosion coefficients in
 * kg/MJ.
 */
export function displayFactor(name: string): number {
  if (name.includes("v_init") || name.includes("height")) return 1e-3;
  return name.includes("sigma") || name.includes("erosion_coeff") ? 1e6 : 1;
}

/** How a free variable is written in a paper; an unknown one by its own name. */
export function paperQuantity(name: string): PaperQuantity {
  const [, base = name, suffix = ""] = /^(.*?)(?:_((?:M|A|F|EF|D)\d+))?$/.exec(name) ?? [];
  const known = Object.hasOwn(symbols, base) ? symbols[base] : undefined;
  const factor = displayFactor(name);
  if (known === undefined) return { symbol: texText(name), unit: "", siUnit: "", factor };
  const [symbol, siUnit] = known;
  const unit = factor === 1e-3 ? `k${siUnit}` : factor === 1e6 ? "kg/MJ" : siUnit;
  return { symbol: `${suffix && `${suffix} `}$${symbol}$`, unit, siUnit, factor };
}

/** Text that LaTeX prints as it is. */
export function texText(text: string): string {
  const words: Readonly<Record<string, string>> = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  return text.replace(/[\\~^]|[&%$#_{}]/g, (character) => words[character] ?? `\\${character}`);
}
