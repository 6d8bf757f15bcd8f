import { quarter, withinEighth } from "./quarter-turns";
import { wideCosine, wideSine } from "./sine-kernel";
import { low, wideQuotient } from "./wide";

/**
 * Tangent, to less than one unit in the last place for angles of any size, and with the same digits on every platform.
 * @param x radians
 *
 * @example
 * ```ts
 * import { tan } from "nightbook/core";
 * tan(1); // => 1.5574077246549023
 * ```
 */
export function tan(x: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (Math.abs(x) < 1e-10) return x;
  const r = withinEighth(x);
  const rLow = low[0];
  const sine = wideSine(r, rLow);
  const sineLow = low[0];
  const cosine = wideCosine(r, rLow);
  const cosineLow = low[0];
  return quarter[0] & 1
    ? wideQuotient(-cosine, -cosineLow, sine, sineLow)
    : wideQuotient(sine, sineLow, cosine, cosineLow);
}
