import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { inProcessEvaluator } from "../../../../../src/fitting/nested-sampling";
import { tMixture } from "../../../../../src/fitting/nested-sampling/importance/mixture/t-mixture";
import { moveContext } from "../../../../../src/fitting/nested-sampling/importance/tempering/moves";
import {
  particleSource,
  priorStart,
  temperedTarget,
} from "../../../../../src/fitting/nested-sampling/importance/tempering/particle";
import {
  type MoveKind,
  movedFraction,
  sweep,
} from "../../../../../src/fitting/nested-sampling/importance/tempering/sweep";

/** With a constant likelihood the target is the prior: a standard normal distribution in probit coordinates. */
const evaluator = inProcessEvaluator({
  parameters: ["a", "b"],
  priorTransform: (u) => u,
  logLikelihood: () => 0,
});

/** Three components, none of which is like the target. */
const mixture = tMixture({
  ndim: 2,
  degreesOfFreedom: 8,
  weights: Float64Array.of(0.5, 0.3, 0.2),
  centres: Float64Array.of(-0.8, 0, 1, 0.5, 0, -1.5),
  factors: Float64Array.of(0.6, 0, 0.3, 0.5, 0.9, 0, 0, 0.4, 0.3, 0, -0.2, 1),
});

describe("moves", () => {
  it.each<[MoveKind, number]>([
    ["crank-nicolson", 0.7],
    ["difference", 1],
    ["slice", 1],
  ])("of kind %s leave the target as it is", async (kind, scale) => {
    const n = 3000;
    const source = particleSource(evaluator, priorStart(2));
    const start = await source.ofCube(priorStart(2).draw(n, random(1).stream(0)));
    let particles = start;
    for (let number = 0; number < 12; number++) {
      const context = moveContext(start, mixture, temperedTarget(1));
      particles = await sweep(particles, kind, () => context, scale, source, random(2), number);
    }
    expect(movedFraction(start, particles)).toBeGreaterThan(0.99);
    // Mean and standard error of a moment of n independent points.
    const check = (moment: (a: number, b: number) => number, expected: number, sd: number) => {
      const mean = particles.reduce((sum, { y }) => sum + moment(y[0], y[1]) / n, 0);
      expect(Math.abs(mean - expected)).toBeLessThan((4 * sd) / Math.sqrt(n));
    };
    check((a) => a, 0, 1);
    check((_, b) => b, 0, 1);
    check((a) => a * a, 1, Math.SQRT2);
    check((_, b) => b * b, 1, Math.SQRT2);
    check((a, b) => a * b, 0, 1);
    check((a) => (a > 1.5 ? 1 : 0), 0.0668, 0.25);
    check((_, b) => (b < -1.5 ? 1 : 0), 0.0668, 0.25);
  });

  it("accept every Crank-Nicolson step where the target is the mixture", async () => {
    const alone = tMixture({
      ndim: 1,
      degreesOfFreedom: 4000,
      weights: Float64Array.of(1),
      centres: new Float64Array(1),
      factors: Float64Array.of(1),
    });
    const flat = inProcessEvaluator({ parameters: ["a"], priorTransform: (u) => u, logLikelihood: () => 0 });
    const source = particleSource(flat, priorStart(1));
    const start = await source.ofCube(priorStart(1).draw(500, random(1).stream(0)));
    const context = moveContext(start, alone, temperedTarget(1));
    const after = await sweep(start, "crank-nicolson", () => context, 0.3, source, random(2), 0);
    expect(movedFraction(start, after)).toBeGreaterThan(0.99);
  });
});
