import { levelsOf } from "./quadtree";
import { smoothCoefficients } from "./smooth-coefficients";

/**
 * Turns H-transform coefficients into pixels, in place. Doubles hold the whole numbers exactly, so that pixels of 32
 * bits need no other code.
 *
 * @param a coefficients, row by row
 * @param smoothing scale of the quantisation, when the coefficients are to be smoothed; else 0
 * @see [White1992]
 */
export function inverseHTransform(a: Float64Array, rows: number, columns: number, smoothing: number): void {
  const levels = levelsOf(Math.max(rows, columns));
  const scratch = new Float64Array(Math.max(rows, columns));
  if (levels === 0) return;
  a[0] = rounded(a[0], 2 ** (levels + 1), false);
  for (let level = levels - 1; level >= 0; level--) {
    const step = 2 ** level;
    const [height, width] = [Math.ceil(rows / step), Math.ceil(columns / step)];
    for (let row = 0; row < height; row++) interleave(a, row * columns, 1, width, scratch);
    for (let column = 0; column < width; column++) interleave(a, column, columns, height, scratch);
    if (smoothing > 0) smoothCoefficients(a, height, width, columns, smoothing);
    undoLevel(a, height, width, columns, step, level === 0);
  }
}

/** Sums in the first half and differences in the second of a line come to stand in turn. */
function interleave(a: Float64Array, start: number, stride: number, length: number, scratch: Float64Array): void {
  const half = Math.ceil(length / 2);
  for (let i = 0; i < half; i++) scratch[2 * i] = a[start + i * stride];
  for (let i = half; i < length; i++) scratch[2 * (i - half) + 1] = a[start + i * stride];
  for (let i = 0; i < length; i++) a[start + i * stride] = scratch[i];
}

function undoLevel(
  a: Float64Array,
  height: number,
  width: number,
  stride: number,
  bit0: number,
  isLast: boolean,
): void {
  const bit1 = 2 * bit0;
  const share = isLast ? 0.25 : 0.5;
  for (let row = 0; row < height; row += 2) {
    const hasBelow = row + 1 < height;
    for (let column = 0; column < width; column += 2) {
      const hasRight = column + 1 < width;
      const at = row * stride + column;
      let h0 = a[at];
      let hx = hasBelow ? rounded(a[at + stride], bit1, false) : 0;
      let hy = hasRight ? rounded(a[at + 1], bit1, false) : 0;
      if (!(hasBelow && hasRight)) {
        const slope = hx + hy;
        const low = bitOf(slope, bit1);
        h0 = h0 >= 0 ? h0 - low : h0 + low;
        if (hasBelow) a[at + stride] = Math.floor((h0 + slope) * share);
        if (hasRight) a[at + 1] = Math.floor((h0 + slope) * share);
        a[at] = Math.floor((h0 - slope) * share);
        continue;
      }
      const hc = rounded(a[at + stride + 1], bit0, isLast);
      const low0 = bitOf(hc, bit0);
      hx = hx >= 0 ? hx - low0 : hx + low0;
      hy = hy >= 0 ? hy - low0 : hy + low0;
      const low1 = ((bitOf(hc, bit1) + bitOf(hx, bit1) + bitOf(hy, bit1)) / bit1) % 2 === 1 ? bit1 : 0;
      h0 += h0 >= 0 ? low0 - low1 : low0 === 0 ? low1 : low0 - low1;
      a[at + stride + 1] = Math.floor((h0 + hx + hy + hc) * share);
      a[at + stride] = Math.floor((h0 + hx - hy - hc) * share);
      a[at + 1] = Math.floor((h0 - hx + hy - hc) * share);
      a[at] = Math.floor((h0 - hx - hy + hc) * share);
    }
  }
}

/** The next multiple of a power of two; halves go away from zero but for the last difference, which is exact. */
function rounded(value: number, bit: number, isExact: boolean): number {
  const half = Math.floor(bit / 2);
  const more = value >= 0 ? half : isExact ? 0 : half - 1;
  return Math.floor((value + more) / bit) * bit;
}

/** A bit of a whole number in two's complement, at its place: 0 or the power of two. */
function bitOf(value: number, bit: number): number {
  return Math.abs(Math.floor(value / bit) % 2) * bit;
}
