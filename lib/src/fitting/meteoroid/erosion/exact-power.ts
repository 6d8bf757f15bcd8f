import { WideNumber } from "./wide-number";

/**
 * Powers good to the last bit, from additions and multiplications only. Grain numbers are rounded down, so a
 * power that is off by one unit in the last place can lose a whole mass bin. Not for hot loops.
 */

/** ln 2 and ln 10 to twice the precision of a double. */
const ln2 = new WideNumber(Math.LN2, 2.3190468138462996e-17);
const ln10 = new WideNumber(Math.LN10, -2.1707562233822494e-16);

/**
 * x to the power y, correctly rounded but for the rarest cases.
 *
 * @param x positive
 * @param y any finite exponent
 * @internal
 */
export function exactPower(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  const wide = setToLogarithm(new WideNumber(0, 0), x).multiply(y, 0);
  return exponentiate(wide).high;
}

/**
 * 10 to the power y, correctly rounded but for the rarest cases.
 *
 * @param y any exponent; beyond ±300 the plain exponential takes over
 * @internal
 */
export function exactPowerOfTen(y: number): number {
  if (!(Math.abs(y) < 300)) return Math.exp(y * Math.LN10);
  return exponentiate(new WideNumber(ln10.high, ln10.low).multiply(y, 0)).high;
}

/** One Newton step from the double-precision logarithm squares its error away. */
function setToLogarithm(wide: WideNumber, x: number): WideNumber {
  const guess = Math.log(x);
  exponentiate(wide.set(-guess, 0)).multiply(x, 0).add(-1, 0);
  const r = wide.high;
  return wide.add(-0.5 * r * r, 0).add(guess, 0);
}

const halvings = 4;
const shrink = 1 / 16;
/** 1/n! from n = 0 up, for terms of which more digits count than a double has. */
const wideTerms = [1, 1, 2, 6, 24, 120, 720].map(wideReciprocal);
/** 1/n! for the next ones. */
const plainTerms = [5040, 40320, 362880, 3628800, 39916800, 479001600].map((factorial) => 1 / factorial);

/** Replaces x by e^x. */
function exponentiate(x: WideNumber): WideNumber {
  const octaves = Math.round(x.high / ln2.high);
  const rest = new WideNumber(ln2.high, ln2.low).multiply(-octaves, 0).add(x.high, x.low).scale(shrink);
  const { high, low } = rest;
  // e^rest − 1 by its series, smallest terms first, then doubled back by (1 + s)² − 1 = 2s + s².
  let tail = 0;
  for (let n = plainTerms.length - 1; n >= 0; n--) tail = tail * high + plainTerms[n];
  x.set(tail, 0);
  for (let n = wideTerms.length - 1; n >= 1; n--) x.multiply(high, low).add(wideTerms[n].high, wideTerms[n].low);
  x.multiply(high, low);
  for (let i = 0; i < halvings; i++) {
    const once = x.high;
    const onceLow = x.low;
    x.multiply(once, onceLow).add(2 * once, 2 * onceLow);
  }
  x.add(1, 0);
  for (let n = Math.abs(octaves); n > 0; n--) x.scale(octaves < 0 ? 0.5 : 2);
  return x;
}

function wideReciprocal(n: number): WideNumber {
  const high = 1 / n;
  return new WideNumber(high, -new WideNumber(high, 0).multiply(n, 0).add(-1, 0).high / n);
}
