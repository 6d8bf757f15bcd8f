import { describe, expect, it } from "@jest/globals";
import { lagNoise } from "../../../../src/fitting/meteoroid/observation/lag-noise";
import scipy from "./fixtures/scipy.json";
import { goldenObservation } from "./unit-values";

describe("lagNoise", () => {
  it.each(scipy.lags.map((row) => [row.time.length, row] as const))("stops where scipy stops, %i points", (_, row) => {
    expect(Math.abs(lagNoise(row.time, row.lag) / row.noise - 1)).toBeLessThan(1e-3);
  });

  it("is that of the published fit of the example event", () => {
    const { time_lag, lag, noise_lag } = goldenObservation;
    expect(Math.abs(lagNoise(time_lag, lag) / noise_lag - 1)).toBeLessThan(1e-12);
  });

  it("vanishes for a body that keeps its speed", () => {
    expect(lagNoise([0, 0.1, 0.2, 0.3], [0, 0, 0, 0])).toBe(0);
  });
});
