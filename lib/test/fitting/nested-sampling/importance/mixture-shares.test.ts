import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { mixtureShares } from "../../../../src/fitting/nested-sampling/importance/mixture-shares";
import { addRows, innerProducts } from "../../../../src/fitting/nested-sampling/importance/row-products";

describe("products with rows", () => {
  it.each([
    [1, 1],
    [3, 5],
    [4, 2],
    [13, 7],
  ])("are those of %d rows of %d numbers", (n, m) => {
    const stream = random(4).stream(n, m);
    const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
    const [rows, numbers, factors] = [normals(n * m), normals(m), normals(n)];
    const products = new Float64Array(n);
    innerProducts(numbers, rows, products);
    const sums = new Float64Array(m).fill(1);
    addRows(factors, rows, sums);
    for (let i = 0; i < n; i++) {
      expect(products[i]).toBeCloseTo(
        numbers.reduce((sum, x, j) => sum + x * rows[i * m + j], 0),
        12,
      );
    }
    for (let j = 0; j < m; j++) {
      expect(sums[j]).toBeCloseTo(
        factors.reduce((sum, f, i) => sum + f * rows[i * m + j], 1),
        12,
      );
    }
  });
});

describe("mixtureShares", () => {
  /** Points of a mixture of two uniform distributions with shares ¼ and ¾, on [0, 1] and [½, 2]. */
  it("finds the shares that a mixture was made with, and leaves out what saw nothing", () => {
    const n = 400;
    const x = Float64Array.from({ length: n }, (_, i) => (2 * (i + 0.5)) / n);
    const parts = (at: number) => [at < 1 ? 1 : 0, at > 0.5 ? 1 / 1.5 : 0, 0];
    const targets = x.map((at) => 0.25 * parts(at)[0] + 0.75 * parts(at)[1]);
    const total = targets.reduce((sum, p) => sum + p, 0);
    const densities = Float64Array.from([...x].flatMap(parts));
    const weights = targets.map((p) => p / total);
    const shares = mixtureShares({ densities, weights, targets, components: 3 });
    expect(shares[0]).toBeCloseTo(0.25, 2);
    expect(shares[1]).toBeCloseTo(0.75, 2);
    expect(shares[2]).toBe(0);
  });
});
