/**
 * Powers good to the last bit, from additions and multiplications only. Grain numbers are rounded down, so a
 * power that is off by one unit in the last place can lose a whole mass bin. Not for hot loops.
 */

/** A number as an unevaluated sum of two doubles: about 32 significant digits. */
type Pair = readonly [high: number, low: number];

/** ln 2 and ln 10 to twice the precision of a double. */
const ln2: Pair = [Math.LN2, 2.3190468138462996e-17];
const ln10: Pair = [Math.LN10, -2.1707562233822494e-16];

/**
 * x to the power y, correctly rounded but for the rarest cases.
 *
 * @param x positive
 * @param y any finite exponent
 * @internal
 */
export function exactPower(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  const result = exponential(multiply(logarithm(x), [y, 0]));
  return result[0] + result[1];
}

/**
 * 10 to the power y, correctly rounded but for the rarest cases.
 *
 * @param y any exponent; beyond ±300 the plain exponential takes over
 * @internal
 */
export function exactPowerOfTen(y: number): number {
  if (!(Math.abs(y) < 300)) return Math.exp(y * Math.LN10);
  const result = exponential(multiply(ln10, [y, 0]));
  return result[0] + result[1];
}

/** One Newton step from the double-precision logarithm squares its error away. */
function logarithm(x: number): Pair {
  const guess = Math.log(x);
  const ratio = multiply(exponential([-guess, 0]), [x, 0]);
  const remainder = add(ratio, [-1, 0]);
  const r = remainder[0];
  return add(add([guess, 0], remainder), [-0.5 * r * r, 0]);
}

/** Terms of the exponential series that matter for an argument below ln 2 / 512. */
const seriesTerms = 9;
const halvings = 8;
const shrink = 1 / 256;

function exponential(x: Pair): Pair {
  const octaves = Math.round(x[0] / ln2[0]);
  const rest = add(x, multiply(ln2, [-octaves, 0]));
  const small: Pair = [rest[0] * shrink, rest[1] * shrink];
  // e^small − 1 by its series, smallest terms first, then doubled back by (1 + s)² − 1 = 2s + s².
  let sum: Pair = [0, 0];
  for (let n = seriesTerms; n >= 1; n--) sum = multiply(divide(small, n), add(sum, [1, 0]));
  for (let i = 0; i < halvings; i++) sum = add([2 * sum[0], 2 * sum[1]], multiply(sum, sum));
  const value = add(sum, [1, 0]);
  return [scale(value[0], octaves), scale(value[1], octaves)];
}

/** x · 2^octaves, exactly. */
function scale(x: number, octaves: number): number {
  const step = octaves < 0 ? 0.5 : 2;
  let scaled = x;
  for (let n = Math.abs(octaves); n > 0; n--) scaled *= step;
  return scaled;
}

function add(a: Pair, b: Pair): Pair {
  const sum = a[0] + b[0];
  const back = sum - a[0];
  const error = a[0] - (sum - back) + (b[0] - back) + a[1] + b[1];
  return renormalize(sum, error);
}

function multiply(a: Pair, b: Pair): Pair {
  const product = a[0] * b[0];
  const [a1, a2] = split(a[0]);
  const [b1, b2] = split(b[0]);
  const error = a1 * b1 - product + a1 * b2 + a2 * b1 + a2 * b2;
  return renormalize(product, error + (a[0] * b[1] + a[1] * b[0]));
}

function divide(a: Pair, n: number): Pair {
  const quotient = a[0] / n;
  const back = multiply([quotient, 0], [n, 0]);
  return renormalize(quotient, (a[0] - back[0] - back[1] + a[1]) / n);
}

/** Halves of a double with at most 26 bits each, so that their products are exact. */
function split(x: number): Pair {
  const scaled = 134217729 * x;
  const high = scaled - (scaled - x);
  return [high, x - high];
}

function renormalize(high: number, low: number): Pair {
  const sum = high + low;
  return [sum, low - (sum - high)];
}
