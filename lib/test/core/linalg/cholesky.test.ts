import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { cholesky, solveLower, solveLowerTransposed } from "../../../src/core/linalg/cholesky";

/** A Aᵀ + I of random numbers: positive definite. */
const positiveDefinite = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n }).map((a) => {
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        matrix[i * n + j] = i === j ? 1 : 0;
        for (let k = 0; k < n; k++) matrix[i * n + j] += a[i * n + k] * a[j * n + k];
      }
    }
    return { n, matrix };
  }),
);

describe("cholesky", () => {
  it("multiplies back to the matrix", () => {
    fc.assert(
      fc.property(positiveDefinite, ({ n, matrix }) => {
        const l = cholesky(matrix, n);
        if (l === null) throw new Error("Not positive definite");
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let k = 0; k < n; k++) sum += l[i * n + k] * l[j * n + k];
            expect(sum).toBeCloseTo(matrix[i * n + j], 10);
          }
        }
      }),
    );
  });

  it("solves linear systems with the factor", () => {
    fc.assert(
      fc.property(positiveDefinite, ({ n, matrix }) => {
        const l = cholesky(matrix, n);
        if (l === null) throw new Error("Not positive definite");
        const b = Float64Array.from({ length: n }, (_, i) => i + 1);
        const x = solveLowerTransposed(l, solveLower(l, b));
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let k = 0; k < n; k++) sum += matrix[i * n + k] * x[k];
          expect(sum).toBeCloseTo(b[i], 9);
        }
      }),
    );
  });

  it.each([
    ["indefinite", [1, 2, 2, 1]],
    ["singular", [1, 1, 1, 1]],
    ["not a number", [Number.NaN, 0, 0, 1]],
  ])("gives null for a matrix that is %s", (_, a) => {
    expect(cholesky(Float64Array.from(a), 2)).toBeNull();
  });
});
