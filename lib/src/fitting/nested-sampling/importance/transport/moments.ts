import { gramKernel } from "../../../../core/linalg/gram/gram-web-assembly";
import type { MeanTerm } from "./basis";
import type { BasisPoints } from "./basis-points";

/** Sums over weighted points of products of terms in pairs: all that least squares asks. */
export interface Moments {
  /** Number of terms. */
  readonly p: number;
  /** Shape `[p, p]`, symmetric. */
  readonly products: Float64Array;
  /** Sum of the weights. */
  readonly weight: number;
}

/** Moments of terms at points. */
export function momentsOf(terms: readonly MeanTerm[], { width, rows, weights }: BasisPoints): Moments {
  const n = weights.length;
  const p = terms.length;
  const firsts = Int32Array.from(terms, ({ first }) => first);
  const seconds = Int32Array.from(terms, ({ second }) => second);
  const values = new Float64Array(n * p);
  let weight = 0;
  for (let i = 0; i < n; i++) {
    const root = Math.sqrt(weights[i]);
    weight += weights[i];
    const row = rows.subarray(i * width, i * width + width);
    const to = i * p;
    for (let j = 0; j < p; j++) values[to + j] = root * row[firsts[j]] * row[seconds[j]];
  }
  const products = gramKernel.gram(values, n, p);
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) products[k * p + j] = products[j * p + k];
  return { p, products, weight };
}

/** Moments of the points of both. */
export function together(a: Moments, b: Moments): Moments {
  return { p: a.p, products: a.products.map((v, i) => v + b.products[i]), weight: a.weight + b.weight };
}
