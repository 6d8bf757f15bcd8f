import { harmonics } from "./harmonics";
import { middleAtmosphere } from "./middle-atmosphere";
import { type Composition, thermosphere } from "./thermosphere";

/** Place, time and solar conditions at which the atmosphere is wanted. */
export interface AtmosphereConditions {
  /** Day of the year, 1 to 366; fractions are harmless. */
  dayOfYear: number;
  /** Seconds of the day, UT. */
  utSeconds: number;
  /** Geodetic latitude, rad. */
  latitude: number;
  /** Geodetic longitude, rad, east positive. */
  longitude: number;
  /** Local solar time, hours; independent of longitude and universal time. */
  localTimeHours: number;
  /** 81-day mean of the 10.7 cm solar flux, 10⁻²² W m⁻² Hz⁻¹. */
  f107Average: number;
  /** 10.7 cm solar flux of the day before, 10⁻²² W m⁻² Hz⁻¹. */
  f107: number;
  /** Daily magnetic index ap. */
  ap: number;
}

/** The atmosphere at one height. */
export interface AtmosphereState {
  /** Number densities, m⁻³; `hotO` is the oxygen that is not in thermal equilibrium. */
  composition: Composition;
  /** Total mass density without hot oxygen, kg/m³. */
  massDensity: number;
  /** Total mass density with hot oxygen, the one that drags on satellites, kg/m³. */
  dragDensity: number;
  /** Temperature, K. */
  temperature: number;
  /** Exospheric temperature, K; a mean value below 123 km, where the model does not need it. */
  exosphericTemperature: number;
}

/** Atomic mass unit of the model, g. */
const atomicMassUnit = 1.66e-24;

/**
 * The NRLMSISE-00 model of the atmosphere, from the ground to the exosphere: number densities, mass density and
 * temperature as a function of height. Everything that does not depend on height is evaluated once.
 *
 * @param conditions place, time, solar flux and magnetic activity
 * @returns function of the height above the ellipsoid in m
 * @throws {RangeError} when a condition, or later a height, is not finite
 * @see [Picone2002]
 * @example
 * ```ts
 * import { nrlmsise00 } from "nightbook/meteoroid";
 *
 * const atmosphere = nrlmsise00({
 *   dayOfYear: 172, utSeconds: 29000, latitude: Math.PI / 3, longitude: (-70 / 180) * Math.PI,
 *   localTimeHours: 16, f107Average: 150, f107: 150, ap: 4,
 * });
 * Math.round(atmosphere(100e3).massDensity * 1e10); // => 3584
 * ```
 */
export function nrlmsise00(conditions: AtmosphereConditions): (height: number) => AtmosphereState {
  for (const [name, value] of Object.entries(conditions)) {
    if (!Number.isFinite(value)) throw new RangeError(`An atmospheric condition must be finite: ${name} = ${value}`);
  }
  const { latitude, longitude, ...rest } = conditions;
  const h = harmonics({
    ...rest,
    latitudeDeg: latitude * (180 / Math.PI),
    longitudeDeg: longitude * (180 / Math.PI),
  });
  const above = thermosphere(h);
  const below = middleAtmosphere(h, above);
  const meanExospheric = above.at(72.5).exospheric;

  return (height) => {
    if (!Number.isFinite(height)) throw new RangeError(`A height must be finite: ${height}`);
    const z = height / 1000;
    return z >= 72.5 ? inSiUnits(above.at(z)) : inSiUnits({ ...below(z), exospheric: meanExospheric });
  };
}

function inSiUnits(state: { composition: Composition; temperature: number; exospheric: number }): AtmosphereState {
  const { He, O, N2, O2, Ar, H, N, hotO } = state.composition;
  const mass = atomicMassUnit * (4 * He + 16 * O + 28 * N2 + 32 * O2 + 40 * Ar + H + 14 * N);
  const perCubicMetre = 1e6;
  return {
    composition: {
      He: He * perCubicMetre,
      O: O * perCubicMetre,
      N2: N2 * perCubicMetre,
      O2: O2 * perCubicMetre,
      Ar: Ar * perCubicMetre,
      H: H * perCubicMetre,
      N: N * perCubicMetre,
      hotO: hotO * perCubicMetre,
    },
    massDensity: mass * 1000,
    dragDensity: (mass + atomicMassUnit * 16 * hotO) * 1000,
    temperature: state.temperature,
    exosphericTemperature: state.exospheric,
  };
}
