import { scaled } from "./binary-exponent";
import { low, productError } from "./wide";
import { octave, wideExp } from "./wide-exp";
import { wideLog } from "./wide-log";

const lowestDecade = -323;
const highestDecade = 308;
/** 10ⁿ as the nearest doubles. */
const decades = Float64Array.from({ length: highestDecade - lowestDecade + 1 }, (_, i) =>
  Number(`1e${i + lowestDecade}`),
);

/**
 * x to the power y, to less than one unit in the last place, the nearest number for whole powers of ten, and with the
 * same digits on every platform, unlike `Math.pow`.
 * @param x base
 * @param y exponent
 * @returns as `Math.pow`: NaN for a negative base with a broken exponent, and for 1 or −1 to an infinite power
 *
 * @example
 * ```ts
 * import { pow } from "nightbook/core";
 * pow(2, 0.5); // => 1.4142135623730951
 * ```
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x === 10 && y >= lowestDecade && y <= highestDecade && Number.isInteger(y)) return decades[y - lowestDecade];
  if (y === 1) return x;
  if (x > 0 && x < Number.POSITIVE_INFINITY && Math.abs(y) < Number.POSITIVE_INFINITY)
    return x === 1 ? 1 : powPositive(x, y);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (Math.abs(y) === Number.POSITIVE_INFINITY) return infinitePower(Math.abs(x), y);
  const isOdd = Number.isInteger(y) && Math.abs(y % 2) === 1;
  if (x === 0 || Math.abs(x) === Number.POSITIVE_INFINITY) {
    const size = (x === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
    return isOdd && (x < 0 || Object.is(x, -0)) ? -size : size;
  }
  if (!Number.isInteger(y)) return Number.NaN;
  const size = x === -1 ? 1 : powPositive(-x, y);
  return isOdd ? -size : size;
}

/** e^(y ln x) */
function powPositive(x: number, y: number): number {
  const logarithm = wideLog(x, 0);
  const logarithmLow = low[0];
  const exponent = y * logarithm;
  if (exponent > 710) return Number.POSITIVE_INFINITY;
  if (exponent < -746) return 0;
  if (Math.abs(exponent) < 1e-20) return 1;
  const value = wideExp(exponent, productError(y, logarithm, exponent) + y * logarithmLow);
  return scaled(value, octave[0]);
}

function infinitePower(size: number, y: number): number {
  if (size === 1) return Number.NaN;
  return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
}
