import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { bridge } from "../../../../../src/fitting/nested-sampling/importance/tempering/bridge";

/** log(density / proposal) for e³ N(0, 1) and N(0.5, 1.3²). */
const logRatio = (x: number): number => 3 - 0.5 * x * x + 0.5 * ((x - 0.5) / 1.3) ** 2 + Math.log(1.3);

function estimate(round: number, n = 400) {
  const stream = random(41).stream(0, round);
  const particles = Float64Array.from({ length: n }, () => logRatio(stream.normal()));
  const draws = Float64Array.from({ length: n }, () => logRatio(0.5 + 1.3 * stream.normal()));
  return bridge(particles, draws);
}

describe("bridge", () => {
  it("finds a normalising constant within an error that is as large as it says", () => {
    const z = Array.from({ length: 60 }, (_, round) => {
      const { logz, error } = estimate(round);
      return (logz - 3) / error;
    });
    const mean = z.reduce((a, b) => a + b, 0) / z.length;
    const sd = Math.sqrt(z.reduce((sum, x) => sum + (x - mean) ** 2, 0) / z.length);
    expect(Math.abs(mean)).toBeLessThan(3 / Math.sqrt(z.length));
    expect(sd).toBeGreaterThan(0.6);
    expect(sd).toBeLessThan(1.3);
  });

  it("is exact when the proposal is the density", () => {
    const { logz, error } = bridge(new Float64Array(10).fill(-7), new Float64Array(10).fill(-7));
    expect(logz).toBeCloseTo(-7, 9);
    expect(error).toBeLessThan(1e-9);
  });

  it("gives draws that cannot be no weight", () => {
    const half = new Float64Array(200).fill(Number.NEGATIVE_INFINITY).fill(0, 0, 100);
    expect(bridge(new Float64Array(200), half).logz).toBeCloseTo(Math.log(0.5), 9);
    expect(bridge(new Float64Array(5), new Float64Array(5).fill(Number.NEGATIVE_INFINITY)).error).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
