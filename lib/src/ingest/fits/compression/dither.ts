/** Length of the fixed sequence of random numbers. */
const sequenceLength = 10_000;

let sequence: Float32Array | undefined;

/** The fixed random numbers between 0 and 1 that the standard prescribes for dithering. */
export function ditherSequence(): Float32Array {
  if (sequence) return sequence;
  const modulus = 2147483647;
  const values = new Float32Array(sequenceLength);
  let seed = 1;
  for (let i = 0; i < sequenceLength; i++) {
    seed = (16807 * seed) % modulus;
    values[i] = seed / modulus;
  }
  sequence = values;
  return values;
}

/**
 * Walks through the random numbers of one tile.
 * @param tile zero-based number of the tile
 * @param seed ZDITHER0, from 1 to 10000
 * @see [Pence2010] section 10.2.1 and appendix I
 */
export function ditherOf(tile: number, seed: number): () => number {
  const random = ditherSequence();
  let start = (((tile + seed - 1) % sequenceLength) + sequenceLength) % sequenceLength;
  let next = Math.trunc(random[start] * 500);
  return () => {
    const value = random[next++];
    if (next === sequenceLength) {
      start = (start + 1) % sequenceLength;
      next = Math.trunc(random[start] * 500);
    }
    return value;
  };
}

/** Stored in place of exact zeros by SUBTRACTIVE_DITHER_2. */
export const storedZero = -2147483646;
