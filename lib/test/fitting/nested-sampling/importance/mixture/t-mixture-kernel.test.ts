import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { expectation } from "../../../../../src/fitting/nested-sampling/importance/mixture/expectation-maximisation";
import {
  negligible,
  plainTMixtureKernel,
  squaredDistance,
} from "../../../../../src/fitting/nested-sampling/importance/mixture/kernel/t-mixture-kernel";
import { inWebAssembly } from "../../../../../src/fitting/nested-sampling/importance/mixture/kernel/t-mixture-web-assembly";
import {
  componentLogDensities,
  drawMany,
  logDensities,
  logSum,
  type TMixture,
  tMixture,
} from "../../../../../src/fitting/nested-sampling/importance/mixture/t-mixture";

/** Points, dimensions, components. */
const shapes = [
  [1, 1, 1],
  [7, 1, 3],
  [9, 2, 1],
  [40, 5, 4],
  [301, 10, 3],
  [1000, 11, 16],
];

function mixtureOf(d: number, count: number, degreesOfFreedom = 8): TMixture {
  const stream = random(5).stream(d, count);
  const factors = new Float64Array(count * d * d);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++)
        factors[(k * d + i) * d + j] = i === j ? 0.3 + stream.uniform() : 0.3 * stream.normal();
    }
  }
  const weights = new Float64Array(count).map(() => 0.1 + stream.uniform());
  const total = weights.reduce((sum, w) => sum + w, 0);
  return tMixture({
    ndim: d,
    degreesOfFreedom,
    weights: weights.map((w) => w / total),
    centres: new Float64Array(count * d).map(() => 2 * stream.normal()),
    factors,
  });
}

function materialOf(n: number, d: number, count: number) {
  const mixture = mixtureOf(d, count);
  const points = drawMany(mixture, n, random(6).stream(d, count));
  // Beyond what any number can tell the density of, and on a centre.
  points.fill(1e140, 0, d);
  if (n > 2) points.set(mixture.centres.subarray(0, d), d);
  const weights = new Float64Array(n).map((_, i) => (1 + (i % 3)) / n);
  return { mixture, points, weights };
}

/** Pointwise, by logarithms. */
const logDensityAt = (mixture: TMixture, points: Float64Array, i: number) =>
  logSum(componentLogDensities(mixture, points, new Float64Array(mixture.weights.length), i * mixture.ndim));

describe("the kernels of mixtures of t distributions", () => {
  it.each(shapes)("give the same bits for %d points in %d dimensions, %d components", (n, d, count) => {
    const { mixture, points, weights } = materialOf(n, d, count);
    const plain = plainTMixtureKernel.terms(mixture, points);
    const fast = inWebAssembly.terms(mixture, points);
    expect(fast?.totals).toEqual(plain.totals);
    for (let k = 0; k < count; k++) {
      const row = (found: typeof plain | undefined) => found?.terms.slice(k * found.stride, k * found.stride + n);
      expect(row(fast)).toEqual(row(plain));
    }
    expect(inWebAssembly.moments(mixture, points, weights)).toEqual(
      plainTMixtureKernel.moments(mixture, points, weights),
    );
    // A larger problem before leaves nothing behind.
    const one = points.subarray(0, d);
    expect(inWebAssembly.moments(mixture, one, weights.subarray(0, 1))).toEqual(
      plainTMixtureKernel.moments(mixture, one, weights.subarray(0, 1)),
    );
  });

  it.each(shapes)("find the log-densities of %d points in %d dimensions, %d components", (n, d, count) => {
    const { mixture, points } = materialOf(n, d, count);
    for (const [i, found] of logDensities(mixture, points).entries()) {
      expect(found).toBeGreaterThan(Number.NEGATIVE_INFINITY);
      expect(Math.abs(found - logDensityAt(mixture, points, i))).toBeLessThan(1e-12);
    }
  });

  it.each([1, 2, 7, 8])("find densities for %d degrees of freedom", (nu) => {
    const mixture = mixtureOf(3, 2, nu);
    const points = drawMany(mixture, 30, random(2).stream(0));
    for (const [i, found] of logDensities(mixture, points).entries()) {
      expect(found).toBeCloseTo(logDensityAt(mixture, points, i), 12);
    }
  });

  it("find log-densities of more points than are taken together, with a component of no weight", () => {
    const three = mixtureOf(2, 3);
    const weights = Float64Array.of(0.4, 0, 0.6);
    const mixture = tMixture({ ...three, weights });
    const points = drawMany(mixture, 9001, random(9).stream(0));
    const found = logDensities(mixture, points);
    for (const i of [0, 4095, 4096, 8999, 9000]) expect(found[i]).toBeCloseTo(logDensityAt(mixture, points, i), 12);
  });

  it("find a round of expectation as its definition says, far points too", () => {
    const [n, d, count] = [60, 3, 3];
    const { mixture, points, weights } = materialOf(n, d, count);
    const labels = new Uint32Array(n);
    const found = expectation(mixture, { ndim: d, points, weights, labels, groups: labels });
    const p = d + 1;
    const mass = new Float64Array(count);
    const products = new Float64Array(count * p * p);
    let mean = 0;
    for (let i = 0; i < n; i++) {
      const terms = componentLogDensities(mixture, points, new Float64Array(count), i * d);
      mean += weights[i] * logSum(terms);
      for (let k = 0; k < count; k++) {
        const share = Math.exp(terms[k] - logSum(terms));
        if (share < negligible) continue;
        mass[k] += weights[i] * share;
        const v = (weights[i] * share * (8 + d)) / (8 + squaredDistance(mixture, k, points, i * d));
        const row = [1, ...points.subarray(i * d, i * d + d).map((x, j) => x - mixture.centres[k * d + j])];
        for (let a = 0; a < p; a++) for (let b = 0; b <= a; b++) products[(k * p + a) * p + b] += v * row[a] * row[b];
      }
    }
    expect(found.meanLogDensity).toBeCloseTo(mean, 10);
    for (const [k, m] of mass.entries()) expect(found.mass[k] / m).toBeCloseTo(1, 12);
    for (const [i, value] of products.entries()) {
      expect(Math.abs(found.products[i] - value)).toBeLessThanOrEqual(1e-11 * Math.abs(value));
    }
  });
});
