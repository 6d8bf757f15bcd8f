import { low, wideProduct, wideSquareRoot } from "./wide";
import { wideArctangent } from "./wide-arctangent";

/**
 * Arc sine, to less than one unit in the last place and with the same digits on every platform.
 * @param x in [−1, 1]
 * @returns radians in [−π/2, π/2]; NaN for other numbers
 *
 * @example
 * ```ts
 * import { asin } from "nightbook/core";
 * asin(0.5); // => 0.5235987755982989
 * ```
 */
export function asin(x: number): number {
  const sine = Math.abs(x);
  if (!(sine <= 1)) return Number.NaN;
  if (sine < 1e-10) return x;
  const cosine = coSide(sine);
  const angle = wideArctangent(sine, 0, cosine, low[0]);
  return x < 0 ? -angle : angle;
}

/**
 * √(1 − x²) for x in [0, 1]; high part, the low one is left in `low`.
 * @internal
 */
export function coSide(x: number): number {
  // 1 − x and 1 + x as wide numbers.
  const minus = 1 - x;
  const plus = 1 + x;
  const product = wideProduct(minus, 1 - minus - x, plus, 1 - plus + x);
  return wideSquareRoot(product, low[0]);
}
