import { cholesky } from "../../../../core/linalg";
import { gramKernel } from "../../../../core/linalg/gram/gram-web-assembly";
import { penalised } from "../penalised";
import type { BasisPoints } from "./basis-points";
import { type ScaleShape, scaleTermCount } from "./conditional";

/**
 * The terms of logarithms of scales at weighted points: 1; given coordinates x; and, for each of these and each of its
 * knots k, max(x − k, 0). Between two knots such a sum is straight, so that it takes one product for each coordinate.
 */
export class ScaleTerms {
  private readonly weights: Float64Array;
  /** Values of each coordinate. */
  private readonly columns: readonly Float64Array[];
  /** How many of its knots are below each. */
  private readonly parts: readonly Uint8Array[];
  /** Sums over the points of weighted products of all terms in pairs: its lower triangle. */
  private all: Float64Array | null = null;

  /** @param knots places where the slope in each coordinate may change, for each the same number */
  constructor(
    { ndim, columns, weights }: BasisPoints,
    readonly knots: readonly Float64Array[],
  ) {
    this.weights = weights;
    this.columns = columns.slice(1, 1 + ndim);
    this.parts = this.columns.map((column, j) => {
      const part = new Uint8Array(column.length);
      for (const knot of knots[j]) for (let i = 0; i < part.length; i++) if (column[i] > knot) part[i]++;
      return part;
    });
  }

  /** Knots of each coordinate. */
  get knotCount(): number {
    return this.knots[0].length;
  }

  /** Sums of multiples of the terms at all points. */
  sums(given: readonly number[], coefficients: Float64Array, out: Float64Array): void {
    const n = out.length;
    out.fill(coefficients[0]);
    if (coefficients.length === 1) return;
    const bent = coefficients.length > 1 + given.length;
    for (const [g, axis] of given.entries()) {
      const column = this.columns[axis];
      const slope = coefficients[1 + g];
      if (!bent) {
        for (let i = 0; i < n; i++) out[i] += slope * column[i];
        continue;
      }
      const knots = this.knots[axis];
      const part = this.parts[axis];
      const offsets = new Float64Array(knots.length + 1);
      const slopes = new Float64Array(knots.length + 1).fill(slope);
      for (let k = 0; k < knots.length; k++) {
        const change = coefficients[1 + given.length + g * knots.length + k];
        slopes[k + 1] = slopes[k] + change;
        offsets[k + 1] = offsets[k] - change * knots[k];
      }
      for (let i = 0; i < n; i++) {
        const k = part[i];
        out[i] += offsets[k] + slopes[k] * column[i];
      }
    }
  }

  /** Sums over the points of values times each term. */
  products(given: readonly number[], values: Float64Array, out: Float64Array): void {
    out.fill(0);
    const n = values.length;
    for (let i = 0; i < n; i++) out[0] += values[i];
    if (out.length === 1) return;
    const bent = out.length > 1 + given.length;
    // Points in turn go to one of two sums each, so that a sum need not wait for the one before.
    const ofPart = new Float64Array(4 * (this.knotCount + 1));
    for (const [g, axis] of given.entries()) {
      const column = this.columns[axis];
      if (!bent) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += values[i] * column[i];
        out[1 + g] = sum;
        continue;
      }
      const knots = this.knots[axis];
      const part = this.parts[axis];
      ofPart.fill(0);
      for (let i = 0; i < n; i++) {
        const at = 4 * part[i] + 2 * (i & 1);
        const value = values[i];
        ofPart[at] += value;
        ofPart[at + 1] += value * column[i];
      }
      let [sum, moment] = [0, 0];
      for (let k = knots.length - 1; k >= 0; k--) {
        sum += ofPart[4 * k + 4] + ofPart[4 * k + 6];
        moment += ofPart[4 * k + 5] + ofPart[4 * k + 7];
        out[1 + given.length + g * knots.length + k] = moment - knots[k] * sum;
      }
      out[1 + g] = moment + ofPart[1] + ofPart[3];
    }
  }

  /**
   * Cholesky factor of the sums of weighted products of terms in pairs, but for the constant with `penalty` times the number
   * of points on the diagonal; null where the points do not decide the terms.
   */
  factor(shape: ScaleShape, given: readonly number[], penalty: number): Float64Array | null {
    const ndim = this.columns.length;
    const count = this.knotCount;
    const q = scaleTermCount(shape, given.length, count);
    this.all ??= this.allProducts();
    const width = scaleTermCount("bent", ndim, count);
    const places = [0, ...given.map((axis) => 1 + axis)];
    if (shape === "bent") {
      for (const axis of given) for (let k = 0; k < count; k++) places.push(1 + ndim + axis * count + k);
    }
    const products = new Float64Array(q * q);
    for (let j = 0; j < q; j++) {
      for (let k = 0; k <= j; k++) {
        const [low, high] = places[k] < places[j] ? [places[k], places[j]] : [places[j], places[k]];
        products[j * q + k] = this.all[high * width + low];
      }
    }
    return cholesky(penalised(products, this.weights.length, q, penalty), q);
  }

  private allProducts(): Float64Array {
    const { columns, weights, knots } = this;
    const ndim = columns.length;
    const n = weights.length;
    const width = scaleTermCount("bent", ndim, this.knotCount);
    const rows = new Float64Array(n * width);
    for (let i = 0; i < n; i++) {
      const root = Math.sqrt(weights[i]);
      let to = i * width;
      rows[to++] = root;
      for (let j = 0; j < ndim; j++) rows[to++] = root * columns[j][i];
      for (let j = 0; j < ndim; j++) {
        const x = columns[j][i];
        for (const knot of knots[j]) rows[to++] = root * Math.max(x - knot, 0);
      }
    }
    return gramKernel.gram(rows, n, width);
  }
}
