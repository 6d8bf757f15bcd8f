import { describe, expect, it } from "@jest/globals";
import { type RandomStream, random } from "../../../../../src/core/random";
import { fitTMixture } from "../../../../../src/fitting/nested-sampling/importance/mixture/fit-t-mixture";
import { regionsOf } from "../../../../../src/fitting/nested-sampling/importance/mixture/separate-regions";
import {
  drawMany,
  logDensities,
  type TMixture,
  tMixture,
} from "../../../../../src/fitting/nested-sampling/importance/mixture/t-mixture";

const stream = (): RandomStream => random(11).stream(1);
const ones = (n: number) => new Float64Array(n).fill(1);

function normals(n: number, ndim: number, source = random(12).stream(0)): Float64Array {
  return Float64Array.from({ length: n * ndim }, () => source.normal());
}

/** Mean of log(p/q) over points from p. */
function divergence(p: TMixture, q: TMixture): number {
  const y = drawMany(p, 4000, random(13).stream(0));
  const logQ = logDensities(q, y);
  return logDensities(p, y).reduce((sum, logP, i) => sum + (logP - logQ[i]) / 4000, 0);
}

const three = tMixture({
  ndim: 3,
  degreesOfFreedom: 8,
  weights: Float64Array.of(0.6, 0.3, 0.1),
  centres: Float64Array.of(0, 0, 0, 3, 0, 1, -2, 2, 0),
  factors: Float64Array.of(
    1,
    0,
    0,
    0.9,
    0.1,
    0,
    0,
    0,
    0.5,
    0.2,
    0,
    0,
    0,
    0.2,
    0,
    0.1,
    0,
    0.1,
    0.3,
    0,
    0,
    0,
    0.05,
    0,
    0,
    0,
    0.3,
  ),
});

describe("fitTMixture", () => {
  it("recovers a mixture from its draws", () => {
    const fit = fitTMixture(drawMany(three, 4000, random(1).stream(0)), ones(4000), { stream: stream() });
    expect(divergence(three, fit)).toBeLessThan(0.03);
    expect(Array.from(fit.weights).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
  });

  it("recovers it from weighted draws of another distribution", () => {
    const wide = tMixture({ ...three, weights: ones(3).map((w) => w / 3), factors: three.factors.map((l) => 1.5 * l) });
    const y = drawMany(wide, 8000, random(2).stream(0));
    const logWide = logDensities(wide, y);
    const weights = logDensities(three, y).map((logP, i) => 1e-30 * Math.exp(logP - logWide[i]));
    expect(divergence(three, fitTMixture(y, weights, { stream: stream() }))).toBeLessThan(0.05);
  });

  it("takes one component where one is enough", () => {
    const fit = fitTMixture(normals(2000, 5), ones(2000), { stream: stream(), degreesOfFreedom: 30 });
    expect(fit.weights.length).toBe(1);
    expect(Math.abs(fit.factors[0] - 1)).toBeLessThan(0.06);
  });

  it("follows a bent ridge with many", () => {
    const y = normals(3000, 2);
    for (let i = 0; i < y.length; i += 2) y[i + 1] = 0.1 * y[i + 1] + y[i] * y[i];
    const fit = fitTMixture(y, ones(3000), { stream: stream(), maxComponents: 24 });
    const entropy = 1 + Math.log(2 * Math.PI) + Math.log(0.1);
    const score = logDensities(fit, y).reduce((sum, x) => sum + x / 3000, 0);
    expect(score).toBeGreaterThan(-entropy - 0.12);
    expect(new Set(regionsOf(fit)).size).toBe(1);
  });

  it("keeps a minor mode and gives it a floor of 0.02", () => {
    const y = normals(3000, 4).map((x, i) => 0.1 * x + (i < 4 * 15 ? 2 : 0));
    const fit = fitTMixture(y, ones(3000), { stream: stream() });
    const region = regionsOf(fit);
    expect(new Set(region).size).toBe(2);
    const minor = Array.from(fit.weights).filter((_, k) => fit.centres[4 * k] > 1);
    expect(minor.reduce((sum, w) => sum + w, 0)).toBeGreaterThan(0.019);
  });

  it("begins with the clusters that it is told", () => {
    const y = normals(400, 2).map((x, i) => 0.1 * x + (i < 40 ? 3 : 0));
    const seeds = Array.from({ length: 400 }, (_, i) => (i < 20 ? 7 : 0));
    const fit = fitTMixture(y, ones(400), { stream: stream(), seeds, maxComponents: 1 });
    expect(fit.weights.length).toBe(2);
  });

  it("is not misled by points that depend on each other", () => {
    // Each of 100 points comes with nine others at almost the same place.
    const y = normals(1000, 2).map((x, i, all) => all[Math.floor(i / 20) * 20 + (i % 2)] + 1e-3 * x);
    const groups = Array.from({ length: 1000 }, (_, i) => Math.floor(i / 10));
    expect(fitTMixture(y, ones(1000), { stream: stream() }).weights.length).toBeGreaterThan(8);
    expect(fitTMixture(y, ones(1000), { stream: stream(), groups }).weights.length).toBeLessThan(4);
  });

  it.each([
    ["22 points in 11 dimensions", normals(22, 11), ones(22)],
    ["five points in 11 dimensions", normals(5, 11), ones(5)],
    ["one point", Float64Array.of(1, 2, 3), ones(1)],
    ["500 equal points", new Float64Array(1500).fill(0.3), ones(500)],
    ["points in a plane", normals(500, 3).map((x, i, all) => (i % 3 === 2 ? all[i - 1] : x)), ones(500)],
    ["a few heavy points", normals(4000, 5), normals(4000, 1).map((x) => Math.exp(2.1 * x))],
    ["a point with almost all the weight", normals(50, 2), ones(50).map((_, i) => (i === 7 ? 1 : 1e-12))],
    ["points on a lattice", normals(800, 2).map(Math.round), ones(800)],
  ])("survives %s", (_, points, weights) => {
    const fit = fitTMixture(points, weights, { stream: stream() });
    expect(logDensities(fit, points).every(Number.isFinite)).toBe(true);
    expect(drawMany(fit, 100, stream()).every(Number.isFinite)).toBe(true);
  });

  it("does better than a wild guess with few heavy points", () => {
    const points = normals(4000, 11);
    const weights = normals(4000, 1, random(3).stream(0)).map((x) => Math.exp(2.1 * x));
    const fit = fitTMixture(points, weights, { stream: stream() });
    const fresh = normals(2000, 11, random(5).stream(0));
    const mean = logDensities(fit, fresh).reduce((sum, x) => sum + x / 2000, 0);
    expect(mean).toBeGreaterThan(-5.5 * (1 + Math.log(2 * Math.PI)) - 2);
  });

  it("is the same every time, whatever the scale of the weights", () => {
    const y = drawMany(three, 500, random(1).stream(0));
    const first = fitTMixture(y, ones(500), { stream: stream() });
    expect(fitTMixture(y, ones(500).fill(2 ** -40), { stream: stream() })).toEqual(first);
  });

  it("names what it cannot use", () => {
    expect(() => fitTMixture(ones(5), ones(2), { stream: stream() })).toThrow(
      "not a multiple of the number of weights, 2: 5",
    );
    expect(() => fitTMixture(Float64Array.of(Number.NaN), ones(1), { stream: stream() })).toThrow("not finite: NaN");
    expect(() => fitTMixture(ones(2), new Float64Array(2), { stream: stream() })).toThrow("No weight of 2 is positive");
  });
});
