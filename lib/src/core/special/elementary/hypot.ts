import { exponentOf, powerOfTwo, scaled } from "./binary-exponent";
import { productError, sumError, wideSquareRoot } from "./wide";

/**
 * √(x² + y²), to less than one unit in the last place, without overflow on the way, and with the same digits on every
 * platform.
 * @param x any number
 * @param y any number
 *
 * @example
 * ```ts
 * import { hypot } from "nightbook/core";
 * hypot(3, 4); // => 5
 * ```
 */
export function hypot(x: number, y: number): number {
  const large = Math.max(Math.abs(x), Math.abs(y));
  const small = Math.min(Math.abs(x), Math.abs(y));
  if (Math.abs(x) === Number.POSITIVE_INFINITY || Math.abs(y) === Number.POSITIVE_INFINITY)
    return Number.POSITIVE_INFINITY;
  if (!(large > 0) || small < large * 1e-20) return large;
  const k = exponentOf(large);
  const a = shifted(large, -k);
  const b = shifted(small, -k);
  const squareA = a * a;
  const squareB = b * b;
  const sum = squareA + squareB;
  const rest = sumError(squareA, squareB, sum) + productError(a, a, squareA) + productError(b, b, squareB);
  return scaled(wideSquareRoot(sum, rest), k);
}

/** x·2^k without overflow on the way. */
function shifted(x: number, k: number): number {
  return k > 1000 ? x * powerOfTwo(200) * powerOfTwo(k - 200) : x * powerOfTwo(k);
}
