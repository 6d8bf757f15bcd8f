import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { power, powerOfTen } from "../../../src/core/special/power";
import { relativeError } from "./special-golden";

describe("power", () => {
  it.each([
    [2, 10, 1024],
    [2, -1, 0.5],
    [-2, 3, -8],
    [-2, -2, 0.25],
    [10, -7, 1e-7],
    [10, 300, 1e300],
    [0, 0, 1],
    [0, 2.5, 0],
    [0, -1, Infinity],
    [1.5, 0, 1],
    [4, 0.5, 2],
    [Infinity, -1, 0],
    [-3, 101, -1.546132562196034e48],
    [10, 1e10, Infinity],
    [10, -1e10, 0],
  ])("%d to the %d", (x, y, wanted) => {
    expect(relativeError(power(x, y), wanted)).toBeLessThan(1e-13);
  });

  it("has no real value for a negative base with a broken exponent", () => {
    expect(power(-8, 1 / 3)).toBeNaN();
  });

  it("adds exponents", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1000, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        (x, a, b) => {
          expect(relativeError(power(x, a) * power(x, b), power(x, a + b))).toBeLessThan(5e-13);
        },
      ),
    );
  });
});

describe("powerOfTen", () => {
  it("is exact for every whole power", () => {
    for (let n = -323; n <= 308; n++) expect(powerOfTen(n)).toBe(Number(`1e${n}`));
  });

  it("undoes log10", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (y) => {
        expect(Math.abs(Math.log10(powerOfTen(y)) - y)).toBeLessThan(1e-15 * Math.max(1, Math.abs(y)));
      }),
    );
  });

  it("goes to its limits", () => {
    expect([powerOfTen(-400), powerOfTen(400), powerOfTen(-Infinity), powerOfTen(Infinity)]).toEqual([
      0,
      Infinity,
      0,
      Infinity,
    ]);
    expect(powerOfTen(Number.NaN)).toBeNaN();
  });
});
