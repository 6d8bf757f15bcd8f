/*
 * The parts of a double by exact operations alone: views of its bits, and powers of two, by which a product is exact
 * as long as it neither overflows nor underflows.
 */

const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);
/** Which of the two 32-bit halves of a double holds its exponent: 1, or 0 on a big-endian processor. */
export const upperHalfPlace: number = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

const lowest = -1074;
const highest = 1023;
const powers = powersOfTwo();

/** Sign, exponent and the first 20 bits of the fraction, as a signed 32-bit integer. */
export function upperHalf(x: number): number {
  number[0] = x;
  return halves[upperHalfPlace];
}

/** 2 to the power k, from −1074 to 1023. */
export function powerOfTwo(k: number): number {
  return powers[k - lowest];
}

/** x·2^k for x in [0.5, 4) and any whole k, rounded once: also where the result is subnormal, zero or infinite. */
export function scaled(x: number, k: number): number {
  if (k >= -1021 && k <= 1021) return x * powers[k - lowest];
  if (k > 1024) return x * Number.POSITIVE_INFINITY;
  if (k > 0) return x * powers[1000 - lowest] * powers[k - 1000 - lowest];
  return k < -1100 ? x * 0 : x * powers[k + 100 - lowest] * powers[-100 - lowest];
}

/** Exponent of a finite number that is not zero: 2^exponent ≤ |x| < 2^(exponent + 1). */
export function exponentOf(x: number): number {
  const biased = (upperHalf(x) >> 20) & 0x7ff;
  return biased > 0 ? biased - 1023 : exponentOf(x * powers[64 - lowest]) - 64;
}

function powersOfTwo(): Float64Array {
  const values = new Float64Array(highest - lowest + 1);
  values[-lowest] = 1;
  for (let i = -lowest + 1; i < values.length; i++) values[i] = 2 * values[i - 1];
  for (let i = -lowest - 1; i >= 0; i--) values[i] = values[i + 1] / 2;
  return values;
}
