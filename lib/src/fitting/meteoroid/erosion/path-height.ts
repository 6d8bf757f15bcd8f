/**
 * Height above a round Earth after a straight path.
 *
 * @param startHeight height at the start of the path, m
 * @param cosZenith cosine of the zenith angle of the path at its start
 * @param length length of the path, m
 * @param earthRadius m
 * @returns height, m
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * meteoroid.pathHeight(180_000, 1, 80_000, 6_371_008.7714).toFixed(3); // => "100000.000"
 * ```
 */
export function pathHeight(startHeight: number, cosZenith: number, length: number, earthRadius: number): number {
  const radius = startHeight + earthRadius;
  return Math.sqrt(radius * radius - 2 * length * cosZenith * radius + length * length) - earthRadius;
}
