/**
 * Integral of a sampled function by Simpson's rule on points of any spacing. With an even number of points,
 * the last interval is taken from the parabola through the last three points.
 *
 * @param x ascending, shape `[n]`
 * @param y shape `[n]`
 * @returns 0 for fewer than two points; the trapezoid for two
 * @throws {RangeError} when the lengths differ
 * @see [Cartwright2017]
 */
export function simpson(x: readonly number[], y: readonly number[]): number {
  if (x.length !== y.length) throw new RangeError(`x and y must have equal length: ${x.length} and ${y.length}`);
  const n = x.length;
  if (n < 2) return 0;
  if (n === 2) return 0.5 * (x[1] - x[0]) * (y[0] + y[1]);
  let integral = 0;
  for (let i = 0; i + 2 < n; i += 2) integral += pairOfIntervals(x, y, i);
  return n % 2 === 0 ? integral + lastInterval(x, y) : integral;
}

/** The parabola through points i, i + 1, i + 2, over both intervals. */
function pairOfIntervals(x: readonly number[], y: readonly number[], i: number): number {
  const h0 = x[i + 1] - x[i];
  const h1 = x[i + 2] - x[i + 1];
  const sum = h0 + h1;
  // Intervals of no length count as if their ratio were zero.
  const ratio = h1 === 0 ? 0 : h0 / h1;
  const inverse = ratio === 0 ? 0 : 1 / ratio;
  const middle = h0 * h1 === 0 ? 0 : (sum * sum) / (h0 * h1);
  return (sum / 6) * (y[i] * (2 - inverse) + y[i + 1] * middle + y[i + 2] * (2 - ratio));
}

/** The parabola through the last three points, over the last interval only. */
function lastInterval(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  const h0 = x[n - 2] - x[n - 3];
  const h1 = x[n - 1] - x[n - 2];
  const quotient = (above: number, below: number): number => (below === 0 ? 0 : above / below);
  const last = quotient(2 * h1 * h1 + 3 * h0 * h1, 6 * (h0 + h1));
  const before = quotient(h1 * h1 + 3 * h0 * h1, 6 * h0);
  const first = quotient(h1 * h1 * h1, 6 * h0 * (h0 + h1));
  return last * y[n - 1] + before * y[n - 2] - first * y[n - 3];
}
