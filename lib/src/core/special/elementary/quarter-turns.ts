import { exponentOf, powerOfTwo } from "./binary-exponent";
import { rounder } from "./rounder";
import { halfPiHigh, halfPiLow, halfPiParts, perHalfPi, twoOverPi, twoOverPiBits } from "./sine-coefficients";
import { sumError, wideProduct, wideSum } from "./wide";

/** Quarter turns taken off by the last {@link withinEighth}, modulo 4, at index 0. */
export const quarter: Int32Array = new Int32Array(1);

const [part1, part2, part3, part4] = halfPiParts;

/** Up to here the multiples of the parts of π/2 are exact. */
const manyTurns = 1e6;
/** Nearer to a multiple of π/2 the four parts do not leave digits enough. */
const close = 1e-8;

/**
 * The angle less the nearest multiple of π/2, to twice the precision.
 *
 * @param x radians, finite
 * @returns radians between −π/4 and π/4; the low part is left in `low`, the multiple in {@link quarter}
 */
export function withinEighth(x: number): number {
  if (Math.abs(x) < 0.78) {
    quarter[0] = 0;
    return wideSum(x, 0);
  }
  if (Math.abs(x) < manyTurns) {
    const n = x * perHalfPi + rounder - rounder;
    // The first difference is exact: both numbers end at the same binary place.
    const first = x - n * part1;
    const second = first - n * part2;
    const third = second - n * part3;
    const rest = sumError(first, -n * part2, second) + sumError(second, -n * part3, third) - n * part4;
    quarter[0] = n & 3;
    if (Math.abs(third) > close) return wideSum(third, rest);
  }
  return withManyDigits(x);
}

/** Bits of the fraction of a quarter turn that are kept. */
const kept = 192n;

/** By whole numbers: x·2/π from as many digits of 2/π as it takes. */
function withManyDigits(x: number): number {
  const shift = exponentOf(x) - 52;
  const fraction = BigInt(Math.abs(x) * powerOfTwo(-exponentOf(x)) * powerOfTwo(52));
  // x = fraction · 2^shift, so that x · 2/π in units of 2^−kept is fraction · twoOverPi · 2^(shift − bits + kept).
  const places = BigInt(twoOverPiBits - shift) - kept;
  const turns = (fraction * twoOverPi) >> places;
  const whole = (turns + (1n << (kept - 1n))) >> kept;
  const left = turns - (whole << kept);
  const high = Number(left);
  const rest = Number(left - BigInt(high));
  const unit = powerOfTwo(-Number(kept));
  const sign = x < 0 ? -1 : 1;
  quarter[0] = (Number(whole & 3n) * sign) & 3;
  return wideProduct(high * unit * sign, rest * unit * sign, halfPiHigh, halfPiLow);
}
