/**
 * Smooths the differences of an H-transform level: within the error of quantisation they are moved towards the slopes
 * of the neighbouring sums, as far as these go up or down steadily.
 *
 * @param a coefficients, sums and differences in turn
 * @param scale of the quantisation; a difference moves by at most half of it
 * @see [White1992]
 */
export function smoothCoefficients(
  a: Float64Array,
  height: number,
  width: number,
  stride: number,
  scale: number,
): void {
  const most = Math.floor(scale / 2);
  if (most <= 0) return;
  const two = 2 * stride;
  for (let row = 2; row < height - 2; row += 2) {
    for (let column = 0; column < width; column += 2) {
      const at = row * stride + column;
      if (row + 1 < height) moveSlope(a, at + stride, a[at - two], a[at], a[at + two], most);
    }
  }
  for (let row = 0; row < height; row += 2) {
    for (let column = 2; column < width - 2; column += 2) {
      const at = row * stride + column;
      moveSlope(a, at + 1, a[at - 2], a[at], a[at + 2], most);
    }
  }
  for (let row = 2; row < height - 2; row += 2) {
    for (let column = 2; column < width - 2; column += 2) moveCurvature(a, row * stride + column, stride, most);
  }
}

function moveSlope(a: Float64Array, at: number, before: number, here: number, after: number, most: number): void {
  const [up, down] = [after - here, here - before];
  const highest = 4 * Math.max(Math.min(up, down), 0);
  const lowest = 4 * Math.min(Math.max(up, down), 0);
  if (lowest >= highest) return;
  const wanted = Math.max(Math.min(after - before, highest), lowest);
  a[at] += limited(Math.trunc((wanted - 8 * a[at]) / 8), most);
}

function moveCurvature(a: Float64Array, at: number, stride: number, most: number): void {
  const two = 2 * stride;
  const [mm, pm, mp, pp] = [a[at - two - 2], a[at + two - 2], a[at - two + 2], a[at + two + 2]];
  const here = a[at];
  const [x, y] = [2 * a[at + stride], 2 * a[at + 1]];
  const highest =
    16 *
    Math.min(
      Math.max(pp - here, 0) - x - y,
      Math.max(here - pm, 0) + x - y,
      Math.max(here - mp, 0) - x + y,
      Math.max(mm - here, 0) + x + y,
    );
  const lowest =
    16 *
    Math.max(
      Math.min(pp - here, 0) - x - y,
      Math.min(here - pm, 0) + x - y,
      Math.min(here - mp, 0) - x + y,
      Math.min(mm - here, 0) + x + y,
    );
  if (lowest >= highest) return;
  const wanted = Math.max(Math.min(pp + mm - mp - pm, highest), lowest);
  const place = at + stride + 1;
  a[place] += limited(Math.trunc((wanted - 64 * a[place]) / 64), most);
}

function limited(change: number, most: number): number {
  return Math.max(Math.min(change, most), -most);
}
