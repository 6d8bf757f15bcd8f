import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { normalCdf } from "../../../src/core/special/normal-cdf";
import { normalQuantile } from "../../../src/core/special/normal-quantile";
import { relativeError, specialGolden } from "./special-golden";

describe("normalQuantile", () => {
  it.each(specialGolden.normal_quantile)("of %d", (p, wanted) => {
    expect(relativeError(normalQuantile(p), wanted)).toBeLessThan(2e-15);
  });

  it("is the inverse of the cumulative distribution", () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 0, noNaN: true }), (x) => {
        // a quantile is as exact as the probability: dx = dp / density, so |x| dx ≈ dp / p
        expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-14 * Math.max(1, Math.abs(x)));
      }),
    );
  });

  it("goes to its limits and refuses what is no probability", () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    for (const p of [-1e-9, 1.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});
