/**
 * Mean luminosity over the exposure of each video frame: over the simulated times t with
 * `frame − exposure < t ≤ frame`.
 *
 * @param time simulated times, s, ascending, shape `[n]`
 * @param luminosity W, shape `[n]`
 * @param frames end of each exposure, s, shape `[m]`
 * @param exposure s
 * @returns W, shape `[m]`; NaN where no simulated time falls into the exposure
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * meteoroid.frameAverage([1, 2, 3], [5, 7, 9], [3], 1.5)[0]; // => 8
 * ```
 */
export function frameAverage(
  time: ArrayLike<number>,
  luminosity: ArrayLike<number>,
  frames: ArrayLike<number>,
  exposure: number,
): Float64Array {
  return Float64Array.from(frames, (frame) => {
    const begin = firstAfter(time, frame - exposure);
    const end = firstAfter(time, frame);
    let sum = 0;
    for (let i = begin; i < end; i++) sum += luminosity[i];
    return begin < end ? sum / (end - begin) : Number.NaN;
  });
}

/** Index of the first time above the limit. */
function firstAfter(time: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (time[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
