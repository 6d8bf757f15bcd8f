import { atan2 } from "./atan2";

/**
 * Arc tangent, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 * @returns radians in [−π/2, π/2]
 *
 * @example
 * ```ts
 * import { atan } from "nightbook/core";
 * atan(1); // => 0.7853981633974483
 * ```
 */
export function atan(x: number): number {
  return atan2(x, 1);
}
