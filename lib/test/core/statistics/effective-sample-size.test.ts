import { describe, expect, it } from "@jest/globals";
import { effectiveSampleSize } from "../../../src/core/statistics";
import { effectiveSize } from "../../../src/fitting/nested-sampling";

describe("effectiveSampleSize", () => {
  it("counts equal weights, and one heavy weight as one", () => {
    expect(effectiveSampleSize(new Float64Array(50).fill(0.3))).toBe(50);
    expect(effectiveSampleSize([1, 0, 0])).toBe(1);
    expect(effectiveSampleSize([1, 2, 3])).toBeCloseTo(36 / 14, 14);
  });

  it("does not depend on the scale of the weights", () => {
    for (const scale of [1e-300, 1e300]) expect(effectiveSampleSize([scale, 2 * scale, scale])).toBeCloseTo(16 / 6, 12);
  });

  it("is 0 where nothing has weight", () => {
    expect(effectiveSampleSize([])).toBe(0);
    expect(effectiveSampleSize([0, 0])).toBe(0);
  });

  it("is the same from logarithms, with any offset", () => {
    const weights = [0.1, 0.7, 0.2, 0];
    const logarithms = Float64Array.from(weights, (w) => Math.log(w) - 5000);
    expect(effectiveSize(logarithms)).toBeCloseTo(effectiveSampleSize(weights), 10);
    expect(effectiveSize(Float64Array.of(-Infinity))).toBe(0);
  });
});
