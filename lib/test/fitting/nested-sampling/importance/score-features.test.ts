import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { knotCount } from "../../../../src/fitting/nested-sampling/importance/region/layout";
import { passes } from "../../../../src/fitting/nested-sampling/importance/region/plain-region";
import { score } from "../../../../src/fitting/nested-sampling/importance/region/score";
import { curvedFeatures, quadraticFeatures } from "../../../../src/fitting/nested-sampling/importance/score-features";

describe("scores", () => {
  it.each([
    [1, true],
    [4, false],
    [4, true],
    [5, true],
    [15, true],
  ])("pass where the sum of their features is high enough, %d parameters, curved: %s", (ndim, isCurved) => {
    const stream = random(2).stream(ndim);
    const numbers = (n: number) => Float64Array.from({ length: n }, () => stream.normal());
    const knots = Array.from({ length: ndim }, () => numbers(knotCount));
    const features = isCurved ? curvedFeatures(ndim, knots) : quadraticFeatures(ndim);
    const coefficients = numbers(features.count);
    const [mean, deviation] = [numbers(ndim), numbers(ndim).map((x) => 0.5 + Math.abs(x))];
    const sum = (u: Float64Array): number => {
      const row = new Float64Array(features.count);
      const z = u.map((x, j) => (x - mean[j]) / deviation[j]);
      features.at(z, row);
      return row.reduce((total, feature, k) => total + coefficients[k] * feature, 0);
    };
    for (let i = 0; i < 20; i++) {
      const u = numbers(ndim);
      const value = sum(u);
      const at = (threshold: number) =>
        passes(score({ threshold, isProbit: false, mean, deviation, ...features.sum(coefficients) }), 0, u);
      const rounding = 1e-12 * (1 + Math.abs(value));
      expect(at(value - rounding)).toBe(true);
      expect(at(value + rounding)).toBe(false);
    }
  });
});
