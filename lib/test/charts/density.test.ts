import { describe, expect, it } from "@jest/globals";
import { density, density2d, highestDensityLevel } from "../../src/charts/density";
import { randomNumbers } from "./synthetic";

const { normal, uniform } = randomNumbers(7);
const ones = (n: number) => new Float64Array(n).fill(1);

describe("density", () => {
  it("comes close to a normal distribution", () => {
    const samples = Float64Array.from({ length: 40_000 }, normal);
    const size = 81;
    const found = density(samples, ones(samples.length), [-4, 4], size);
    for (let k = 0; k < size; k++) {
      const x = -4 + (8 * k) / (size - 1);
      expect(Math.abs(found[k] - Math.exp((-x * x) / 2))).toBeLessThan(0.06);
    }
  });

  it("does not sag at the edges of a prior", () => {
    const samples = Float64Array.from({ length: 40_000 }, uniform);
    const found = density(samples, ones(samples.length), [0, 1], 41);
    expect(Math.min(...found)).toBeGreaterThan(0.85);
  });

  it("heeds the weights and leaves out what lies outside", () => {
    const samples = Float64Array.from({ length: 6000 }, (_, i) => [0.2, 0.8, 1.1][i % 3] + 0.01 * normal());
    const weights = samples.map((_, i) => [1, 3, 9][i % 3]);
    const found = density(samples, weights, [0, 1], 101);
    const mass = (from: number, to: number) => found.slice(from, to).reduce((sum, value) => sum + value, 0);
    expect(mass(50, 101) / mass(0, 50)).toBeCloseTo(3, 1);
  });
});

describe("density2d", () => {
  it("follows a correlation", () => {
    const n = 20_000;
    const x = Float64Array.from({ length: n }, normal);
    const y = x.map((value) => 0.9 * value + Math.sqrt(1 - 0.81) * normal());
    const size = 41;
    const found = density2d(x, y, ones(n), [-4, 4], [-4, 4], size);
    const at = (u: number, v: number) =>
      found[Math.round(((v + 4) / 8) * (size - 1)) * size + Math.round(((u + 4) / 8) * (size - 1))];
    expect(at(1, 1)).toBeGreaterThan(0.4);
    expect(at(1, -1)).toBeLessThan(0.02);
    expect(Math.abs(at(1, 1) - at(-1, -1))).toBeLessThan(0.15);
  });
});

describe("highestDensityLevel", () => {
  it("is where the smallest region holds the mass", () => {
    const values = Float64Array.of(1, 6, 3);
    expect(highestDensityLevel(values, 0.5)).toBe(6);
    expect(highestDensityLevel(values, 0.7)).toBe(3);
    expect(highestDensityLevel(values, 0.95)).toBe(1);
    expect(values).toEqual(Float64Array.of(1, 6, 3));
  });
});
