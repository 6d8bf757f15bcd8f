import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { leastSquares } from "../../../src/core/linalg/qr";

describe("leastSquares", () => {
  it("solves a square system", () => {
    const solution = leastSquares([Float64Array.of(2, 1), Float64Array.of(1, 3)], Float64Array.of(5, 10));
    expect(solution[0]).toBeCloseTo(1, 14);
    expect(solution[1]).toBeCloseTo(3, 14);
  });

  it("leaves its arguments alone", () => {
    const columns = [Float64Array.of(1, 1, 1), Float64Array.of(0, 1, 2)];
    const values = Float64Array.of(1, 2, 4);
    leastSquares(columns, values);
    expect(columns).toEqual([Float64Array.of(1, 1, 1), Float64Array.of(0, 1, 2)]);
    expect(values).toEqual(Float64Array.of(1, 2, 4));
  });

  it("leaves residuals at right angles to every column", () => {
    const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(vector, vector, vector, (a, b, values) => {
        const columns = [new Float64Array(8).fill(1), Float64Array.from(a), Float64Array.from(b)];
        let solution: Float64Array;
        try {
          solution = leastSquares(columns, Float64Array.from(values));
        } catch (error) {
          expect((error as Error).name).toBe("RangeError");
          return;
        }
        const residuals = values.map((value, i) => columns.reduce((sum, c, j) => sum - c[i] * solution[j], value));
        const size = Math.max(...solution.map(Math.abs), 1);
        for (const column of columns) {
          const dot = residuals.reduce((sum, residual, i) => sum + residual * column[i], 0);
          expect(Math.abs(dot)).toBeLessThan(1e-10 * size);
        }
      }),
    );
  });

  it("refuses dependent columns, too few values, wrong lengths and NaN", () => {
    const a = Float64Array.of(1, 2, 3);
    expect(() => leastSquares([a, a.map((x) => 2 * x)], a)).toThrow("column 1");
    expect(() => leastSquares([new Float64Array(3)], a)).toThrow("column 0");
    expect(() => leastSquares([a, a, a, a], a)).toThrow("3 < 4");
    expect(() => leastSquares([Float64Array.of(1)], a)).toThrow(RangeError);
    expect(() => leastSquares([Float64Array.of(1, Number.NaN, 2)], a)).toThrow(RangeError);
  });
});
