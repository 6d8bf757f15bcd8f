import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { run } from "../../../../src/fitting/nested-sampling";
import { separateGroups } from "../../../../src/fitting/nested-sampling/importance/separate-groups";

const normal = (x: number, centre: number, sd: number): number =>
  -0.5 * ((x - centre) / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI));

/** Likelihoods of one parameter with a flat prior from 0 to 1, and their log-evidences. */
const models: [string, (x: number) => number, number][] = [
  ["narrow", (x) => normal(x, 0.5, 1e-6), 0],
  ["cut by a wall in the middle", (x) => normal(x, 0, 0.01), Math.log(0.5)],
  ["with its peak beyond a wall", (x) => normal(x, -0.02, 0.01), Math.log(0.022750131948179)],
  ["of two peaks", (x) => Math.log(0.95 * Math.exp(normal(x, 0.3, 0.001)) + 0.05 * Math.exp(normal(x, 0.8, 0.001))), 0],
  [
    "that vanishes but in a window",
    (x) => (Math.abs(x - 0.37) < 0.001 ? 0 : Number.NEGATIVE_INFINITY),
    Math.log(0.002),
  ],
  [
    "of steps",
    (x) => -Math.floor(Math.abs(x - 0.4) * 100),
    Math.log((0.02 * (1 - Math.exp(-40))) / (1 - Math.exp(-1))),
  ],
];

describe("one parameter", () => {
  it.each(models)("%s", async (_, logLikelihood, truth) => {
    const model = {
      parameters: ["x"],
      priorTransform: (u: Float64Array) => u,
      logLikelihood: ([x]: Float64Array) => logLikelihood(x),
    };
    const result = await run(model, { engine: "importance", seed: 1, nEffective: 2000 });
    const { logz, outcome } = result.diagnostics;
    expect(outcome).toBe("converged");
    expect(Math.abs(logz.value - truth)).toBeLessThan(4 * logz.error);
    expect(logz.error).toBeLessThan(0.03);
  });

  it("is not torn apart by the gaps that chance leaves", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const stream = random(seed).stream(1);
      const points = Float64Array.from({ length: 500 }, () => stream.uniform());
      expect(separateGroups(points, 1).groups.length).toBe(1);
    }
  });

  it("still has groups that lie apart", () => {
    const stream = random(5).stream(1);
    // As many per length in both, as above a contour.
    const points = Float64Array.from({ length: 500 }, (_, i) =>
      i < 450 ? 0.2 + 0.09 * stream.uniform() : 0.7 + 0.01 * stream.uniform(),
    );
    expect(separateGroups(points, 1).groups.map((group) => group.length)).toEqual([450, 50]);
  });
});
