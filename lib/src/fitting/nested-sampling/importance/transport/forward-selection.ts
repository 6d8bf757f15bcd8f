import { log } from "../../../../core/special";
import type { Moments } from "./moments";

/** What is new about a term must be more than this part of it. */
const independent = 1e-6;
/** Of the ridge regression, as a part of the square of each term. */
const penalty = 1e-7;

/**
 * Least squares with few of many terms: they are found one after the other, each the one that explains most of what those
 * before it leave.
 * @see [Chen1989]
 */
export class ForwardSelection {
  readonly chosen: number[] = [];
  /** What each term, in units of what is new about it, says of the target. */
  private readonly gains: number[] = [];
  private readonly factors: Float64Array[] = [];
  private readonly rest: Float64Array;
  private readonly correlation: Float64Array;
  /** Sum of the squares that the chosen terms leave. */
  residual: number;

  /**
   * @param target the term that is to be explained
   * @param allowed 1 for the terms that may do so; it is changed
   */
  constructor(
    private readonly moments: Moments,
    private readonly target: number,
    private readonly allowed: Uint8Array,
  ) {
    const { p, products } = moments;
    this.rest = Float64Array.from({ length: p }, (_, j) => (1 + penalty) * products[j * p + j]);
    this.correlation = products.slice(target * p, target * p + p);
    this.residual = products[target * p + target];
  }

  /** Adds a term; false where it is not independent of those before. */
  add(term: number): boolean {
    const { p, products } = this.moments;
    const { rest, correlation, factors } = this;
    if (!this.isNew(term)) return false;
    const root = Math.sqrt(rest[term]);
    const gain = correlation[term] / root;
    const factor = products.slice(term * p, term * p + p);
    for (const earlier of factors) {
      const a = earlier[term];
      if (a !== 0) for (let j = 0; j < p; j++) factor[j] -= a * earlier[j];
    }
    for (let j = 0; j < p; j++) {
      factor[j] /= root;
      rest[j] -= factor[j] * factor[j];
      correlation[j] -= factor[j] * gain;
    }
    factor[term] = root;
    factors.push(factor);
    this.gains.push(gain);
    this.chosen.push(term);
    this.allowed[term] = 0;
    this.residual -= gain * gain;
    return true;
  }

  /** Adds the term that explains most of what is left; false where none is left. */
  addBest(): boolean {
    const { p } = this.moments;
    let best = -1;
    let most = 0;
    for (let j = 0; j < p; j++) {
      if (this.allowed[j] === 0 || !this.isNew(j)) continue;
      const explained = (this.correlation[j] * this.correlation[j]) / this.rest[j];
      if (explained > most) [most, best] = [explained, j];
    }
    return best >= 0 && this.add(best);
  }

  /** Whether a term says something that those before it do not. */
  private isNew(term: number): boolean {
    const { p, products } = this.moments;
    return this.rest[term] > (penalty + independent) * products[term * p + term];
  }

  /** Coefficients of the chosen terms. */
  coefficients(): Float64Array {
    const { chosen, factors, gains } = this;
    const out = Float64Array.from(gains);
    for (let k = chosen.length - 1; k >= 0; k--) {
      for (let m = k + 1; m < chosen.length; m++) out[k] -= factors[k][chosen[m]] * out[m];
      out[k] /= factors[k][chosen[k]];
    }
    return out;
  }

  /** Mean log-density of the target at other points, up to a constant, for a normal distribution of the residuals. */
  heldOut({ p, products, weight }: Moments): number {
    const { chosen, moments, target } = this;
    const beta = this.coefficients();
    let square = products[target * p + target];
    for (const [a, j] of chosen.entries()) {
      let inner = -2 * products[target * p + j];
      for (const [b, k] of chosen.entries()) inner += beta[b] * products[j * p + k];
      square += beta[a] * inner;
    }
    const variance = Math.max(this.residual / moments.weight, 1e-12);
    return -0.5 * (log(variance) + square / weight / variance);
  }
}
