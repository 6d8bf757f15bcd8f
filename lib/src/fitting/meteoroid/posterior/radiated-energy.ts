import { luminosity } from "../observation/measured-point";
import { simpson } from "../observation/simpson";

/**
 * Energy that a meteor radiated in the band of its light curve: the integral of its power over time, by Simpson's rule.
 *
 * @param time s, shape `[n]`, in any order
 * @param magnitude absolute, shape `[n]`
 * @param zeroMagnitudePower power of a meteor of magnitude zero, W
 * @returns J; 0 for fewer than two points
 * @throws {RangeError} when the lengths differ
 * @see [Ceplecha1998]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 *
 * meteoroid.radiatedEnergy([0, 0.5, 1], [0, 0, 0], 840); // => 840
 * ```
 */
export function radiatedEnergy(
  time: ArrayLike<number>,
  magnitude: ArrayLike<number>,
  zeroMagnitudePower: number,
): number {
  if (time.length !== magnitude.length) {
    throw new RangeError(`Times and magnitudes differ in number: ${time.length} and ${magnitude.length}`);
  }
  const order = Array.from({ length: time.length }, (_, i) => i).sort((i, j) => time[i] - time[j]);
  return simpson(
    order.map((i) => time[i]),
    order.map((i) => luminosity(magnitude[i], zeroMagnitudePower)),
  );
}
