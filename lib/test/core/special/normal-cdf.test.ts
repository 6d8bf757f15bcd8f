import { describe, expect, it } from "@jest/globals";
import { normalCdf } from "../../../src/core/special/normal-cdf";
import { relativeError, specialGolden } from "./special-golden";

describe("normalCdf", () => {
  it.each(specialGolden.normal_cdf)("at %d", (x, wanted) => {
    expect(relativeError(normalCdf(x), wanted)).toBeLessThan(2e-15);
  });

  it("goes to its limits", () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(0)]).toEqual([0, 1, 0.5]);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });
});
