import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { weightedQuantiles } from "../../../src/core/statistics";
import { nestedSampling } from "../../../src/fitting";

describe("weightedQuantiles", () => {
  it("joins the samples by straight lines over the weight before them, relative to that before the last", () => {
    // Weight before the samples 1, 2, 3: 0, 1/2, 1.
    expect([...weightedQuantiles([3, 1, 2], [2, 1, 1], [0, 0.25, 0.5, 0.75, 1])]).toEqual([1, 1.5, 2, 2.5, 3]);
    // 0, 1/3, 1; the weight of the largest sample does not count.
    expect([...weightedQuantiles([3, 1, 2], [1, 1, 2], [0, 0.25, 0.5, 0.75, 1])]).toEqual([1, 1.75, 2.25, 2.625, 3]);
  });

  it("gives what numpy's interp gives over cumsum(w)[:-1] / cumsum(w)[-2] with a 0 before it", () => {
    const values = [
      -0.8019, -1.3244, -0.2484, 0.4204, 1.136, 0.1097, -0.5526, -0.7848, 0.7487, 1.6348, 0.2728, -1.2333,
    ];
    const weights = [1.09, 1.1659, 0.2277, 0, 1.432, 2.0135, 0.5185, 0.0829, 0.4379, 0.5691, 2.1221, 0.0442];
    const expected = [
      -1.306556034608457, -0.7979552025688074, 0.226194792649615, 1.109862777803151, 1.5552541138268157,
    ];
    const found = weightedQuantiles(values, weights, [0.025, 0.16, 0.5, 0.84, 0.975]);
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 14);
  });

  it("takes the later of samples at the same place", () => {
    // Weight before the samples 1, 1.5, 2, 4: 0, 1/2, 1/2, 1.
    expect([...weightedQuantiles([1, 1.5, 2, 4], [1, 0, 1, 1], [0.25, 0.5, 0.75])]).toEqual([1.25, 2, 3]);
  });

  it("gives the largest sample where it has all the weight, and the only one", () => {
    expect([...weightedQuantiles([5, 1], [3, 0], [0, 0.5, 1])]).toEqual([5, 5, 5]);
    expect([...weightedQuantiles([7], [0.1], [0, 0.5, 1])]).toEqual([7, 7, 7]);
  });

  it("rises with the probability, stays within the samples and does not heed the scale of the weights", () => {
    const sample = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(sample, { minLength: 2, maxLength: 30 }), (samples) => {
        const values = samples.map(([value]) => value);
        const weights = samples.map(([, weight]) => weight);
        const probabilities = [0, 0.1, 0.5, 0.9, 1];
        const quantiles = weightedQuantiles(values, weights, probabilities);
        expect(quantiles[0]).toBe(values.reduce((a, b) => Math.min(a, b)));
        expect(quantiles[4]).toBe(values.reduce((a, b) => Math.max(a, b)));
        for (let i = 1; i < 5; i++) expect(quantiles[i]).toBeGreaterThanOrEqual(quantiles[i - 1]);
        const scaled = weights.map((weight) => weight * 2 ** -900);
        expect(weightedQuantiles(values, scaled, probabilities)).toEqual(quantiles);
      }),
    );
  });

  it("refuses what has no quantiles", () => {
    expect(() => weightedQuantiles([], [], [0.5])).toThrow(RangeError);
    expect(() => weightedQuantiles([1], [1, 2], [0.5])).toThrow("number of values, 1: 2");
    expect(() => weightedQuantiles([1, 2], [0, 0], [0.5])).toThrow("finite sum: 0");
    expect(() => weightedQuantiles([1, 2], [1, Infinity], [0.5])).toThrow("finite sum: Infinity");
    expect(() => weightedQuantiles([1, 2], [1, Number.NaN], [0.5])).toThrow("not a number: NaN");
    expect(() => weightedQuantiles([1, 2], [2, -1], [0.5])).toThrow("negative or not a number: -1");
    expect(() => weightedQuantiles([1, 2], [1, 1], [1.5])).toThrow("Probability is not in [0, 1]: 1.5");
  });

  it("is the one that samplers offer", () => {
    expect(nestedSampling.weightedQuantiles).toBe(weightedQuantiles);
  });
});
