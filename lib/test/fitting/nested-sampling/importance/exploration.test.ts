import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { Exploration } from "../../../../src/fitting/nested-sampling/importance/exploration";

const ndim = 2;

/** A normal distribution across the seam of the first axis. */
function loglOf(u: Float64Array): Float64Array {
  return Float64Array.from({ length: u.length / ndim }, (_, i) => {
    const x = Math.min(u[2 * i], 1 - u[2 * i]) / 0.05;
    const y = (u[2 * i + 1] - 0.4) / 0.03;
    return -0.5 * (x * x + y * y);
  });
}

function learn(exploration: Exploration): void {
  const u = exploration.propose(1000);
  exploration.learn({ v: u, derived: new Float64Array(0), logl: loglOf(u), failures: [] });
}

describe("an exploration", () => {
  const settings = { ndim, nderived: 0, wrapped: [0], nlive: 100, liveFraction: 0.01 };
  const exploration = new Exploration(settings, random(3), 100);
  for (let step = 0; step < 500 && !exploration.done; step++) learn(exploration);

  it("knows the density of its draws anywhere as it does at its points", () => {
    expect(exploration.done && !exploration.stranded).toBe(true);
    const { points, density } = exploration;
    const n = points.size;
    const found = exploration.densitiesAt(points.u.subarray(0, n * ndim));
    for (let i = 0; i < n; i++) expect(Math.abs(found[i] / density[i] - 1)).toBeLessThan(0.01);
    // All draws over the whole cube.
    const total = exploration.draws.reduce((sum, draws) => sum + draws, 0);
    expect(n).toBe(total);
    const places = Float64Array.from({ length: ndim * 40_000 }, (_, at) => {
      const i = Math.floor(at / 2);
      return ((at % 2 === 0 ? i % 200 : Math.floor(i / 200)) + 0.5) / 200;
    });
    const mean = exploration.densitiesAt(places).reduce((sum, each) => sum + each / 40_000, 0);
    expect(mean / total).toBeCloseTo(1, 1);
  });

  it("finds the evidence", () => {
    expect(exploration.logz() - Math.log(2 * Math.PI * 0.05 * 0.03)).toBeCloseTo(0, 0);
  });
});
