import { describe, expect, it } from "@jest/globals";
import { cholesky } from "../../../../src/core/linalg";
import { random } from "../../../../src/core/random";
import { penalised, plainRidgeKernel } from "../../../../src/fitting/nested-sampling/importance/ridge-kernel";
import { inWebAssembly } from "../../../../src/fitting/nested-sampling/importance/ridge-web-assembly";

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

describe("the kernels of ridge regression", () => {
  it.each(shapes)("give the same bits for %d rows of %d features", (n, p) => {
    const rows = rowsOf(n, p);
    const normal = plainRidgeKernel.normalMatrix(rows, n, p);
    expect(inWebAssembly.normalMatrix(rows, n, p)).toEqual(normal);
    const factor = cholesky(penalised(normal, n, p, 1e-3), p);
    if (factor === null) throw new Error("positive definite");
    const leverages = plainRidgeKernel.leverages(rows, factor, n, p);
    expect(inWebAssembly.leverages(rows, factor, n, p)).toEqual(leverages);
    // A larger problem before leaves nothing behind.
    expect(inWebAssembly.normalMatrix(rows.subarray(0, p), 1, p)).toEqual(plainRidgeKernel.normalMatrix(rows, 1, p));
  });

  it("are XᵀX and the diagonal of X (XᵀX)⁻¹ Xᵀ", () => {
    const [n, p] = [25, 4];
    const rows = rowsOf(n, p);
    const normal = plainRidgeKernel.normalMatrix(rows, n, p);
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += rows[i * p + j] * rows[i * p + k];
        expect(normal[j * p + k]).toBeCloseTo(k <= j ? sum : 0, 12);
      }
    }
    const factor = cholesky(normal, p);
    if (factor === null) throw new Error("positive definite");
    const leverages = plainRidgeKernel.leverages(rows, factor, n, p);
    expect(leverages.reduce((sum, h) => sum + h, 0)).toBeCloseTo(p, 10);
    expect(Math.min(...leverages)).toBeGreaterThan(0);
    expect(Math.max(...leverages)).toBeLessThan(1);
  });
});
