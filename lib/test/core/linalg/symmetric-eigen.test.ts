import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { symmetricEigen } from "../../../src/core/linalg/symmetric-eigen";

const symmetric = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n * n, maxLength: n * n }).map((a) => {
    const matrix = Float64Array.from(a);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[j * n + i] = matrix[i * n + j];
    return { n, matrix };
  }),
);

describe("symmetricEigen", () => {
  it("satisfies A v = λ v with orthonormal v and descending λ", () => {
    fc.assert(
      fc.property(symmetric, ({ n, matrix }) => {
        const { values, vectors } = symmetricEigen(matrix, n);
        for (let k = 0; k < n; k++) {
          if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
          const v = vectors.subarray(k * n, k * n + n);
          for (let i = 0; i < n; i++) {
            const av = matrix.subarray(i * n, i * n + n).reduce((sum, a, j) => sum + a * v[j], 0);
            expect(Math.abs(av - values[k] * v[i])).toBeLessThan(1e-12 * 10 * n);
          }
          for (let l = 0; l <= k; l++) {
            const product = v.reduce((sum, x, j) => sum + x * vectors[l * n + j], 0);
            expect(product).toBeCloseTo(k === l ? 1 : 0, 12);
          }
        }
      }),
    );
  });

  it("keeps small eigenvalues of a graded matrix", () => {
    // D [[1, 1], [1, 2]] D with D = diag(1, 1e-8): the small eigenvalue is close to 1e-16.
    const a = Float64Array.of(1, 1e-8, 1e-8, 2e-16);
    const { values } = symmetricEigen(a, 2);
    expect(values[1] / 1e-16).toBeCloseTo(1, 6);
  });
});
