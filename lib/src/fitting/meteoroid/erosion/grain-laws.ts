import { atmosphericDensity } from "../atmosphere/atmospheric-density";
import type { Constants } from "../constants";
import { ionizationEfficiency } from "../ionization-efficiency";
import { luminousEfficiency, massFactor, neutralMass } from "../luminous-efficiency";
import { TabulatedFunction } from "./tabulated-function";

/** What grains meet and give off, tabulated. */
export interface GrainLaws {
  /** Air density over height, kg/m³ over m. */
  air: TabulatedFunction;
  /** Luminous efficiency over speed, but for the effect of the mass. */
  efficiency: TabulatedFunction;
  /** Effect of the mass on the luminous efficiency over the sixth root of the mass; `null` where there is none. */
  massFactor: TabulatedFunction | null;
  /** Ionization efficiency per speed, s/m, over speed. */
  ionization: TabulatedFunction;
}

/** The laws of a run. Their tables are kept from run to run, since a fit changes none of them. */
export function grainLaws(c: Constants): GrainLaws {
  return {
    air: airOf(c.dens_co),
    efficiency: c.lum_eff_type === 0 ? constantEfficiency(c.lum_eff) : efficiencyOf(c.lum_eff_type),
    massFactor: massFactorOf(c.lum_eff_type),
    ionization,
  };
}

// Steep where it hardly matters: electrons of slow grains are few.
const ionization = new TabulatedFunction((v) => ionizationEfficiency(v) / v, 0, 15.625, 6400, 1e-10);

let lastAir = { densCo: [] as readonly number[], table: overHeight([]) };

function airOf(densCo: readonly number[]): TabulatedFunction {
  const isSame = densCo.length === lastAir.densCo.length && densCo.every((c, k) => c === lastAir.densCo[k]);
  if (!isSame) lastAir = { densCo: [...densCo], table: overHeight([...densCo]) };
  return lastAir.table;
}

function overHeight(densCo: readonly number[]): TabulatedFunction {
  const coefficients = Float64Array.from(densCo);
  // Where the polynomial of the density cancels its terms, it is itself good to 11 digits only.
  return new TabulatedFunction((h) => atmosphericDensity(coefficients, h), 0, 250, 800, 3e-11);
}

const efficiencyOf = remembered((type) => {
  const mass = neutralMass(type);
  return new TabulatedFunction((v) => luminousEfficiency(type, 0, v, mass), 0, 31.25, 3200, 1e-13);
});

function constantEfficiency(percent: number): TabulatedFunction {
  return new TabulatedFunction((v) => luminousEfficiency(0, percent, v, 1), 0, 100e3, 1, 1e-15);
}

/** Over the sixth root, since that is at hand as m^(1/2) · m^(−1/3) and makes grains and boulders fit into one table. */
const massFactorOf = remembered((type) => {
  if (massFactor(type, 1) === massFactor(type, 2)) return null;
  return new TabulatedFunction((root) => massFactor(type, root ** 6), 0, 1 / 2048, 2048, 1e-13);
});

/** The function, computed once for every argument. */
function remembered<T>(make: (type: number) => T): (type: number) => T {
  const known = new Map<number, T>();
  return (type) => {
    const old = known.get(type);
    if (old !== undefined) return old;
    const made = make(type);
    known.set(type, made);
    return made;
  };
}
