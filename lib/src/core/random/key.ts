import { philox4x32 } from "./philox";

/** Key of a family of random streams: two 32-bit words. */
export type RandomKey = readonly [number, number];

/** Tags take the upper 11 bits of the second word, a seed the 53 bits below. */
const tagLimit = 2048;

/**
 * The key that belongs to a seed and a tag; different pairs of number and tag give different keys.
 *
 * @param seed a whole number from 0 to 2^53 − 1, or any text
 * @param tag a whole number from 0 to 2047 that keeps the uses of one seed apart
 * @throws {RangeError} when the seed or the tag is out of range
 *
 * @example
 * ```ts
 * import { randomKey } from "nightbook/core";
 *
 * randomKey(7, 0).join(); // => "7,0"
 * ```
 */
export function randomKey(seed: number | string, tag = 0): RandomKey {
  if (!Number.isInteger(tag) || tag < 0 || tag >= tagLimit) {
    throw new RangeError(`Tag is not a whole number from 0 to ${tagLimit - 1}: ${tag}`);
  }
  const number = typeof seed === "string" ? seedOfText(seed) : seed;
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new RangeError(`Seed is not a whole number from 0 to 2^53 - 1: ${seed}`);
  }
  return [number >>> 0, ((tag << 21) | Math.floor(number / 4_294_967_296)) >>> 0];
}

/** A 53-bit number from a text, by chaining Philox over its UTF-16 code units. */
function seedOfText(text: string): number {
  const state = Uint32Array.of(text.length, 0, 0, 0);
  for (let i = 0; i < text.length; i++) {
    state[3] ^= text.charCodeAt(i);
    philox4x32(state, 0x7365_6564, i, state);
  }
  return (state[0] & 0x1f_ffff) * 4_294_967_296 + state[1];
}
