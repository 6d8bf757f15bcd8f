import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { generalisedParetoShape, paretoK } from "../../../../src/fitting/nested-sampling/importance/pareto-k";

/** Quantiles of the generalised Pareto distribution of shape k and scale 1, in ascending order. */
function paretoSample(k: number, n: number): Float64Array {
  const stream = random(31).stream(Math.round(100 * (k + 2)), n);
  const quantile = (u: number): number => (k === 0 ? -Math.log(1 - u) : ((1 - u) ** -k - 1) / k);
  return Float64Array.from({ length: n }, () => quantile(stream.uniform())).sort();
}

describe("generalisedParetoShape", () => {
  it.each([-0.5, 0, 0.3, 0.7, 1.2])("finds %f within its standard error", (k) => {
    const n = 4000;
    // Asymptotic standard error of the maximum of the likelihood, (1 + k)/√n.
    expect(Math.abs(generalisedParetoShape(paretoSample(k, n)) - k)).toBeLessThan((3.5 * (1 + k)) / Math.sqrt(n));
  });

  it("does not depend on the unit", () => {
    const x = paretoSample(0.4, 500);
    expect(generalisedParetoShape(x.map((xi) => 1e-8 * xi))).toBeCloseTo(generalisedParetoShape(x), 9);
  });
});

describe("paretoK", () => {
  it.each([0.1, 0.5, 0.9])("finds the shape %f of the tail of weights", (k) => {
    const n = 10_000;
    const weights = paretoSample(k, n).map((x) => 1 + x);
    const tail = 3 * Math.sqrt(n);
    const expected = (tail * k + 5) / (tail + 10);
    expect(Math.abs(paretoK(weights.map((x) => Math.log(x) - 800)) - expected)).toBeLessThan(
      (3 * (1 + k)) / Math.sqrt(tail),
    );
  });

  it("tells a proposal that is too narrow from one that is wide enough", () => {
    // Normal target, normal proposal of standard deviation s: the tail of the weights has shape 1 − s².
    const stream = random(32).stream(0);
    const kOf = (s: number): number =>
      paretoK(
        Float64Array.from({ length: 20_000 }, () => {
          const z = stream.normal();
          return 0.5 * z * z - 0.5 * s * s * z * z;
        }),
      );
    expect(kOf(0.5)).toBeGreaterThan(0.6);
    expect(kOf(1.3)).toBeLessThan(0.35);
  });

  it("says −1 for equal weights and ∞ for too few", () => {
    expect(paretoK(new Float64Array(100).fill(-3))).toBe(-1);
    expect(paretoK(Float64Array.of(0, 1, 2))).toBe(Number.POSITIVE_INFINITY);
    expect(paretoK(new Float64Array(100).fill(Number.NEGATIVE_INFINITY).fill(0, 0, 4))).toBe(Number.POSITIVE_INFINITY);
  });

  it("takes no harm from weights of 0", () => {
    const weights = new Float64Array(1000).fill(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < 30; i++) weights[i] = Math.log(i + 1);
    expect(Number.isFinite(paretoK(weights))).toBe(true);
  });
});
