/** Largest number and longest run of one instruction. */
const mostOfInstruction = 0xfff;
export const mostOfPlio = 0xff_ffff;

// Instructions: zeros; set the high value; add to it; subtract from it; high values; a pixel after adding, subtracting.
const [zeros, set, add, subtract, high, addOne, subtractOne] = [0, 1, 2, 3, 4, 6, 7];

/**
 * Packs a tile as a line list, PLIO_1.
 *
 * @param pixels whole numbers from 0 to 2²⁴ − 1
 * @returns words of 16 bits
 * @throws {RangeError} when a pixel is no such number
 * @see [Pence2010] section 10.4.3
 */
export function packPlio(pixels: ArrayLike<number>): Int16Array {
  const words: number[] = [];
  const put = (instruction: number, number: number) => words.push((instruction << 12) | number);
  const run = (instruction: number, length: number) => {
    for (let left = length; left > 0; left -= mostOfInstruction) put(instruction, Math.min(left, mostOfInstruction));
  };
  let last = 1;
  for (let at = 0; at < pixels.length; ) {
    const value = pixels[at];
    if (!(value >= 0 && value <= mostOfPlio)) {
      throw new RangeError(`PLIO_1 packs stored numbers from 0 to ${mostOfPlio}: ${value}`);
    }
    let end = at + 1;
    while (end < pixels.length && pixels[end] === value) end++;
    let length = end - at;
    at = end;
    if (value === 0) {
      run(zeros, length);
      continue;
    }
    const change = value - last;
    last = value;
    if (Math.abs(change) > mostOfInstruction) words.push((set << 12) | (value & mostOfInstruction), value >> 12);
    else if (change !== 0 && length === 1) {
      put(change > 0 ? addOne : subtractOne, Math.abs(change));
      length = 0;
    } else if (change !== 0) put(change > 0 ? add : subtract, Math.abs(change));
    run(high, length);
  }
  const length = headWords + words.length;
  return Int16Array.from([0, headWords, -100, length & 0x7fff, length >> 15, 0, 0, ...words]);
}

const headWords = 7;
