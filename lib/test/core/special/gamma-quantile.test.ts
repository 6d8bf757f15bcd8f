import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { gammaQuantile, gammaUpperQuantile } from "../../../src/core/special/gamma-quantile";
import { gammaP, gammaQ } from "../../../src/core/special/incomplete-gamma";
import { relativeError, specialGolden } from "./special-golden";

describe("gammaQuantile and gammaUpperQuantile", () => {
  it.each(specialGolden.gamma_quantile)("of shape %d, probability %d, upper tail: %s", (shape, p, upper, wanted) => {
    const x = upper ? gammaUpperQuantile(p, shape) : gammaQuantile(p, shape);
    expect(relativeError(x, wanted)).toBeLessThan(5e-13);
  });

  it.each(specialGolden.invgamma_ppf_scipy)(
    "gives scipy's inverse gamma quantile, alpha %d, mode %d, u %d",
    (...row) => {
      const [alpha, mode, u, wanted] = row;
      expect(relativeError((mode * (alpha + 1)) / gammaUpperQuantile(u, alpha), wanted)).toBeLessThan(5e-14);
    },
  );

  it("are inverses of the cumulative distributions", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 5, noNaN: true }),
        fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }),
        (logShape, p) => {
          const shape = 10 ** logShape;
          const lower = gammaQuantile(p, shape);
          if (lower > 1e-290) expect(relativeError(gammaP(shape, lower), p)).toBeLessThan(5e-12);
          const upper = gammaUpperQuantile(p, shape);
          if (upper > 1e-290) expect(relativeError(gammaQ(shape, upper), p)).toBeLessThan(5e-12);
        },
      ),
    );
  });

  it("go to their limits and refuse what is out of range", () => {
    expect([gammaQuantile(0, 3), gammaQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([gammaUpperQuantile(0, 3), gammaUpperQuantile(1, 3)]).toEqual([Infinity, 0]);
    for (const [p, shape] of [
      [-0.1, 1],
      [1.1, 1],
      [Number.NaN, 1],
      [0.5, 0],
      [0.5, -2],
      [0.5, Infinity],
    ]) {
      expect(() => gammaQuantile(p, shape)).toThrow(RangeError);
    }
  });
});
