import { cos } from "../../../core/special";
import { degree } from "./harmonics";

/** Gas constant, erg per mol and K, divided by the centimetres in a kilometre because heights are in km. */
export const gasConstant = 831.4;

/** Gravity near one latitude: what turns heights into geopotential heights. */
export interface Gravity {
  /** Gravity at sea level, cm/s². */
  surface: number;
  /** Effective radius of the Earth, km. */
  radius: number;
}

/** Gravity at a geodetic latitude in degrees. */
export function gravityAt(latitudeDeg: number): Gravity {
  const c = cos(2 * degree * latitudeDeg);
  const surface = 980.616 * (1 - 0.0026373 * c);
  return { surface, radius: (2e-5 * surface) / (3.085462e-6 + 2.27e-9 * c) };
}

/** Gravity at the height `z` km, cm/s². */
export function gravityAtHeight(gravity: Gravity, z: number): number {
  const ratio = 1 + z / gravity.radius;
  return gravity.surface / (ratio * ratio);
}

/** Geopotential height of `a` above `b`, km. */
export function geopotentialHeight({ radius }: Gravity, a: number, b: number): number {
  return ((a - b) * (radius + b)) / (radius + a);
}

/** Pressure scale height at `z` km of a gas of the given mass (atomic mass units) and temperature (K), km. */
export function scaleHeight(gravity: Gravity, z: number, mass: number, temperature: number): number {
  return (gasConstant * temperature) / (mass * gravityAtHeight(gravity, z));
}
