import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import type { Particle } from "../../../../../src/fitting/nested-sampling/importance/tempering/particle";
import { nextTemperature } from "../../../../../src/fitting/nested-sampling/importance/tempering/temperature-step";

const none = new Float64Array(1);
const particle = (logl: number, logStart = 0): Particle => ({
  y: none,
  u: none,
  v: none,
  derived: none,
  logl,
  logStart,
});

const stream = random(7).stream(0);
const spread = (width: number) => Array.from({ length: 500 }, () => particle(width * stream.normal()));

describe("nextTemperature", () => {
  it.each([10, 1e4, 1e12])("keeps the wanted part of the particles effective, likelihoods spread by e^%f", (width) => {
    const step = nextTemperature(spread(width), 0, 0.5);
    expect(step.nEffective).toBeCloseTo(250, 4);
    expect(step.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it("goes to the end when the way is short", () => {
    const step = nextTemperature(spread(0.1), 0.3, 0.5);
    expect(step.beta).toBe(1);
  });

  it("starts from the density of the start", () => {
    const step = nextTemperature([particle(-3, -3), particle(5, 5), particle(1, 1)], 0, 0.9);
    expect(step.beta).toBe(1);
    expect(step.logMean).toBeCloseTo(0, 12);
  });

  it("gives particles without likelihood no weight and counts them in the evidence", () => {
    const step = nextTemperature([particle(2), particle(2), particle(Number.NEGATIVE_INFINITY), particle(2)], 0, 0.5);
    expect(step.beta).toBe(1);
    expect(step.logMean).toBeCloseTo(2 + Math.log(0.75), 12);
    expect(step.weights[2]).toBe(0);
  });
});
