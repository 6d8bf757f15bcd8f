import { describe, expect, it } from "@jest/globals";
import { gaussianLogLikelihood } from "../../../../src/fitting/meteoroid/likelihood/gaussian-log-likelihood";

describe("gaussianLogLikelihood", () => {
  it("adds up the normal densities", () => {
    const density = (x: number) => Math.exp(-0.5 * (x / 2) ** 2) / (2 * Math.sqrt(2 * Math.PI));
    expect(gaussianLogLikelihood([1, 5], [0, 2], 2)).toBeCloseTo(Math.log(density(1) * density(3)), 12);
  });

  it("leaves out points that are NaN", () => {
    const one = gaussianLogLikelihood([1], [0], 2);
    expect(gaussianLogLikelihood([1, Number.NaN, 1], [0, 0, Number.NaN], 2)).toBe(one);
    expect(gaussianLogLikelihood([Number.NaN], [0], 2)).toBe(0);
  });

  it("is minus infinity for an infinite deviation or noise that is none", () => {
    expect(gaussianLogLikelihood([1], [Number.POSITIVE_INFINITY], 1)).toBe(Number.NEGATIVE_INFINITY);
    for (const sigma of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(gaussianLogLikelihood([1], [1], sigma)).toBe(Number.NEGATIVE_INFINITY);
    }
  });
});
