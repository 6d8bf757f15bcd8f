import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { inProcessEvaluator } from "../../../../../src/fitting/nested-sampling";
import { refresh } from "../../../../../src/fitting/nested-sampling/importance/tempering/refresh";

/** A standard normal distribution sheared along a parabola, 5 units from the edges of the prior. */
const evaluator = inProcessEvaluator({
  parameters: ["x", "y"],
  priorTransform: (u) => u.map((x) => 12 * x - 6),
  logLikelihood: ([x, y]) => -0.5 * x * x - 0.5 * ((y - 0.5 * x * x) / 0.2) ** 2,
});

async function halfOfTheRidge() {
  const stream = random(51).stream(0);
  const u = new Float64Array(2 * 300);
  for (let i = 0; i < u.length; i += 2) {
    const x = Math.abs(stream.normal());
    u[i] = (x + 6) / 12;
    u[i + 1] = (0.5 * x * x + 0.2 * stream.normal() + 6) / 12;
  }
  return { u, logl: (await evaluator.evaluate(u)).logl, weights: new Float64Array(300).fill(1) };
}

describe("refresh", () => {
  it("moves draws to the part of a thin ridge that they missed", async () => {
    const moved = await refresh(evaluator, await halfOfTheRidge(), { random: random(52), count: 300, sweeps: 40 });
    expect(moved.logl.length).toBe(5 * 300);
    const x = Array.from({ length: 300 }, (_, i) => 12 * moved.u[2 * (4 * 300 + i)] - 6);
    const mean = x.reduce((a, b) => a + b, 0) / 300;
    const variance = x.reduce((sum, xi) => sum + (xi - mean) ** 2, 0) / 300;
    expect(Math.abs(mean)).toBeLessThan(0.4);
    expect(Math.abs(variance - 1)).toBeLessThan(0.35);
    expect(x.filter((xi) => xi < -1).length).toBeGreaterThan(15);
    expect(moved.calls).toBeLessThanOrEqual(80 * 300);
    expect((await evaluator.evaluate(moved.u)).logl).toEqual(moved.logl);
  });

  it("is the same every time", async () => {
    const draws = await halfOfTheRidge();
    const options = { count: 50, sweeps: 4 };
    const first = await refresh(evaluator, draws, { random: random(53), ...options });
    expect(await refresh(evaluator, draws, { random: random(53), ...options })).toEqual(first);
  });

  it("names weights that it cannot use", async () => {
    const draws = { ...(await halfOfTheRidge()), weights: new Float64Array(300) };
    await expect(refresh(evaluator, draws, { random: random(1) })).rejects.toThrow("No weight of 300 is positive");
  });
});
