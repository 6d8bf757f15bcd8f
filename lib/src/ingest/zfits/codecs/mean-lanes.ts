import type { LaneKernel } from "./lane-kernel";
import type { Piece } from "./symbol-lanes";

/** Fewer numbers in a lane are not worth it. */
const fewestNumbers = 4096;
/** One in so many may be looked at alone. */
const sharePerStep = 32;

/**
 * Does what `addMeans` does in four lanes, in place. A lane that does not know the two numbers before it takes zeros. Its
 * numbers soon differ from the true ones by one and the same number, for as long as these are not negative: halves are
 * cut downwards then, and a number added to both terms is added to their mean. It is added once it is known.
 *
 * @returns false when there is too much between: what is in the pieces is then of no use
 */
export function addMeansInLanes(kernel: LaneKernel, pieces: readonly Piece[]): boolean {
  if (pieces.length !== 4 || pieces.some(({ from, to }) => to - from < 2 * fewestNumbers)) return false;
  const words = new Int16Array(kernel.memory.buffer);
  const state = new Int32Array(kernel.memory.buffer, 64, 2);
  const [a, b, c, d] = pieces;
  // The first two numbers are as they are.
  state.set([words[a.from >> 1], words[(a.from >> 1) + 1]]);
  kernel.fourMeans(a.from + 4, a.to, b.from, b.to, c.from, c.to, d.from, d.to);
  let [before, last] = state;
  for (const { from, to } of [b, c, d]) {
    if (!mend(kernel, words, from >> 1, to >> 1, before, last)) return false;
    before = words[(to >> 1) - 2];
    last = words[(to >> 1) - 1];
  }
  return true;
}

/** Makes the numbers of a lane the true ones. Goes number by number to where the distance is fixed, and past each negative one. */
function mend(kernel: LaneKernel, words: Int16Array, from: number, to: number, first: number, second: number): boolean {
  let [before, last] = [first, second];
  let [laneBefore, laneLast] = [0, 0];
  let steps = Math.floor((to - from) / sharePerStep);
  for (let i = from; i < to; i++) {
    if (steps-- === 0) return false;
    const laneMean = (laneLast + laneBefore) >> 1;
    // What the lane held here before, from what it made of it.
    const packed = ((words[i] - laneMean) << 16) >> 16;
    const sum = last + before;
    words[i] = packed + ((sum + (sum >>> 31)) >> 1);
    [before, last] = [last, words[i]];
    [laneBefore, laneLast] = [laneLast, packed + laneMean];
    const distance = last - laneLast;
    if (before < 0 || last < 0 || distance !== before - laneBefore) continue;
    i = (kernel.shift(2 * (i + 1), 2 * to, distance) >> 1) - 1;
    before = words[i - 1];
    last = words[i];
    laneBefore = before - distance;
    laneLast = last - distance;
  }
  return true;
}
