import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import type { BasisPoints } from "../../../../../src/fitting/nested-sampling/importance/transport/basis-points";
import {
  constantLogScale,
  scoreScale,
} from "../../../../../src/fitting/nested-sampling/importance/transport/fit-scale";
import { ScaleTerms } from "../../../../../src/fitting/nested-sampling/importance/transport/scale-terms";

const n = 2001;
const ndim = 3;
const stream = random(9).stream(0);
const weights = Float64Array.from({ length: n }, () => 0.5 + stream.uniform());
const columns = [
  new Float64Array(n).fill(1),
  ...Array.from({ length: ndim }, () => Float64Array.from({ length: n }, () => stream.normal())),
];
const points: BasisPoints = { ndim, width: 1 + ndim, rows: new Float64Array(0), columns, weights };
const knots = [Float64Array.of(-1, 0.5), Float64Array.of(0, 0.1), Float64Array.of(-0.3, 1.2)];
const terms = new ScaleTerms(points, knots);
const given = [2, 0];

/** All terms of scales by the book, at one point. */
function termsAt(i: number, bent: boolean): number[] {
  const x = given.map((axis) => columns[1 + axis][i]);
  const bends = given.flatMap((axis, g) => Array.from(knots[axis], (knot) => Math.max(x[g] - knot, 0)));
  return [1, ...x, ...(bent ? bends : [])];
}

describe("the terms of scales", () => {
  it.each([1, 3, 7])("add up, and are added up over points, when there are %d", (q) => {
    const coefficients = Float64Array.from({ length: q }, () => stream.normal());
    const sums = new Float64Array(n);
    terms.sums(given, coefficients, sums);
    const products = new Float64Array(q);
    terms.products(given, weights, products);
    const expected = new Float64Array(q);
    for (let i = 0; i < n; i++) {
      const all = termsAt(i, q === 7).slice(0, q);
      expect(sums[i]).toBeCloseTo(
        all.reduce((sum, term, j) => sum + coefficients[j] * term, 0),
        10,
      );
      for (const [j, term] of all.entries()) expected[j] += weights[i] * term;
    }
    for (const [j, each] of expected.entries()) expect(products[j]).toBeCloseTo(each, 8);
  });

  it.each([
    ["constant", 1],
    ["straight", 3],
    ["bent", 7],
  ] as const)("have a factor when they are %s", (shape, q) => {
    const penalty = 0.001;
    const factor = terms.factor(shape, given, penalty);
    if (factor === null) throw new Error("positive definite");
    for (let j = 0; j < q; j++) {
      for (let k = 0; k <= j; k++) {
        let [found, expected] = [0, j === k && j > 0 ? penalty * n : 0];
        for (let m = 0; m <= k; m++) found += factor[j * q + m] * factor[k * q + m];
        for (let i = 0; i < n; i++) {
          const all = termsAt(i, q === 7);
          expected += weights[i] * all[j] * all[k];
        }
        expect(found).toBeCloseTo(expected, 7);
      }
    }
  });
});

describe("a constant scale", () => {
  it("is that of normal residuals, whatever a few outliers are", () => {
    const squares = Float64Array.from({ length: n }, (_, i) => (i % 100 === 0 ? 1e6 : (0.3 * stream.normal()) ** 2));
    const square = Math.exp(2 * constantLogScale(weights, squares));
    let [counted, total] = [0, 0];
    for (const [i, w] of weights.entries()) {
      counted += w * Math.min(squares[i] / square, 10);
      total += w;
    }
    expect(counted / total).toBeCloseTo(1, 5);
    expect(Math.sqrt(square)).toBeGreaterThan(0.29);
    expect(Math.sqrt(square)).toBeLessThan(0.33);
  });

  it("is small, not zero, where nothing is left", () => {
    expect(constantLogScale(weights, new Float64Array(n))).toBeCloseTo(Math.log(1e-6), 10);
  });
});

describe("a scale that changes", () => {
  const penalty = 0.001;
  const factor = terms.factor("bent", given, penalty);
  if (factor === null) throw new Error("positive definite");
  const problem = { terms, given, weights, factor, penalty };
  const truth = Float64Array.of(-0.5, 0.4, -0.3, 0.5, 0, 0.6, -0.7);
  const logScales = new Float64Array(n);
  terms.sums(given, truth, logScales);

  it.each([false, true])("is found (with outliers: %s)", (outliers) => {
    const squares = logScales.map(
      (eta, i) => (Math.exp(eta) * stream.normal()) ** 2 * (outliers && i % 200 === 0 ? 1e8 : 1),
    );
    const logScale = new Float64Array(7);
    const eta = new Float64Array(n);
    logScale[0] = constantLogScale(weights, squares);
    scoreScale(problem, squares, logScale, eta, 1e-8);
    let worst = 0;
    for (const [i, each] of eta.entries()) worst = Math.max(worst, Math.abs(each - logScales[i]));
    expect(worst).toBeLessThan(0.6);
    // Where the rise ends: the surprises are balanced along every term.
    const surprises = squares.map((s, i) => 0.5 * weights[i] * (Math.min(s * Math.exp(-2 * eta[i]), 10) - 1));
    const slopes = new Float64Array(7);
    terms.products(given, surprises, slopes);
    const total = weights.reduce((sum, w) => sum + w, 0);
    for (const [j, slope] of slopes.entries()) {
      expect(Math.abs(slope / total - (j > 0 ? penalty * logScale[j] : 0))).toBeLessThan(1e-3);
    }
  });

  it("stays where it is when that is good enough", () => {
    const squares = logScales.map((eta) => Math.exp(2 * eta));
    const logScale = truth.slice();
    scoreScale(problem, squares, logScale, new Float64Array(n), 1e-2);
    expect(logScale).toEqual(truth);
  });
});
