import { describe, expect, it } from "@jest/globals";
import { stirlingError } from "../../../src/core/special/stirling-error";

describe("stirlingError", () => {
  it("is what Stirling's formula lacks of ln 9!", () => {
    const stirling = 9.5 * Math.log(10) - 10 + 0.5 * Math.log(2 * Math.PI);
    expect(stirlingError(10)).toBeCloseTo(Math.log(362880) - stirling, 14);
  });

  it("tends to 1/(12 x)", () => {
    expect(stirlingError(1e8) * 12e8).toBeCloseTo(1, 14);
  });
});
