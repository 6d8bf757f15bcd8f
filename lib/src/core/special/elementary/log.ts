import { powerOfTwo, upperHalf } from "./binary-exponent";
import { firstCell, ln2High, ln2Low, logHigh, logLow, logTail } from "./log-coefficients";

/** Upper half of √½: mantissas run from there to √2. */
const rootHalf = 0x3fe6a09e;
const [c0, c1, c2, c3, c4, c5, c6] = logTail;

/**
 * Natural logarithm, to less than one unit in the last place and with the same digits on every platform.
 * @param x any number
 * @returns −∞ at zero, NaN for negative numbers
 *
 * With x = 2^k z and c the multiple of 1/128 next to z, it is k ln 2 + ln c + ln(1 + (z − c)/c).
 *
 * @see [Tang1990]
 *
 * @example
 * ```ts
 * import { log } from "nightbook/core";
 * log(10); // => 2.302585092994046
 * ```
 */
export function log(x: number): number {
  const bits = upperHalf(x);
  return bits >= 0x100000 && bits < 0x7ff00000 ? logOfNormal(x, bits, 0) : unusual(x);
}

/** ln(2^shift x) */
function logOfNormal(x: number, bits: number, shift: number): number {
  const octaves = (bits - rootHalf) >> 20;
  const z = x * powerOfTwo(-octaves);
  const j = (z * 128 + 0.5) | 0;
  const c = j * (1 / 128);
  const r = (z - c) / c;
  const k = octaves + shift;
  const start = k * ln2High + logHigh[j - firstCell];
  const sum = start + r;
  const tail = r * r * (c0 + r * (c1 + r * (c2 + r * (c3 + r * (c4 + r * (c5 + r * c6))))));
  return sum + (start - sum + r + (k * ln2Low + logLow[j - firstCell]) + tail);
}

/** Zero, negative, subnormal, infinite, and NaN. */
function unusual(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const normal = x * powerOfTwo(54);
  return logOfNormal(normal, upperHalf(normal), -54);
}
