import { describe, expect, it } from "@jest/globals";
import { cholesky } from "../../../src/core/linalg";
import { plainGramKernel } from "../../../src/core/linalg/gram/gram-kernel";
import { inWebAssembly } from "../../../src/core/linalg/gram/gram-web-assembly";
import { random } from "../../../src/core/random";

const shapes = [
  [1, 1],
  [3, 2],
  [4, 3],
  [9, 5],
  [12, 1],
  [40, 8],
  [67, 13],
  [301, 78],
];

function rowsOf(n: number, p: number): Float64Array {
  const stream = random(3).stream(n, p);
  return Float64Array.from({ length: n * p }, (_, i) => (i % p === 0 ? 1 : stream.uniform() - 0.4));
}

/** Positive definite, few as the rows may be. */
const raised = (matrix: Float64Array, p: number) => matrix.map((x, at) => (at % (p + 1) === 0 ? x + 0.01 : x));

describe("the kernels of products of rows", () => {
  it.each(shapes)("give the same bits for %d rows of %d numbers", (n, p) => {
    const rows = rowsOf(n, p);
    const normal = plainGramKernel.gram(rows, n, p);
    expect(inWebAssembly.gram(rows, n, p)).toEqual(normal);
    const factor = cholesky(raised(normal, p), p);
    if (factor === null) throw new Error("positive definite");
    const whitenedSquares = plainGramKernel.whitenedSquares(rows, factor, n, p);
    expect(inWebAssembly.whitenedSquares(rows, factor, n, p)).toEqual(whitenedSquares);
    // A larger problem before leaves nothing behind.
    expect(inWebAssembly.gram(rows.subarray(0, p), 1, p)).toEqual(plainGramKernel.gram(rows, 1, p));
  });

  it("are XᵀX and the diagonal of X (XᵀX)⁻¹ Xᵀ", () => {
    const [n, p] = [25, 4];
    const rows = rowsOf(n, p);
    const normal = plainGramKernel.gram(rows, n, p);
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += rows[i * p + j] * rows[i * p + k];
        expect(normal[j * p + k]).toBeCloseTo(k <= j ? sum : 0, 12);
      }
    }
    const factor = cholesky(normal, p);
    if (factor === null) throw new Error("positive definite");
    const whitenedSquares = plainGramKernel.whitenedSquares(rows, factor, n, p);
    expect(whitenedSquares.reduce((sum, h) => sum + h, 0)).toBeCloseTo(p, 10);
    expect(Math.min(...whitenedSquares)).toBeGreaterThan(0);
    expect(Math.max(...whitenedSquares)).toBeLessThan(1);
  });
});
