/**
 * One block of the counter-based generator Philox4x32-10: ten rounds of multiplication and key mixing
 * turn a counter into four random words. There is no state: the same counter and key always give the
 * same block, so any thread can make any part of the sequence.
 *
 * @param counter four 32-bit words
 * @param key0 first 32-bit word of the key
 * @param key1 second 32-bit word of the key
 * @param out receives four 32-bit words; may be `counter` itself
 * @returns `out`
 * @see [Salmon2011]
 *
 * @example
 * ```ts
 * import { philox4x32 } from "nightbook/core";
 *
 * const block = philox4x32(new Uint32Array(4), 0, 0, new Uint32Array(4));
 * block[0].toString(16); // => "6627e8d5"
 * ```
 */
export function philox4x32(counter: Uint32Array, key0: number, key1: number, out: Uint32Array): Uint32Array {
  let c0 = counter[0];
  let c1 = counter[1];
  let c2 = counter[2];
  let c3 = counter[3];
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(multiplier0, c0);
    const low0 = Math.imul(multiplier0, c0);
    const high1 = multiplyHigh(multiplier1, c2);
    const low1 = Math.imul(multiplier1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + weyl0) | 0;
    k1 = (k1 + weyl1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
  return out;
}

const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
/** Golden ratio and √3 − 1 as fractions of 2^32. */
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;

/** Upper 32 bits of the 64-bit product of two 32-bit words. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}
