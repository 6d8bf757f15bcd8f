import { ionizationEfficiency } from "../ionization-efficiency";
import { luminousEfficiency, massFactor, neutralMass } from "../luminous-efficiency";
import type { Tabulated } from "./cell-table";

/** What decides the light of a fragment besides the energy that it loses. */
export interface LightLaws {
  /** Luminous efficiency but for the effect of the mass, and ionization efficiency per speed, s/m; over speed. */
  overSpeed: readonly Tabulated[];
  /** Effect of the mass on the luminous efficiency, over mass^(−1/3); `null` where there is none. */
  massFactor: readonly Tabulated[] | null;
}

/** Ionization is steep where it hardly matters. This is 10⁻¹⁴ of what it is at 11 km/s, s/m. */
const fewElectrons = 2e-22;

const known = new Map<number, LightLaws>();

/** The laws of a luminous efficiency; a constant one is 1 here, and scaled where it is used. */
export function lightLaws(type: number): LightLaws {
  const old = known.get(type);
  if (old !== undefined) return old;
  const neutral = neutralMass(type);
  const efficiency = (v: number) => (type === 0 ? 1 : luminousEfficiency(type, 0, v, neutral));
  const ionization = { f: (v: number) => ionizationEfficiency(v) / v, tolerance: 1e-10, negligible: fewElectrons };
  const depends = massFactor(type, 1) !== massFactor(type, 2);
  const factor = (inverseRoot: number) => massFactor(type, 1 / (inverseRoot * inverseRoot * inverseRoot));
  const laws: LightLaws = {
    overSpeed: [{ f: efficiency, tolerance: 1e-13 }, ionization],
    massFactor: depends ? [{ f: factor, tolerance: 1e-13 }] : null,
  };
  known.set(type, laws);
  return laws;
}
