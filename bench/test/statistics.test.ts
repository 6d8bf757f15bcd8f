import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { calibration, effectiveSamples, marginalErrors, marginals, normalized, spread } from "../statistics.cjs";

describe("the spread of some numbers", () => {
  it("takes the middle one, or the mean of the middle two", () => {
    expect(spread([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
    expect(spread([4, 1, 2, 10])).toEqual({ min: 1, median: 3, max: 10 });
  });

  it("leaves out what is not finite", () => {
    expect(spread([Number.NaN, 7])).toEqual({ min: 7, median: 7, max: 7 });
    expect(spread([])).toEqual({ min: null, median: null, max: null });
  });
});

describe("effective samples", () => {
  it("are as many as there are equal weights, however small their logarithms", () => {
    expect(effectiveSamples(normalized(new Float64Array(40).fill(-5000)))).toBeCloseTo(40, 10);
  });

  it("are between one and the number of samples", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -700, max: 700, noNaN: true }), { minLength: 1 }), (logWeights) => {
        const ess = effectiveSamples(normalized(Float64Array.from(logWeights)));
        expect(ess).toBeGreaterThan(1 - 1e-12);
        expect(ess).toBeLessThan(logWeights.length + 1e-9);
      }),
    );
  });
});

describe("marginals", () => {
  it("are the weighted means and standard deviations", () => {
    const found = marginals(Float64Array.of(0, 10, 1, 20), Float64Array.of(0.25, 0.75));
    expect(found.map(({ mean }) => mean)).toEqual([0.75, 17.5]);
    expect(found[0].sd).toBeCloseTo(Math.sqrt(0.25 * 0.75), 14);
    expect(found[1].sd).toBeCloseTo(10 * Math.sqrt(0.25 * 0.75), 14);
  });

  it("have the errors of a mean and a standard deviation where weights are equal", () => {
    const n = 10_000;
    // Quantiles of the uniform distribution on (0, 1): variance 1/12, fourth central moment 1/80.
    const samples = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);
    const [{ meanError, sdError }] = marginals(samples, new Float64Array(n).fill(1 / n));
    expect(meanError).toBeCloseTo(Math.sqrt(1 / 12 / n), 6);
    expect(sdError).toBeCloseTo(Math.sqrt((1 / 80 - 1 / 144) / n) / (2 * Math.sqrt(1 / 12)), 6);
  });

  it("are judged in units of the true ones", () => {
    const found = [
      { mean: 1, sd: 2.2, meanError: 0.1, sdError: 0.1 },
      { mean: 5, sd: 1, meanError: 0, sdError: 0 },
    ];
    const errors = marginalErrors(found, { mean: [0, 5], sd: [2, 1] });
    expect(errors.mean).toBeCloseTo(0.5, 12);
    expect(errors.meanExcess).toBeCloseTo(0.35, 12);
    expect(errors.sd).toBeCloseTo(0.1, 12);
    expect(errors.sdExcess).toBe(0);
  });
});

describe("calibration", () => {
  it("compares claimed errors with the scatter", () => {
    const runs = [9, 10, 11, 14].map((logz) => ({ logz, logzError: 2 }));
    const { n, meanZ, sdZ, chiSquared, meanError, scatter, claimed } = calibration(runs, 10);
    expect([n, meanZ, meanError, claimed]).toEqual([4, 0.5, 1, 2]);
    expect(scatter).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(sdZ).toBeCloseTo(scatter / 2, 12);
    expect(chiSquared).toBeCloseTo((1 + 0 + 1 + 16) / 4, 12);
  });
});
