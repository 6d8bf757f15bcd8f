import type { LaneKernel } from "./lane-kernel";
import type { Piece } from "./symbol-lanes";

/** Fewer numbers in a lane are not worth it. */
const fewestNumbers = 4096;
/** One in so many may be looked at alone. */
const sharePerStep = 32;

/**
 * Does what `addMeans` does in eight lanes, two for each piece, in place. A lane that does not know the two numbers before
 * it takes zeros. Its numbers soon differ from the true ones by one and the same number, for as long as these are not
 * negative: halves are cut downwards then, and a number added to both terms is added to their mean. It is added once it is
 * known.
 *
 * @returns false when there is too much between: what is in the pieces is then of no use
 */
export function addMeansInLanes(kernel: LaneKernel, pieces: readonly Piece[]): boolean {
  if (pieces.length !== 4 || pieces.some(({ from, to }) => to - from < 4 * fewestNumbers)) return false;
  const { buffer } = kernel.memory;
  const words = new Int16Array(buffer);
  const lanes = pieces.flatMap(({ from, to }): Piece[] => {
    const middle = from + 2 * ((to - from) >> 2);
    return [
      { from, to: middle },
      { from: middle, to },
    ];
  });
  // The first two numbers are as they are.
  const first = lanes[0].from >> 1;
  let [before, last] = [words[first], words[first + 1]];
  lanes[0].from += 4;
  new Int32Array(buffer, 64, 2).set([before, last]);
  new Int32Array(buffer, 128, 8).set(lanes.map((lane) => lane.from));
  new Int32Array(buffer, 160, 8).set(lanes.map((lane) => lane.to));
  kernel.eightMeans();
  let taken: [number, number] = [before, last];
  for (const { from, to } of lanes) {
    if (!mend(kernel, words, from >> 1, to >> 1, [before, last], taken)) return false;
    before = words[(to >> 1) - 2];
    last = words[(to >> 1) - 1];
    taken = [0, 0];
  }
  return true;
}

/**
 * Makes the numbers of a lane the true ones. Goes number by number to where the distance is fixed, and past each negative
 * one.
 * @param known the two true numbers before the lane
 * @param taken what the lane took them for
 */
function mend(
  kernel: LaneKernel,
  words: Int16Array,
  from: number,
  to: number,
  known: readonly [number, number],
  taken: readonly [number, number],
): boolean {
  let [before, last] = known;
  let [laneBefore, laneLast] = taken;
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
