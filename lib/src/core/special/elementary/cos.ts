import { quarter, withinEighth } from "./quarter-turns";
import { wideCosine, wideSine } from "./sine-kernel";
import { low } from "./wide";

/**
 * Cosine, to less than one unit in the last place for angles of any size, and with the same digits on every platform.
 * @param x radians
 *
 * @example
 * ```ts
 * import { cos } from "nightbook/core";
 * cos(1); // => 0.5403023058681398
 * ```
 */
export function cos(x: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  const r = withinEighth(x);
  const size = quarter[0] & 1 ? wideSine(r, low[0]) : wideCosine(r, low[0]);
  return (quarter[0] + 1) & 2 ? -size : size;
}
