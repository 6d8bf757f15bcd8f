import { wideExpm1 } from "./wide-expm1";

/**
 * e to the power x, minus 1, to less than one unit in the last place also near zero, and with the same digits on every
 * platform.
 * @param x any number
 *
 * @example
 * ```ts
 * import { expm1 } from "nightbook/core";
 * expm1(1e-10); // => 1.00000000005e-10
 * ```
 */
export function expm1(x: number): number {
  if (x > 709.8) return Number.POSITIVE_INFINITY;
  if (x < -40) return -1;
  if (Math.abs(x) < 1e-20) return x;
  return wideExpm1(x);
}
