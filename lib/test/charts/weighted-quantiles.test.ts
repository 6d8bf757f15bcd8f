import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { effectiveSize, weightedQuantiles } from "../../src/charts/weighted-quantiles";

describe("weightedQuantiles", () => {
  it("joins the samples by straight lines over the weight before them", () => {
    // Weight before the samples 1, 2, 3: 0, 1/4, 3/4.
    expect(weightedQuantiles([3, 1, 2], [1, 1, 2], [0, 0.25, 0.5, 0.75, 1])).toEqual([1, 2, 2.5, 3, 3]);
  });

  it("does not see samples without weight in between", () => {
    expect(weightedQuantiles([1, 1.5, 2], [1, 0, 1], [0.25])[0]).toBeCloseTo(1.25, 12);
  });

  it("rises with the probability and stays within the samples", () => {
    const sample = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 30 }), (samples) => {
        const values = samples.map(([value]) => value);
        const weights = samples.map(([, weight]) => weight + 1e-3);
        const quantiles = weightedQuantiles(values, weights, [0, 0.1, 0.5, 0.9, 1]);
        expect(quantiles[0]).toBe(Math.min(...values));
        expect(quantiles[4]).toBe(Math.max(...values));
        for (let i = 1; i < 5; i++) expect(quantiles[i]).toBeGreaterThanOrEqual(quantiles[i - 1]);
      }),
    );
  });

  it("refuses what has no quantiles", () => {
    expect(() => weightedQuantiles([], [], [0.5])).toThrow(RangeError);
    expect(() => weightedQuantiles([1], [1, 2], [0.5])).toThrow("1 and 2");
    expect(() => weightedQuantiles([1, 2], [0, 0], [0.5])).toThrow("positive sum: 0");
    expect(() => weightedQuantiles([1, 2], [1, Number.NaN], [0.5])).toThrow("NaN");
  });
});

describe("effectiveSize", () => {
  it("counts equal weights, and one heavy weight as one", () => {
    expect(effectiveSize(new Float64Array(50).fill(0.3))).toBeCloseTo(50, 10);
    expect(effectiveSize([1, 0, 0])).toBe(1);
  });
});
