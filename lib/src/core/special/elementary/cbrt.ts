import { exponentOf, powerOfTwo } from "./binary-exponent";
import { productError } from "./wide";

/**
 * Cube root, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 *
 * @example
 * ```ts
 * import { cbrt } from "nightbook/core";
 * cbrt(-27); // => -3
 * ```
 */
export function cbrt(x: number): number {
  if (x === 0 || !(Math.abs(x) < Number.POSITIVE_INFINITY)) return x;
  const thirds = Math.floor(exponentOf(x) / 3);
  const size = Math.abs(x);
  const z = thirds < -330 ? size * powerOfTwo(900) * powerOfTwo(-3 * thirds - 900) : size * powerOfTwo(-3 * thirds);
  const root = rootOf(z) * powerOfTwo(thirds);
  return x < 0 ? -root : root;
}

/** Cube root of a number in [1, 8). */
function rootOf(z: number): number {
  let y = 0.6 + z * (0.44 + z * (-0.046 + z * 0.00235));
  // Halley's iteration triples the digits each time.
  for (let i = 0; i < 3; i++) {
    const cube = y * y * y;
    y -= (y * (cube - z)) / (2 * cube + z);
  }
  // One Newton step with the remainder to twice the precision.
  const square = y * y;
  const cube = square * y;
  const remainder = z - cube - productError(square, y, cube) - y * productError(y, y, square);
  return y + remainder / (3 * square);
}
