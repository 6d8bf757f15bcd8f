import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { logGamma } from "../../../src/core/special/log-gamma";
import { relativeError, specialGolden } from "./special-golden";

describe("logGamma", () => {
  it.each(specialGolden.log_gamma)("at %d", (x, wanted) => {
    expect(relativeError(logGamma(x), wanted)).toBeLessThan(2e-15);
  });

  it("steps by ln x", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const scale = Math.max(1, Math.abs(logGamma(x + 1)));
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(4e-15 * scale);
      }),
    );
  });

  it("refuses what is not positive", () => {
    for (const x of [0, -1.5, Number.NaN]) expect(() => logGamma(x)).toThrow(RangeError);
    expect(logGamma(Infinity)).toBe(Infinity);
  });
});
