import { levelsOf } from "./quadtree";

/**
 * H-transform of an image, in place: sums and differences of squares of four pixels, of those of the sums, and so on,
 * rounded so that the inverse gives the pixels again.
 *
 * @param a whole numbers, row by row
 * @see [White1992]
 */
export function hTransform(a: Float64Array, rows: number, columns: number): void {
  const scratch = new Float64Array(Math.max(rows, columns));
  const levels = levelsOf(Math.max(rows, columns));
  let [height, width] = [rows, columns];
  for (let level = 0; level < levels; level++) {
    transformLevel(a, height, width, columns, level);
    for (let row = 0; row < height; row++) part(a, row * columns, 1, width, scratch);
    for (let column = 0; column < width; column++) part(a, column, columns, height, scratch);
    height = Math.ceil(height / 2);
    width = Math.ceil(width / 2);
  }
}

function transformLevel(a: Float64Array, height: number, width: number, stride: number, level: number): void {
  // The first level keeps all digits, later ones halve their sums; both round to multiples that grow.
  const share = level === 0 ? 1 : 0.5;
  const step = 2 ** (level + 1);
  const difference = (value: number) => roundedDown(value >= 0 ? value + step / 2 : value, step);
  const sum = (value: number) => roundedDown(value >= 0 ? value + step : value + step - 1, 2 * step);
  for (let row = 0; row < height; row += 2) {
    const hasBelow = row + 1 < height;
    for (let column = 0; column < width; column += 2) {
      const hasRight = column + 1 < width;
      const at = row * stride + column;
      const a00 = a[at];
      if (hasBelow && hasRight) {
        const [a01, a10, a11] = [a[at + 1], a[at + stride], a[at + stride + 1]];
        a[at + stride + 1] = Math.floor((a11 - a10 - a01 + a00) * share);
        a[at + stride] = difference(Math.floor((a11 + a10 - a01 - a00) * share));
        a[at + 1] = difference(Math.floor((a11 - a10 + a01 - a00) * share));
        a[at] = sum(Math.floor((a11 + a10 + a01 + a00) * share));
      } else if (hasBelow || hasRight) {
        const other = hasBelow ? at + stride : at + 1;
        const value = a[other];
        a[other] = difference((value - a00) * 2 * share);
        a[at] = sum((value + a00) * 2 * share);
      } else a[at] = sum(a00 * 4 * share);
    }
  }
}

function roundedDown(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

/** Every second element of a line comes to stand in its first half, the others in its second. */
function part(a: Float64Array, start: number, stride: number, length: number, scratch: Float64Array): void {
  const half = Math.ceil(length / 2);
  for (let i = 0; i < length; i++) scratch[i] = a[start + i * stride];
  for (let i = 0; i < half; i++) a[start + i * stride] = scratch[2 * i];
  for (let i = half; i < length; i++) a[start + i * stride] = scratch[2 * (i - half) + 1];
}
