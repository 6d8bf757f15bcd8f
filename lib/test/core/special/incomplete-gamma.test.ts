import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { gammaP, gammaQ } from "../../../src/core/special/incomplete-gamma";
import { relativeError, specialGolden } from "./special-golden";

describe("gammaP and gammaQ", () => {
  it.each(specialGolden.incomplete_gamma)("of shape %d at %d", (a, x, p, q) => {
    expect(relativeError(gammaP(a, x), p)).toBeLessThan(1e-13);
    expect(relativeError(gammaQ(a, x), q)).toBeLessThan(1e-13);
  });

  it("sum to one", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: 5, noNaN: true }),
        fc.double({ min: -9, max: 9, noNaN: true }),
        (la, lr) => {
          const a = 10 ** la;
          const x = a * 2 ** lr;
          expect(Math.abs(gammaP(a, x) + gammaQ(a, x) - 1)).toBeLessThan(1e-14);
        },
      ),
    );
  });

  it("go to their limits and refuse what is out of range", () => {
    expect([gammaP(2, 0), gammaQ(2, 0), gammaP(2, Infinity), gammaQ(2, Infinity)]).toEqual([0, 1, 1, 0]);
    for (const [a, x] of [
      [0, 1],
      [-1, 1],
      [Infinity, 1],
      [Number.NaN, 1],
      [1, -1],
      [1, Number.NaN],
    ]) {
      expect(() => gammaP(a, x)).toThrow(RangeError);
    }
  });
});
