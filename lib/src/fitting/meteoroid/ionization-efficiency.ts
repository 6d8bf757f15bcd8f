import { log10, pow } from "../../core/special";

/**
 * Ionization efficiency: electrons set free for every ablated atom.
 *
 * @param v speed, m/s
 * @returns electrons per atom
 * @see [Jones1997]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * meteoroid.ionizationEfficiency(60_000).toFixed(2); // => "0.58"
 * ```
 */
export function ionizationEfficiency(v: number): number {
  const kilometres = v / 1000;
  return pow(10, 5.84 - 0.09 * Math.sqrt(kilometres) - 9.56 / log10(kilometres));
}
