import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { floorDivide, pythonModulo, roundHalfEven } from "../../../../src/fitting/priors/expression/python-arithmetic";

describe("pythonModulo and floorDivide", () => {
  it.each([
    [7, 3, 2, 1],
    [-7, 3, -3, 2],
    [7, -3, -3, -2],
    [-7, -3, 2, -1],
    [0.5, 0.1, 4, 0.09999999999999998],
    [6, 3, 2, 0],
    [1, Infinity, 0, 1],
    [-1, Infinity, -1, Infinity],
    [-1, -Infinity, 0, -1],
    [Infinity, Infinity, Number.NaN, Number.NaN],
  ])("%d by %d", (x, y, quotient, remainder) => {
    expect(floorDivide(x, y)).toBe(quotient);
    expect(pythonModulo(x, y)).toBe(remainder);
  });

  it("belong together", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1000, max: 1000 }), (x, y) => {
        fc.pre(y !== 0);
        expect(floorDivide(x, y) * y + pythonModulo(x, y)).toBe(x);
        expect(floorDivide(x, y) + 0).toBe(Math.floor(x / y) + 0);
      }),
    );
  });
});

describe("roundHalfEven", () => {
  it.each([
    [0.5, 0, 0],
    [1.5, 0, 2],
    [2.5, 0, 2],
    [-0.5, 0, -0],
    [-1.5, 0, -2],
    [-2.6, 0, -3],
    [1234.5, -2, 1200],
    [0.125, 2, 0.12],
    [1e300, 20, 1e300],
  ])("%d to %d decimals", (x, decimals, wanted) => {
    expect(roundHalfEven(x, decimals) + 0).toBe(wanted + 0);
  });
});
