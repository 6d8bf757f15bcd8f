import { describe, expect, it } from "@jest/globals";
import type { FitStatus } from "../../../src/core/progress";
import { inProcessEvaluator, run } from "../../../src/fitting/nested-sampling";
import { posteriorSketch } from "../../../src/fitting/nested-sampling/posterior-sketch";

describe("posteriorSketch", () => {
  it("has the mean, the spread and the shape of weighted points", () => {
    const n = 20_000;
    const value = (i: number) => -5 + (10 * (i + 0.5)) / n;
    const sketch = posteriorSketch(["x"], { length: n, logWeight: (i) => -0.5 * value(i) ** 2, value })!;
    const [{ mean, sd, counts, from, to }] = sketch.parameters;
    expect(mean).toBeCloseTo(0, 2);
    expect(sd).toBeCloseTo(1, 2);
    expect([from, to].map(Math.abs).every((end) => end > 3.5 && end < 4.1)).toBe(true);
    expect(Math.max(...counts)).toBe(100);
    expect(counts[0]).toBeLessThan(2);
  });

  it("is nothing without points of likelihood above 0", () => {
    expect(posteriorSketch(["x"], { length: 0, logWeight: () => 0, value: () => 0 })).toBeNull();
    const dark = { length: 3, logWeight: () => Number.NEGATIVE_INFINITY, value: () => 0 };
    expect(posteriorSketch(["x"], dark)).toBeNull();
  });

  it.each(["static", "dynamic", "importance"] as const)("comes with the status of the %s engine", async (engine) => {
    let last: FitStatus | null = null;
    const model = {
      parameters: ["x", "y"],
      priorTransform: (u: Float64Array) => u.map((value) => 20 * value - 10),
      logLikelihood: ([x, y]: Float64Array) => -0.5 * ((x - 1) ** 2 + (y + 2) ** 2 / 0.25),
    };
    const options = { engine, seed: 3, nlive: 100, nEffective: 800, now: Date.now };
    await run(inProcessEvaluator(model), {
      ...options,
      onProgress: (status) => {
        last = status;
      },
    });
    const [x, y] = (last as FitStatus | null)!.posterior!.parameters;
    expect(x).toMatchObject({ name: "x" });
    expect(Math.abs(x.mean - 1)).toBeLessThan(0.25);
    expect(Math.abs(y.mean + 2)).toBeLessThan(0.15);
    expect(Math.abs(y.sd - 0.5)).toBeLessThan(0.12);
  });
});
