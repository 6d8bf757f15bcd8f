import { quarter, withinEighth } from "./quarter-turns";
import { wideCosine, wideSine } from "./sine-kernel";
import { low } from "./wide";

/**
 * Sine, to less than one unit in the last place for angles of any size, and with the same digits on every platform.
 * @param x radians
 *
 * @example
 * ```ts
 * import { sin } from "nightbook/core";
 * sin(1); // => 0.8414709848078965
 * ```
 */
export function sin(x: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (Math.abs(x) < 1e-10) return x;
  const r = withinEighth(x);
  const size = quarter[0] & 1 ? wideCosine(r, low[0]) : wideSine(r, low[0]);
  return quarter[0] & 2 ? -size : size;
}
