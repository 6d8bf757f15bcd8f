/*
 * Numbers of twice the precision of a double, as an unevaluated sum of a high and a low part. Functions that give one
 * return the high part and leave the low one in {@link low}, so that nothing is allocated. The methods are Dekker's [Dekker1971].
 */

/** Low part of the last wide result, at index 0. */
export const low: Float64Array = new Float64Array(1);

const splitter = 134217729; // 2^27 + 1

/** What the rounded sum s = a + b misses. */
export function sumError(a: number, b: number, s: number): number {
  const back = s - a;
  return a - (s - back) + (b - back);
}

/** What the rounded product p = a·b misses, for factors of at most 2^970 and products of at least 2^−960. */
export function productError(a: number, b: number, p: number): number {
  // Halves of at most 26 bits each, so that their products are exact.
  const scaledA = splitter * a;
  const a1 = scaledA - (scaledA - a);
  const a2 = a - a1;
  const scaledB = splitter * b;
  const b1 = scaledB - (scaledB - b);
  const b2 = b - b1;
  return a1 * b1 - p + a1 * b2 + a2 * b1 + a2 * b2;
}

/** The wide number a + b as high and low part, where |b| does not exceed |a|. */
export function wideSum(a: number, b: number): number {
  const high = a + b;
  low[0] = b - (high - a);
  return high;
}

/** (a + aLow)·(b + bLow) */
export function wideProduct(a: number, aLow: number, b: number, bLow: number): number {
  const p = a * b;
  return wideSum(p, productError(a, b, p) + (a * bLow + aLow * b));
}

/** (a + aLow)/(b + bLow) */
export function wideQuotient(a: number, aLow: number, b: number, bLow: number): number {
  const q = a / b;
  const p = q * b;
  const remainder = a - p - productError(q, b, p) + (aLow - q * bLow);
  return wideSum(q, remainder / b);
}

/** √(a + aLow) */
export function wideSquareRoot(a: number, aLow: number): number {
  if (a === 0) return wideSum(0, 0);
  const root = Math.sqrt(a);
  const square = root * root;
  const remainder = a - square - productError(root, root, square) + aLow;
  return wideSum(root, remainder / (2 * root));
}
