import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { chiSquare } from "../../../../../src/fitting/nested-sampling/importance/mixture/chi-square";
import { squaredDistance } from "../../../../../src/fitting/nested-sampling/importance/mixture/kernel/t-mixture-kernel";
import {
  componentLogDensities,
  draw,
  drawMany,
  logDensities,
  logDensitiesOfEach,
  logDensity,
  tMixture,
} from "../../../../../src/fitting/nested-sampling/importance/mixture/t-mixture";

const two = tMixture({
  ndim: 2,
  degreesOfFreedom: 5,
  weights: Float64Array.of(0.3, 0.7),
  centres: Float64Array.of(-1, 0, 2, 1),
  factors: Float64Array.of(0.5, 0, 0.2, 0.3, 1, 0, -0.6, 0.4),
});

describe("t mixture", () => {
  it("is Cauchy's distribution in one dimension with one degree of freedom", () => {
    const cauchy = tMixture({
      ndim: 1,
      degreesOfFreedom: 1,
      weights: Float64Array.of(1),
      centres: Float64Array.of(3),
      factors: Float64Array.of(2),
    });
    expect(logDensity(cauchy, Float64Array.of(7))).toBeCloseTo(-Math.log(2 * Math.PI * 5), 13);
  });

  it("integrates to 1 in two dimensions", () => {
    let sum = 0;
    const step = 0.05;
    for (let x = -30; x < 30; x += step) {
      for (let y = -30; y < 30; y += step) sum += Math.exp(logDensity(two, Float64Array.of(x, y))) * step * step;
    }
    expect(sum).toBeGreaterThan(0.9995);
    expect(sum).toBeLessThan(1.0001);
  });

  it("adds up its components", () => {
    const y = Float64Array.of(9, 9, 0.5, 0.2);
    const terms = componentLogDensities(two, y, new Float64Array(2), 2);
    expect(logDensities(two, y)[1]).toBeCloseTo(Math.log(Math.exp(terms[0]) + Math.exp(terms[1])), 13);
    expect(logDensity(two, y.subarray(2))).toBe(logDensities(two, y)[1]);
  });

  it("finds the densities of each component, as if it were alone, near and far", () => {
    const tiny = 1e-280;
    const weights = Float64Array.of(0, 1 - tiny, tiny);
    const alone = Float64Array.of(1);
    const [centres, factors] = [Float64Array.of(3, -1, 2), Float64Array.of(1, 0.5, 1e-3)];
    const mixture = tMixture({ ndim: 1, degreesOfFreedom: 8, weights, centres, factors });
    // The last two are so far out that no number holds their densities.
    const y = Float64Array.from({ length: 5000 }, (_, i) => [2, -1, 40, 1e60, -1e120][i % 5]);
    const found = logDensitiesOfEach(mixture, y);
    const each = [1, 2].map((k) =>
      tMixture({
        ndim: 1,
        degreesOfFreedom: 8,
        weights: alone,
        centres: centres.slice(k, k + 1),
        factors: factors.slice(k, k + 1),
      }),
    );
    for (const i of [0, 1, 2, 3, 4, 4095, 4096, 4998, 4999]) {
      expect(found[3 * i]).toBe(Number.NEGATIVE_INFINITY);
      for (const [k, component] of each.entries()) {
        const expected = logDensity(component, y.subarray(i, i + 1));
        expect(Math.abs(found[3 * i + 1 + k] - expected)).toBeLessThan(1e-11 * (1 + Math.abs(expected)));
      }
    }
  });

  it("measures distances in the metric of a component", () => {
    // y − centre = L (1, 2): distance² is 5.
    expect(squaredDistance(two, 0, Float64Array.of(-1 + 0.5, 0.2 + 0.6))).toBeCloseTo(5, 12);
  });

  it("draws what its density says", () => {
    const stream = random(4).stream(0);
    const n = 40_000;
    const out = new Float64Array(2);
    let first = 0;
    // E[q(y)] = ∫ q², by draws and by a sum over a grid
    let meanDensity = 0;
    for (let i = 0; i < n; i++) {
      if (draw(two, stream, out) === 0) first++;
      meanDensity += Math.exp(logDensity(two, out)) / n;
    }
    let expected = 0;
    const step = 0.05;
    for (let x = -12; x < 12; x += step) {
      for (let y = -12; y < 12; y += step)
        expected += Math.exp(2 * logDensity(two, Float64Array.of(x, y))) * step * step;
    }
    expect(first / n).toBeCloseTo(0.3, 2);
    expect(meanDensity / expected).toBeGreaterThan(0.985);
    expect(meanDensity / expected).toBeLessThan(1.015);
    expect(drawMany(two, 3, random(4).stream(0))).toEqual(drawMany(two, 3, random(4).stream(0)));
  });
});

describe("chiSquare", () => {
  it.each([1, 2, 5, 8, 40])("has mean ν and variance 2 ν for ν = %i", (nu) => {
    const stream = random(5).stream(nu);
    const n = 20_000;
    let mean = 0;
    let square = 0;
    for (let i = 0; i < n; i++) {
      const x = chiSquare(nu, stream);
      mean += x / n;
      square += (x - nu) ** 2 / n;
    }
    expect(Math.abs(mean - nu)).toBeLessThan(4 * Math.sqrt((2 * nu) / n));
    // The variance of (x − ν)² is 8 ν² + 48 ν.
    expect(Math.abs(square - 2 * nu)).toBeLessThan(4 * Math.sqrt((8 * nu * nu + 48 * nu) / n));
  });
});
