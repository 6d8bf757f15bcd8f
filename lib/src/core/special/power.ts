const lowestDecade = -323;
const highestDecade = 308;
/** 10ⁿ as the nearest doubles. */
const decades = Float64Array.from({ length: highestDecade - lowestDecade + 1 }, (_, i) =>
  Number(`1e${i + lowestDecade}`),
);

/**
 * x to the power y from multiplication, exp and log alone, so that every Node version gives the
 * same digits (they do not agree on `Math.pow`). Whole powers of ten are exact.
 * @param x base
 * @param y exponent
 * @returns as `Math.pow`: NaN for a negative base with a broken exponent
 *
 * @example
 * ```ts
 * import { power } from "nightbook/core";
 * power(10, -7); // => 1e-7
 * ```
 */
export function power(x: number, y: number): number {
  if (y === 0) return 1;
  if (x === 10) return powerOfTen(y);
  if (Number.isInteger(y) && Math.abs(y) <= 64) {
    const whole = wholePower(x, Math.abs(y));
    return y > 0 ? whole : 1 / whole;
  }
  if (x < 0 && Number.isInteger(y)) return (y % 2 === 0 ? 1 : -1) * power(-x, y);
  return Math.exp(y * Math.log(x));
}

/**
 * Ten to the power y, exact for whole y.
 * @param y exponent
 *
 * @example
 * ```ts
 * import { powerOfTen } from "nightbook/core";
 * powerOfTen(-12); // => 1e-12
 * ```
 */
export function powerOfTen(y: number): number {
  if (!(y > lowestDecade - 1)) return Number.isNaN(y) ? Number.NaN : 0;
  if (y > highestDecade + 1) return Number.POSITIVE_INFINITY;
  const whole = Math.min(highestDecade, Math.max(lowestDecade, Math.round(y)));
  const rest = y - whole;
  const decade = decades[whole - lowestDecade];
  return rest === 0 ? decade : decade * Math.exp(rest * Math.LN10);
}

/** By repeated squaring. */
function wholePower(x: number, n: number): number {
  let result = 1;
  let square = x;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
