import { atmosphericDensity } from "../atmosphere/atmospheric-density";
import type { Constants } from "../constants";
import { ionizationEfficiency } from "../ionization-efficiency";
import { luminousEfficiency, massEffect } from "../luminous-efficiency";
import { powerFading } from "./step-loss";
import { TabulatedFunction } from "./tabulated-function";

/** What grains meet and give off, tabulated. */
export interface GrainLaws {
  /** Air density over height, kg/m³ over m. */
  air: TabulatedFunction;
  /** Luminous efficiency over speed, but for the effect of the mass. */
  efficiency: TabulatedFunction;
  massEffect: GrainMassEffect | null;
  /** Ionization efficiency per speed, s/m, over speed. */
  ionization: TabulatedFunction;
}

/**
 * The effect of the mass on the luminous efficiency, exp(amplitude · tanh(a ln m')), in terms of q = m'^(2a), for
 * tanh(a ln m') = (q − 1) / (q + 1).
 */
export interface GrainMassEffect {
  /** q of a mass in kg. */
  powerOf(mass: number): number;
  /** Fading of q in a step. */
  fading: TabulatedFunction;
  /** exp(amplitude · x) */
  factor: TabulatedFunction;
}

const speedTable = { width: 31.25, cells: 3200, tolerance: 1e-13 };
const airTable = { width: 250, cells: 800, tolerance: 3e-11 };

/** The laws of a run. They are kept from run to run, since a fit changes none of them. */
export function grainLaws(c: Constants): GrainLaws {
  return {
    air: airOf(c.dens_co),
    efficiency: efficiencyOf(c.lum_eff_type, c.lum_eff),
    massEffect: massEffectOf(c.lum_eff_type),
    ionization,
  };
}

const ionization = overSpeed((v) => ionizationEfficiency(v) / v);

let lastAir = { densCo: [] as readonly number[], table: overHeight([]) };

function airOf(densCo: readonly number[]): TabulatedFunction {
  const isSame = densCo.length === lastAir.densCo.length && densCo.every((c, k) => c === lastAir.densCo[k]);
  if (!isSame) lastAir = { densCo: [...densCo], table: overHeight([...densCo]) };
  return lastAir.table;
}

/** Where the polynomial of the density cancels its terms, it is itself good to 11 digits only. */
function overHeight(densCo: readonly number[]): TabulatedFunction {
  const coefficients = Float64Array.from(densCo);
  const { width, cells, tolerance } = airTable;
  return new TabulatedFunction((h) => atmosphericDensity(coefficients, h), 0, width, cells, tolerance);
}

const efficiencies = new Map<number, TabulatedFunction>();

function efficiencyOf(type: number, percent: number): TabulatedFunction {
  if (type === 0) return overSpeed((v) => luminousEfficiency(0, percent, v, 1));
  let efficiency = efficiencies.get(type);
  if (efficiency === undefined) {
    const neutralMass = 1 / (massEffect(type)?.scale ?? 1);
    efficiency = overSpeed((v) => luminousEfficiency(type, 0, v, neutralMass));
    efficiencies.set(type, efficiency);
  }
  return efficiency;
}

const massEffects = new Map<number, GrainMassEffect | null>();

function massEffectOf(type: number): GrainMassEffect | null {
  let known = massEffects.get(type);
  if (known === undefined) {
    known = tabulatedMassEffect(type);
    massEffects.set(type, known);
  }
  return known;
}

function tabulatedMassEffect(type: number): GrainMassEffect | null {
  const effect = massEffect(type);
  if (effect === null) return null;
  const exponent = 2 * effect.exponent;
  return {
    powerOf: (mass) => Math.exp(exponent * Math.log(effect.scale * mass)),
    fading: powerFading(exponent),
    // From −1 to 1, which is the start of one more cell.
    factor: new TabulatedFunction((x) => Math.exp(effect.amplitude * x), -1, 1 / 32, 65, 1e-14),
  };
}

function overSpeed(f: (v: number) => number): TabulatedFunction {
  const { width, cells, tolerance } = speedTable;
  return new TabulatedFunction(f, 0, width, cells, tolerance);
}
