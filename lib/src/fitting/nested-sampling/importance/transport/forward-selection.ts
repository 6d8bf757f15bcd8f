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
  /** Allowed terms, and the place of each term among them, −1 where it is not allowed or chosen. */
  private readonly terms: Int32Array;
  private readonly places: Int32Array;
  /** Places of the chosen terms. */
  private readonly taken: number[] = [];
  /** What each term, in units of what is new about it, says of the target. */
  private readonly gains: number[] = [];
  /** For each chosen term what the allowed ones share with what is new about it. */
  private readonly factors: Float64Array[] = [];
  /** Of each allowed term: its square, what is new of it, and what that says of the target. */
  private readonly squares: Float64Array;
  private readonly rest: Float64Array;
  private readonly correlation: Float64Array;
  /** Sum of the squares that the chosen terms leave. */
  residual: number;

  /**
   * @param target the term that is to be explained
   * @param allowed 1 for the terms that may do so
   */
  constructor(
    private readonly moments: Moments,
    private readonly target: number,
    allowed: Uint8Array,
  ) {
    const { p, products } = moments;
    this.places = new Int32Array(p).fill(-1);
    const terms: number[] = [];
    for (let j = 0; j < p; j++) if (allowed[j] === 1) this.places[j] = terms.push(j) - 1;
    this.terms = Int32Array.from(terms);
    this.squares = Float64Array.from(terms, (j) => products[j * p + j]);
    this.rest = this.squares.map((square) => (1 + penalty) * square);
    this.correlation = Float64Array.from(terms, (j) => products[target * p + j]);
    this.residual = products[target * p + target];
  }

  /** Adds a term; false where it is not allowed, or not independent of those before. */
  add(term: number): boolean {
    const { p, products } = this.moments;
    const { terms, rest, squares, correlation } = this;
    const place = this.places[term];
    if (place < 0 || !isNew(rest[place], squares[place])) return false;
    const m = terms.length;
    const root = Math.sqrt(rest[place]);
    const gain = correlation[place] / root;
    const row = term * p;
    const factor = new Float64Array(m);
    for (let j = 0; j < m; j++) factor[j] = products[row + terms[j]];
    for (const earlier of this.factors) {
      const a = earlier[place];
      if (a !== 0) for (let j = 0; j < m; j++) factor[j] -= a * earlier[j];
    }
    for (let j = 0; j < m; j++) {
      factor[j] /= root;
      rest[j] -= factor[j] * factor[j];
      correlation[j] -= factor[j] * gain;
    }
    factor[place] = root;
    // Nothing is left of it to be chosen again.
    rest[place] = 0;
    this.places[term] = -1;
    this.factors.push(factor);
    this.gains.push(gain);
    this.chosen.push(term);
    this.taken.push(place);
    this.residual -= gain * gain;
    return true;
  }

  /** Adds the term that explains most of what is left; false where none is left. */
  addBest(): boolean {
    const { terms, rest, squares, correlation } = this;
    let best = -1;
    let most = 0;
    for (let j = 0; j < terms.length; j++) {
      const explained = correlation[j] * correlation[j];
      if (explained > most * rest[j] && isNew(rest[j], squares[j])) [most, best] = [explained / rest[j], j];
    }
    return best >= 0 && this.add(terms[best]);
  }

  /** Coefficients of the chosen terms. */
  coefficients(): Float64Array {
    const { taken, factors, gains } = this;
    const out = Float64Array.from(gains);
    for (let k = taken.length - 1; k >= 0; k--) {
      const factor = factors[k];
      for (let m = k + 1; m < taken.length; m++) out[k] -= factor[taken[m]] * out[m];
      out[k] /= factor[taken[k]];
    }
    return out;
  }

  /** Mean log-density of the target at other points, up to a constant, for a normal distribution of the residuals. */
  heldOut({ p, products, weight }: Moments): number {
    const { chosen, moments, target } = this;
    const beta = this.coefficients();
    const toTarget = target * p;
    let square = products[toTarget + target];
    for (let a = 0; a < beta.length; a++) {
      const row = chosen[a] * p;
      let inner = 0.5 * beta[a] * products[row + chosen[a]] - products[toTarget + chosen[a]];
      for (let b = 0; b < a; b++) inner += beta[b] * products[row + chosen[b]];
      square += 2 * beta[a] * inner;
    }
    const variance = Math.max(this.residual / moments.weight, 1e-12);
    return -0.5 * (log(variance) + square / weight / variance);
  }
}

/** Whether a term says something that those before it do not. */
function isNew(rest: number, square: number): boolean {
  return rest > (penalty + independent) * square;
}
