import { describe, expect, it } from "@jest/globals";
import { erf, erfc } from "../../../src/core/special/erf";
import { relativeError, specialGolden } from "./special-golden";

describe("erf and erfc", () => {
  it.each(specialGolden.erf)("at %d", (x, wantedErf, wantedErfc) => {
    expect(relativeError(erf(x), wantedErf)).toBeLessThan(2e-15);
    expect(relativeError(erfc(x), wantedErfc)).toBeLessThan(2e-15);
  });

  it("go to their limits", () => {
    expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, 0, 2]);
    expect(erfc(1e300)).toBe(0);
    expect([erf(Number.NaN), erfc(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
    expect(Object.is(erf(-0), -0)).toBe(true);
  });
});
